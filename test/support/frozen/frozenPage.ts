import type { Page } from '@playwright/test';
import type { Board } from '../../../shared/model/board.ts';
import { frozenAt } from './frozenEstate.ts';

/** The key that opens each board after `g`. */
export const boardKeys: Readonly<Record<Board, string>> = {
  ...{ health: 'h', queue: 'q', burn: 'b', runbooks: 'r', rota: 't', figures: 'f', handoff: 'o' },
  settings: 's',
};

/** Moves the clock; the one timer of the page takes up the new time at its next second. */
export async function letPass(page: Page, ms: number, shown: string): Promise<void> {
  await page.clock.setFixedTime(frozenAt + ms);
  await page.getByText(shown).first().waitFor();
}

/** Two frames: one to take what came, one to paint it. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() => requestAnimationFrame(() => done()));
      }),
  );
}
