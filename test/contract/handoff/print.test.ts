import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Handoff } from '../../../shared/model/handoff.ts';
import { handoffPage } from '../../../shared/rules/handoffPage.ts';
import { chromiumLaunch } from '../../support/chromium.ts';
import { handoffComplete } from '../../support/frozen/frozenHandoffs.ts';
import { longRecord } from './longRecord.ts';

const paper = { A4: { width: 595, height: 842 }, Letter: { width: 612, height: 792 } } as const;

describe('a printed handoff', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch(chromiumLaunch());
  });
  afterAll(() => browser?.close());

  async function printed(record: Handoff, format: keyof typeof paper) {
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on(
      'request',
      (request) => void (request.url().startsWith('about:') || problems.push(request.url())),
    );
    page.on('pageerror', (error) => void problems.push(error.message));
    await page.setContent(handoffPage(record));
    await page.emulateMedia({ media: 'print' });
    const pdf = await page.pdf({ format, preferCSSPageSize: false });
    // As wide as the paper within its margins: what is cut there would be cut in print.
    await page.setViewportSize({ width: Math.round(((paper[format].width - 79.4) / 72) * 96), height: 1000 });
    const wide = await page.evaluate(
      () =>
        [...document.querySelectorAll('*')].filter(
          (one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0,
        ).length,
    );
    const shot = process.env['WATCHFLOOR_PRINTS'];
    if (shot !== undefined) {
      await mkdir(shot, { recursive: true });
      await writeFile(join(shot, `${record === longRecord ? 'long' : 'short'}-${format}.pdf`), pdf);
      await page.screenshot({
        path: join(shot, `${record === longRecord ? 'long' : 'short'}-${format}.png`),
        fullPage: true,
      });
    }
    const direction = await page.evaluate(() => {
      const cells = [...document.querySelectorAll<HTMLElement>('td, .notes p')];
      const of = (text: string) => {
        const cell = cells.find((one) => one.textContent.includes(text));
        return cell === undefined ? 'absent' : getComputedStyle(cell).direction;
      };
      const signature = cells.find((one) => one.textContent.includes('علي'))?.firstChild;
      const left = (text: string): number => {
        const range = document.createRange();
        const at = signature?.textContent?.indexOf(text) ?? -1;
        if (signature === undefined || signature === null || at < 0) return Number.NaN;
        range.setStart(signature, at);
        range.setEnd(signature, at + text.length);
        return range.getBoundingClientRect().left;
      };
      const places = ['2026', '-11', '-20', '03', 'UTC'].map(left);
      return {
        hebrew: of('תקלה'),
        latin: of('Line 1.'),
        // The date beside a name from right to left is read from its beginning.
        date: places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0)),
      };
    });
    await page.close();
    const raw = pdf.toString('latin1');
    const boxes = [...raw.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => ({
      width: Math.round(Number(width)),
      height: Math.round(Number(height)),
    }));
    return { pages: (raw.match(/\/Type \/Page\b/g) ?? []).length, boxes, wide, problems, direction };
  }

  it.each(['A4', 'Letter'] as const)('fits %s, and asks nothing of a network', async (format) => {
    const short = await printed(handoffComplete, format);
    expect(short).toMatchObject({ wide: 0, problems: [] });
    expect(short.pages).toBeGreaterThanOrEqual(2);
    expect(short.pages).toBeLessThanOrEqual(3);
    expect(short.boxes).not.toHaveLength(0);
    for (const box of short.boxes) {
      expect(Math.abs(box.width - paper[format].width)).toBeLessThanOrEqual(1);
      expect(Math.abs(box.height - paper[format].height)).toBeLessThanOrEqual(1);
    }
  });

  it.each(['A4', 'Letter'] as const)(
    'sets long notes, long tables and text from right to left on %s',
    async (format) => {
      const found = await printed(longRecord, format);
      expect(found).toMatchObject({
        wide: 0,
        problems: [],
        direction: { hebrew: 'rtl', latin: 'ltr', date: true },
      });
      expect(found.pages).toBeGreaterThan(6);
      expect(found.pages).toBeLessThan(25);
    },
  );
});
