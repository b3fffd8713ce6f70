import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsoleBridge } from '../../../shared/bridge.ts';
import { handoffMarkdown } from '../../../shared/rules/handoffMarkdown.ts';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { launchStandIn, newDataFolder, type StandInConsole } from '../../support/electronStandIn/launch.ts';
import { longRecord } from './longRecord.ts';

beforeAll(ensureBuilt, 120_000);

describe('a record exported on the desktop (Electron stand-in)', () => {
  let running: StandInConsole;
  const folder = join(mkdtempSync(join(tmpdir(), 'exports-')), 'of handoffs');
  beforeAll(async () => {
    const dataFolder = newDataFolder();
    writeFileSync(
      join(dataFolder, 'settings.json'),
      JSON.stringify({ exportFolder: folder, paper: 'Letter' }),
    );
    running = await launchStandIn({ dataFolder, args: ['--gateway', 'ws://127.0.0.1:9/feed'] });
  }, 60_000);
  afterAll(() => running?.close());

  const exported = (wanted: unknown): Promise<string> =>
    running.page.evaluate(async (given) => {
      const bridge = Reflect.get(window, 'watchfloor') as ConsoleBridge;
      // A page may ask for what the types forbid.
      return bridge.exportRecord(given as never).catch((error: unknown) => String(error));
    }, wanted);

  it('is saved as Markdown, and as a PDF on the paper of the settings, without a question', async () => {
    const path = join(folder, longRecord.id);
    expect(await exported({ form: 'markdown', record: longRecord })).toBe(`Saved as ${path}.md`);
    expect(readFileSync(`${path}.md`, 'utf8')).toBe(handoffMarkdown(longRecord));
    expect(await exported({ form: 'pdf', record: longRecord })).toBe(`Saved as ${path}.pdf`);
    const pdf = readFileSync(`${path}.pdf`, 'latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect((pdf.match(/\/Type \/Page\b/g) ?? []).length).toBeGreaterThan(6);
    expect(new Set(pdf.match(/\/MediaBox \[[^\]]*\]/g))).toEqual(new Set(['/MediaBox [0 0 612 792]']));
    expect(readdirSync(folder).toSorted()).toEqual([`${longRecord.id}.md`, `${longRecord.id}.pdf`]);
    // The window in which it was set is gone.
    expect(await running.windows()).toHaveLength(1);
  });

  it.each([
    ['a path for a name', { form: 'markdown', record: { ...longRecord, id: '../../evil' } }],
    ['a page of its own', { form: 'pdf', html: '<script>alert(1)</script>' }],
    ['another form', { form: 'exe', record: longRecord }],
    ['more than a record', { form: 'pdf', record: longRecord, folder: '/etc' }],
  ])('refuses %s', async (_what, wanted) => {
    expect(await exported(wanted)).toMatch(/"record\.export" was refused: /);
    expect(existsSync(join(folder, '../evil.md'))).toBe(false);
    expect(readdirSync(folder)).toHaveLength(2);
  });
});
