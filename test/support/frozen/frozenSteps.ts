import type { Page } from '@playwright/test';
import { boardIds, type Board } from '../../../shared/model/board.ts';
import { frozenAt } from './frozenEstate.ts';
import type { ScriptedFeed } from './frozenFeed.ts';
import { boardKeys, letPass, settle } from './frozenPage.ts';
import type { FrozenState, QueueStep } from './frozenStates.ts';

const lostForMs = 252_000;
const goneForMs = 30_000;

/** Does one of the steps of a state, where the open board has what it takes. */
export async function takeStep(
  page: Page,
  feed: ScriptedFeed,
  step: FrozenState['steps'][number],
): Promise<void> {
  if (
    step === 'filter' ||
    step === 'completion' ||
    step === 'alerts' ||
    step === 'view' ||
    step === 'several'
  )
    return takeInQueue(page, step);
  const isWall = (await page.locator('html').getAttribute('data-mode')) === 'wall';
  const hasQueue = (await page.getByRole('grid', { name: 'Incidents' }).count()) > 0;
  const hasRunbooks = (await page.locator('[data-board="runbooks"]').count()) > 0;
  switch (step) {
    case 'act':
      if (!hasQueue) return;
      await page.getByRole('row', { name: /INC-2044/ }).click();
      await page.keyboard.press('a');
      return settle(page);
    case 'note':
    case 'form':
    case 'update':
      if (!hasQueue) return;
      await page.keyboard.press(step === 'update' ? 'u' : 'n');
      if (step === 'update') return settle(page);
      await page.keyboard.type('Two of five replicas answer; traffic moved to the other three');
      if (step === 'note') await page.keyboard.press('Control+Enter');
      return settle(page);
    case 'silence':
      if (!hasQueue) return;
      await page.getByRole('row', { name: /INC-2044/ }).click();
      await page.keyboard.press('Shift+S');
      await page.keyboard.press('s');
      await page.getByText('Hits 2 alerts now').waitFor();
      return settle(page);
    case 'symptoms':
      if (!hasQueue) return;
      await page.keyboard.press('f');
      await page.getByText('symptom of INC-2041').first().waitFor();
      return settle(page);
    case 'merge':
      if (!hasQueue) return;
      await page.getByRole('row', { name: /INC-2044/ }).click();
      await page.keyboard.press('Shift+J');
      await page.getByRole('combobox', { name: 'Into' }).selectOption('INC-2041');
      return settle(page);
    case 'back':
      if (isWall) return;
      await page.keyboard.press('Shift');
      await page.getByText('You were away').waitFor();
      return settle(page);
    case 'passed':
      if (isWall) return;
      await page.keyboard.press('Shift+M');
      await page.getByRole('dialog', { name: 'What came and went' }).waitFor();
      return settle(page);
    case 'follow':
      if (!hasRunbooks) return;
      await page.keyboard.press('/');
      await page.keyboard.type('service unavail');
      await page.keyboard.press('Enter');
      await page.keyboard.press('i');
      await page.getByRole('option', { name: /INC-2041/ }).waitFor();
      await page.keyboard.press('Enter');
      return settle(page);
    case 'holes':
      if (!hasRunbooks) return;
      await page.keyboard.press('h');
      await page.getByRole('article', { name: 'Readiness' }).waitFor();
      return settle(page);
    case 'drills':
      if (!hasRunbooks) return;
      await page.keyboard.press('d');
      await page.getByRole('article', { name: 'Drill' }).waitFor();
      return settle(page);
    case 'tick':
    case 'fail':
    case 'end':
      if (!hasRunbooks) return;
      await page.keyboard.press({ tick: 'x', fail: 'f', end: 'e' }[step]);
      if (step !== 'end') await page.getByText('waits to be sent').first().waitFor();
      return settle(page);
    case 'handoff':
      if ((await page.getByRole('group', { name: 'Acts' }).getByText('Test channels').count()) === 0) return;
      await page.keyboard.press('n');
      await page.keyboard.press('Control+End');
      await page.keyboard.type('\n\nCustomer desk wants a line on INC-2041 by 09:30.');
      await page.keyboard.press('Escape');
      for (const key of ['j', 'x']) await page.keyboard.press(key);
      return settle(page);
    case 'records':
      if ((await page.getByRole('group', { name: 'Acts' }).getByText('All records').count()) === 0) return;
      await page.keyboard.press('Shift+R');
      await page.getByRole('button', { name: /HND-2026-11-19T1935/ }).waitFor();
      await page.keyboard.press('m');
      await page.getByRole('table', { name: 'What differs' }).waitFor();
      return settle(page);
    case 'drill':
      for (const key of 'gr') await page.keyboard.press(key);
      await page.locator('[data-board="runbooks"]').waitFor();
      await page.keyboard.press('d');
      await page.getByRole('button', { name: 'Cut off for 5 min' }).waitFor();
      await page.keyboard.press('2');
      await page
        .getByText(/^DRILL ·/)
        .first()
        .waitFor();
      for (const key of ['g', boardKeys[boardAsked(page)]]) await page.keyboard.press(key);
      await settle(page);
      return letPass(page, lostForMs, '4 min 12 s');
    case 'cut':
      await feed.cut();
      await page.getByText('Feed lost').first().waitFor();
      return letPass(page, lostForMs, '4 min 12 s');
    case 'rejoin':
      await page.clock.setFixedTime(frozenAt + lostForMs + goneForMs);
      feed.back(lostForMs + goneForMs);
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
      await page.keyboard.press('F2');
      await page
        .getByText(/eed back after|The feed was lost for/)
        .first()
        .waitFor();
      return settle(page);
    case 'outbox':
      await page.keyboard.press('Shift+O');
      return settle(page);
    case 'sound':
      if (isWall) return;
      await page.keyboard.press('Shift+Q');
      await page
        .getByRole('dialog', { name: 'Sound' })
        .getByRole('checkbox', { name: 'Quiet hours' })
        .check();
      return settle(page);
    case 'snoozed':
      await page.getByText('Snoozed until 03:30 UTC').waitFor();
      return settle(page);
    case 'silent':
      await page.getByText('Sound is off until a key is pressed').waitFor();
      return settle(page);
  }
}

async function takeInQueue(page: Page, step: QueueStep): Promise<void> {
  if ((await page.getByRole('region', { name: 'Incident queue' }).count()) === 0) return;
  switch (step) {
    case 'filter':
      await page.keyboard.press('/');
      await page.keyboard.type('severity=~"P1|P2"');
      await page.keyboard.press('Enter');
      await page.getByText(/P0 hidden/).waitFor();
      return settle(page);
    case 'completion':
      await page.keyboard.press('/');
      await page.keyboard.type('severity=~"P1|P2", service="');
      await page.keyboard.press('ArrowDown');
      return settle(page);
    case 'alerts':
      await page.keyboard.press('7');
      await page.getByRole('grid', { name: 'Alerts' }).waitFor();
      return settle(page);
    case 'view':
      await page.keyboard.press('v');
      await page.getByRole('textbox', { name: 'Name of the view' }).waitFor();
      return settle(page);
    case 'several':
      // The P0 is acknowledged already; the two below it are asked for.
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('a');
      await page
        .getByText(/refused:/)
        .first()
        .waitFor();
      return settle(page);
  }
}

/** The board that a page was opened on. */
function boardAsked(page: Page): Board {
  const asked = new URL(page.url()).searchParams.get('board');
  return boardIds.find((id) => id === asked) ?? 'health';
}
