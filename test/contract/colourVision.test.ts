import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceStates } from '../../shared/model/service.ts';
import { frozenState, useFrozenBrowser } from '../support/frozen/frozenBrowser.ts';
import { openFrozenConsole } from '../support/frozen/frozenConsole.ts';

/** WCAG 2.2, 1.4.11: what is needed to understand a graphic, against what is beside it. */
const leastContrast = 3;
/** Two shapes share so much of what both cover, at most. */
const mostShared = 0.5;
const side = 32;

const browser = useFrozenBrowser();

describe.each(['dark', 'light'] as const)('each state on the %s wall', (theme) => {
  let wall: Page;
  beforeAll(async () => {
    wall = await openWall(theme);
  }, 60_000);
  afterAll(async () => {
    await wall?.context().close();
  });

  it.each(['protanopia', 'deuteranopia', 'tritanopia', 'achromatopsia'] as const)(
    'has a shape of its own that stands out with %s',
    async (type) => {
      const session = await wall.context().newCDPSession(wall);
      await session.send('Emulation.setEmulatedVisionDeficiency', { type });
      const glyphs: (Glyph & { readonly state: string })[] = [];
      for (const state of serviceStates) {
        const picture = await wall.locator(`[data-state="${state}"] svg.glyph`).first().screenshot();
        glyphs.push({ state, ...(await glyphOf(wall, picture)) });
      }
      expect(glyphs.filter(({ contrast }) => contrast < leastContrast)).toEqual([]);
      const pairs = glyphs.flatMap((one, place) =>
        glyphs
          .slice(place + 1)
          .map((other) => ({ pair: `${one.state}, ${other.state}`, shared: shared(one, other) })),
      );
      expect(pairs.filter((pair) => pair.shared > mostShared)).toEqual([]);
    },
    30_000,
  );
});

/** The crowded wall, where every state stands. */
async function openWall(theme: 'dark' | 'light'): Promise<Page> {
  const frozen = frozenState('crowded');
  return openFrozenConsole(browser(), frozen, {
    ...{ query: 'mode=wall&board=health', theme },
    ...{ width: 1920, height: 1080 },
  });
}

/** A picture's shape: which of `side` x `side` points are not ground; and its contrast to the ground, as WCAG has it. */
interface Glyph {
  readonly covered: readonly boolean[];
  readonly contrast: number;
}

/** Reads a glyph from its picture; its upper left corner is ground. */
async function glyphOf(page: Page, picture: Buffer): Promise<Glyph> {
  const levels = await page.evaluate(
    async ([base64, side]) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(side, side).getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.drawImage(image, 0, 0, side, side);
      return [...context.getImageData(0, 0, side, side).data];
    },
    [picture.toString('base64'), side] as const,
  );
  const points = Array.from({ length: side * side }, (_, place) => luminance(levels, place * 4));
  const ground = points[0] ?? 0;
  const contrasts = points.map((point) => contrast(point, ground));
  const most = Math.max(...contrasts);
  // Half way between ground and figure.
  return { contrast: most, covered: contrasts.map((one) => one > (1 + most) / 2) };
}

/** What both cover, of what either covers. */
function shared({ covered: one }: Glyph, { covered: other }: Glyph): number {
  const count = (test: (isOne: boolean, isOther: boolean) => boolean): number =>
    one.filter((isOne, place) => test(isOne, other[place] === true)).length;
  return count((isOne, isOther) => isOne && isOther) / count((isOne, isOther) => isOne || isOther);
}

/** Relative luminance of a point, 0 to 1 (WCAG 2.2, "relative luminance"). */
function luminance(levels: readonly number[], at: number): number {
  const [red, green, blue] = [0, 1, 2].map((channel) => {
    const level = (levels[at + channel] ?? 0) / 255;
    return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** Contrast ratio of two luminances, 1 to 21 (WCAG 2.2, "contrast ratio"). */
const contrast = (one: number, other: number): number =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
