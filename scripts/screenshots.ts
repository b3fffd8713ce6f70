import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from '@playwright/test';
import { chromiumLaunch } from '../test/support/chromium.ts';
import { comparePictures } from '../test/support/comparePictures.ts';
import { openFrozenConsole } from '../test/support/frozen/frozenConsole.ts';
import { frozenStates } from '../test/support/frozen/frozenStates.ts';
import { startGatewayProcess } from '../test/support/gateway.ts';
import { freePort } from '../test/support/ports.ts';
import { build } from './build.ts';
import { shootDocs } from './docPictures.ts';

const sizes = [
  [1366, 768],
  [1920, 1080],
  [2560, 1440],
  [3840, 2160],
] as const;
const themes = ['dark', 'light', 'contrast'] as const;
const views = {
  wall: 'mode=wall&board=health',
  health: 'board=health',
  queue: 'board=queue',
  'burn-wall': 'mode=wall&board=burn',
  burn: 'board=burn',
  runbooks: 'board=runbooks',
  'rota-wall': 'mode=wall&board=rota',
  rota: 'board=rota',
  'figures-wall': 'mode=wall&board=figures',
  figures: 'board=figures',
  'handoff-wall': 'mode=wall&board=handoff',
  handoff: 'board=handoff',
  settings: 'board=settings',
} as const;

const usage = `npm run screenshots [-- --out DIR] [--only TEXT] [--compare DIR] [--live] [--docs]
  --only TEXT  pictures whose name contains TEXT: "queue-lost", "1366x768", "light"
  --compare DIR  pixel by pixel against pictures that were taken before, by this Chromium; what differs is named,
               marked in NAME.diff.png, and ends it with 1
  --live       the simulator's own run in place of the frozen states: slower, and never twice the same
  --docs       the pictures of docs/operator.md, into docs/pictures unless --out names another folder
states: ${frozenStates.map(({ name }) => name).join(', ')}`;

/** Pictures of each board, state, size and theme, from frozen data; or of the simulator as it runs. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      only: { type: 'string', default: '' },
      compare: { type: 'string' },
      live: { type: 'boolean', default: false },
      docs: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    console.log(usage);
    return;
  }
  const out = values.out ?? (values.docs ? 'docs/pictures' : 'test-results/screenshots');
  mkdirSync(out, { recursive: true });
  const built = await build({ only: ['renderer'] });
  if (!built.ok) throw new Error(built.error);
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const taken = values.docs
      ? await shootDocs(browser, out)
      : await (values.live ? shootLive : shootFrozen)(browser, out, values.only);
    console.log(`${taken.length} pictures in ${out}`);
    if (taken.length === 0) throw new Error(`No picture is called "${values.only}".\n${usage}`);
    if (values.compare !== undefined) await compareAll(browser, taken, values.compare, out);
  } finally {
    await browser.close();
  }
}

/** Names each picture that is not, pixel by pixel, what it was. */
async function compareAll(
  browser: Browser,
  names: readonly string[],
  before: string,
  out: string,
): Promise<void> {
  const page = await browser.newPage();
  let changed = 0;
  for (const name of names) {
    const earlier = join(before, `${name}.png`);
    if (!existsSync(earlier)) {
      console.log(`new: ${name}`);
      continue;
    }
    const difference = await comparePictures(
      page,
      readFileSync(earlier),
      readFileSync(join(out, `${name}.png`)),
    );
    if (difference.pixels === 0) continue;
    changed += 1;
    const share = ((100 * difference.pixels) / difference.of).toFixed(2);
    console.log(`changed: ${name}, ${difference.pixels} pixels (${share} %)`);
    if (difference.marked !== undefined) writeFileSync(join(out, `${name}.diff.png`), difference.marked);
  }
  console.log(`${changed} of ${names.length} pictures differ from ${before}`);
  if (changed > 0) process.exitCode = 1;
}

interface Shot {
  readonly view: string;
  readonly query: string;
  readonly theme: (typeof themes)[number];
  readonly width: number;
  readonly height: number;
}

function shots(): readonly Shot[] {
  return Object.entries(views).flatMap(([view, query]) =>
    themes.flatMap((theme) => sizes.map(([width, height]) => ({ view, query, theme, width, height }))),
  );
}

const nameOf = ({ view, theme, width, height }: Shot, state: string): string =>
  `${view}-${state}-${theme}-${width}x${height}`;

async function shootFrozen(browser: Browser, out: string, only: string): Promise<readonly string[]> {
  const taken: string[] = [];
  for (const frozen of frozenStates) {
    for (const shot of shots()) {
      const name = nameOf(shot, frozen.name);
      if (!name.includes(only)) continue;
      const page = await openFrozenConsole(browser, frozen, shot);
      await page.screenshot({ path: join(out, `${name}.png`) });
      await page.context().close();
      taken.push(name);
    }
  }
  return taken;
}

async function shootLive(browser: Browser, out: string, only: string): Promise<readonly string[]> {
  const gateway = await startGatewayProcess({
    port: await freePort(),
    policyFile: 'assets/policy/acgs.yaml',
  });
  const taken: string[] = [];
  try {
    for (const shot of shots()) {
      const name = nameOf(shot, 'simulator');
      if (!name.includes(only)) continue;
      const page = await browser.newPage({ viewport: { width: shot.width, height: shot.height } });
      await page.goto(`${gateway.url}/?${shot.query}&theme=${shot.theme}`);
      // The scenario's P0 begins 20 s after the gateway's start.
      await page.getByText('Policy Governance is unavailable').first().waitFor({ timeout: 60_000 });
      await page.screenshot({ path: join(out, `${name}.png`) });
      await page.close();
      taken.push(name);
    }
  } finally {
    await gateway.stop();
  }
  return taken;
}

await main();
