import { BurnKeeper } from '../../gateway/burn/burnKeeper.ts';
import { recordedName, slothLabels } from '../../gateway/burn/recordedNames.ts';
import { sliceMs } from '../../gateway/burn/slices.ts';
import { countedObjectives } from '../../shared/policy/objectiveList.ts';
import type { PolicyObjective } from '../../shared/policy/index.ts';
import {
  burnAt,
  dayMs,
  minuteMs,
  now,
  slicesOf,
  workbookPairs,
} from '../unit/gateway/burn/countedBuilder.ts';
import {
  partsOf,
  readObjectives,
  sampleObjective,
  vectorOf,
  type Fake,
} from '../unit/gateway/sources/burn/fakePrometheus.ts';
import { samplePolicy } from '../unit/gateway/sources/sampleEstate.ts';
import { benchObjectiveBoard } from './objectiveBoard.ts';
import { ratioLine, spread } from './statistics.ts';

const count = 500;
const minutes = 15;
const rounds = 20;
const objectives: readonly PolicyObjective[] = Array.from({ length: count }, (_, index) =>
  sampleObjective({ id: `o${index}` }),
);

/** 500 objectives: what they cost Prometheus, the gateway and the board. */
export async function benchObjectives(report: (line: string) => void): Promise<void> {
  report(`${count} objectives`);
  report(`  direct queries: ${await queriesPerMinute(direct)} a minute at most`);
  report(`  with recording rules: ${await queriesPerMinute(recorded)} a minute at most, after the first`);
  judgeRound(report);
  await benchObjectiveBoard(count, report);
}

/** The most queries in a minute of the clock, once the first has read what there is. */
async function queriesPerMinute(fake: Fake): Promise<number> {
  const { clock, asked, source } = readObjectives(objectives, fake);
  const startedAt = clock.now();
  await clock.move(minutes * minuteMs);
  await source.stop();
  const byMinute = Array.from({ length: minutes }, () => 0);
  for (const { at } of asked) {
    const minute = Math.floor((at - startedAt) / minuteMs);
    byMinute[minute] = (byMinute[minute] ?? 0) + 1;
  }
  return Math.max(...byMinute.slice(1));
}

/** Answers instants alone; a past of 9,216 slices for each would only measure the answer's making. */
const direct: Fake = ({ path, query }) =>
  path.endsWith('range')
    ? Response.json({ status: 'success', data: { resultType: 'matrix', result: [] } })
    : vectorOf(partsOf(query).map((wf) => [{ wf }, wf.startsWith('bad') ? 0 : 100]));

const recorded: Fake = (asked) => {
  if (!asked.query.includes('__name__') || asked.path.endsWith('range')) return direct(asked);
  const windows = [sliceMs, ...workbookPairs.windows.flatMap(({ long, short }) => [long, short])];
  return vectorOf(
    countedObjectives(samplePolicy({ objectives })).flatMap((one) => {
      const labels = { ...slothLabels(one) };
      const series = [...new Set(windows)].flatMap((windowMs) => [
        [{ __name__: recordedName('bad', windowMs), ...labels }, 0] as const,
        [{ __name__: recordedName('total', windowMs), ...labels }, 100] as const,
      ]);
      return [...series, [{ sloth_id: labels.sloth_id }, Number(asked.parameters.get('time')) - 5] as const];
    }),
  );
};

/** Judging all anew after each was told, against a sum over the same slices. */
function judgeRound(report: (line: string) => void): void {
  const policy = samplePolicy({ objectives, burn: workbookPairs });
  const keeper = new BurnKeeper(policy, now, () => false);
  const past = slicesOf(now - 32 * dayMs, now);
  const ids = countedObjectives(policy).map(({ id }) => id);
  for (const objective of ids) keeper.observe({ kind: 'slices', source: 'prom', objective, ...past });
  const measured: number[] = [];
  const baseline: number[] = [];
  let sum = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const at = now + round * 1_000;
    for (const objective of ids) keeper.observe({ ...burnAt(at), source: 'prom', objective });
    let started = performance.now();
    keeper.view([], at);
    measured.push(performance.now() - started);
    started = performance.now();
    for (let index = 0; index < ids.length; index += 1) {
      for (const bad of past.bad) sum += bad;
    }
    baseline.push(performance.now() - started);
  }
  if (sum > 0) throw new Error('the quiet past has bad events');
  report(ratioLine('  a round judged in the gateway, p50', 'ms', spread(measured).p50, spread(baseline).p50));
}
