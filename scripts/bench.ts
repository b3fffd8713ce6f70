import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { benchAlertTable } from '../test/bench/alertTable.ts';
import { benchChangeToPixel } from '../test/bench/changeToPixel.ts';
import { benchDeskStorm } from '../test/bench/deskStorm.ts';
import { benchFanOut } from '../test/bench/fanOut.ts';
import { benchJournalAppend } from '../test/bench/journalAppend.ts';
import { benchRunbookLibrary } from '../test/bench/runbookLibrary.ts';
import { benchObjectives } from '../test/bench/objectives.ts';
import { benchWallDay } from '../test/bench/wallDay.ts';

const benches = {
  pixel: benchChangeToPixel,
  'fan-out': benchFanOut,
  journal: benchJournalAppend,
  objectives: benchObjectives,
  alerts: benchAlertTable,
  desk: benchDeskStorm,
  'wall-day': benchWallDay,
  library: benchRunbookLibrary,
} as const;
/** So long that it runs only where it is named: 24 min. */
const onlyNamed: ReadonlySet<string> = new Set(['wall-day']);

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
    if (values.only === undefined ? !onlyNamed.has(name) : values.only === name)
      await bench((line) => console.log(line));
  }
}

await main();
