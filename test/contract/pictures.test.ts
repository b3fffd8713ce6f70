import { expect, it } from 'vitest';
import { comparePictures } from '../support/comparePictures.ts';
import { frozenState, useFrozenBrowser } from '../support/frozen/frozenBrowser.ts';
import { openFrozenConsole } from '../support/frozen/frozenConsole.ts';

const browser = useFrozenBrowser();

/** A picture of the live wall, with a spot of 2 x 3 pixels in its corner or without. */
async function pictureOf(hasSpot: boolean): Promise<Buffer> {
  const frozen = frozenState('live');
  const view = { query: 'mode=wall&board=health', theme: 'dark', width: 1366, height: 768 } as const;
  const page = await openFrozenConsole(browser(), frozen, view);
  if (hasSpot)
    await page.evaluate(() => {
      const spot = document.body.appendChild(document.createElement('i'));
      Object.assign(spot.style, { position: 'fixed', top: '0', left: '0', background: '#808080' });
      Object.assign(spot.style, { width: '2px', height: '3px' });
    });
  const picture = await page.screenshot();
  await page.context().close();
  return picture;
}

it('the same state is the same picture, pixel by pixel; a corner of another colour is found', async () => {
  const page = await browser().newPage();
  const before = await pictureOf(false);
  const same = await comparePictures(page, before, await pictureOf(false));
  expect(same).toEqual({ pixels: 0, of: 1366 * 768, marked: undefined });

  const other = await comparePictures(page, before, await pictureOf(true));
  expect(other.pixels).toBe(6);
  expect(other.marked?.subarray(1, 4).toString()).toBe('PNG');
}, 60_000);
