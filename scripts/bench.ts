import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { benchChangeToPixel } from '../test/bench/changeToPixel.ts';
import { benchFanOut } from '../test/bench/fanOut.ts';
import { benchJournalAppend } from '../test/bench/journalAppend.ts';

const benches = {
  pixel: benchChangeToPixel,
  'fan-out': benchFanOut,
  journal: benchJournalAppend,
} as const;

/** Speed as ratios to a bare baseline in the same run; a figure never fails anything. */
async function main(): Promise<void> {
  const names = Object.keys(benches).join('|');
  const { values } = parseArgs({
    options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    console.log(`npm run bench [-- --only ${names}]`);
    return;
  }
  await build();
  for (const [name, bench] of Object.entries(benches)) {
    if (values.only === undefined || values.only === name) await bench((line) => console.log(line));
  }
}

await main();
