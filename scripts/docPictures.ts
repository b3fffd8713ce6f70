import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { openFrozenConsole } from '../test/support/frozen/frozenConsole.ts';
import { frozenStates } from '../test/support/frozen/frozenStates.ts';
import { palettePng } from './palettePng.ts';

/** A picture of docs/operator.md: which state, seen how, and which keys are pressed before it is taken. */
interface DocPicture {
  readonly name: string;
  readonly state: string;
  readonly query: string;
  readonly keys?: readonly string[];
}

/** The smallest workstation: pictures that are read beside their text, and few bytes. */
const size = { width: 1366, height: 768 } as const;

const pictures: readonly DocPicture[] = [
  { name: 'wall', state: 'live', query: 'mode=wall&board=health' },
  { name: 'queue', state: 'live', query: 'board=queue' },
  { name: 'acknowledge', state: 'pending', query: 'board=queue' },
  { name: 'runbook', state: 'run', query: 'board=runbooks' },
  { name: 'handoff', state: 'handoff', query: 'board=handoff' },
  { name: 'feed-lost', state: 'lost', query: 'board=queue' },
  { name: 'missed', state: 'passed', query: 'board=queue' },
  { name: 'keys', state: 'live', query: 'board=queue', keys: ['?'] },
];

/** Takes the pictures of the documents into a folder; answers their names. From run to run, edges of letters may differ by a shade. */
export async function shootDocs(browser: Browser, out: string): Promise<readonly string[]> {
  mkdirSync(out, { recursive: true });
  for (const { name, state, query, keys = [] } of pictures) {
    const frozen = frozenStates.find((one) => one.name === state);
    if (frozen === undefined) throw new Error(`There is no frozen state "${state}".`);
    const page = await openFrozenConsole(browser, frozen, { ...size, query, theme: 'dark' });
    for (const key of keys) await page.keyboard.press(key);
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    // The caret blinks.
    const shot = await page.screenshot({ caret: 'hide', animations: 'disabled' });
    writeFileSync(join(out, `${name}.png`), palettePng(shot));
    await page.context().close();
  }
  return pictures.map(({ name }) => name);
}
