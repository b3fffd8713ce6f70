import { expect, it } from 'vitest';
import { formatDuration } from '../../../../shared/policy/duration.ts';
import { burnRate, pairBurns } from '../../../../shared/rules/burn.ts';
import { acgsWith } from '../../../support/writtenPolicy.ts';

const minuteMs = 60_000;

/** Bad requests of 1000 in each minute, first one first. */
type History = readonly number[];

/** The minutes at which a pair of the policy begins and ends to burn in the gateway, as `long/short`. */
async function burning(history: History, target: number): Promise<Readonly<Record<string, number[]>>> {
  const { policy } = await acgsWith();
  const rateAt = (minute: number, windowMs: number) => {
    const bads = history.slice(Math.max(0, minute - windowMs / minuteMs), minute);
    const bad = bads.reduce((sum, one) => sum + one, 0);
    return {
      windowMs,
      bad,
      total: 1000 * bads.length,
      rate: burnRate({ bad, total: 1000 * bads.length }, target),
    };
  };
  const changes: Record<string, number[]> = {};
  for (const { long, short, factor, severity } of policy.burn.windows) {
    const name = `${formatDuration(long)}/${formatDuration(short)}`;
    let was = false;
    for (let minute = 1; minute <= history.length; minute += 1) {
      const rule = { longMs: long, shortMs: short, factor, severity };
      const is = pairBurns(rule, [rateAt(minute, long), rateAt(minute, short)], was);
      if (is !== was) changes[name] = [...(changes[name] ?? []), minute];
      was = is;
    }
  }
  return changes;
}

it('the gateway begins a fast burn at the minutes at which the written alerts fire, and ends it with both windows', async () => {
  // The traffic of test/contract/generate/rules.test.ts, where promtool says 409 to 435 and 422 to 459.
  const history = [
    ...Array<number>(400).fill(0),
    ...Array<number>(30).fill(100),
    ...Array<number>(400).fill(0),
  ];
  const { '1h/5m': fast, '6h/30m': slower } = await burning(history, 0.999);
  // The hour has 8 bad minutes (1.33 %) left at 482, the six hours 21 (0.58 %) at 769.
  expect(fast).toEqual([409, 482]);
  expect(slower).toEqual([422, 769]);
});
