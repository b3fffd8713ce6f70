import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parsePolicyText } from '../../../../gateway/policy/loadPolicy.ts';
import { sliceMs } from '../../../../gateway/burn/slices.ts';
import { createSources } from '../../../../gateway/sources/createSources.ts';
import type { Observation } from '../../../../gateway/sources/source.ts';
import type { PolicySource } from '../../../../shared/policy/index.ts';
import { countedObjectives } from '../../../../shared/policy/objectiveList.ts';
import { burnRate, type Counts } from '../../../../shared/rules/burn.ts';
import { FakeClock } from './fakeClock.ts';

const file = 'assets/policy/acgs.yaml';
const parsed = parsePolicyText(readFileSync(file, 'utf8'), file, {});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
const acgs = parsed.value;
const counted = countedObjectives(acgs).filter(({ objective }) => objective.target !== undefined);
const minute = 60_000;
const day = 24 * 60 * minute;

type Scenario = Extract<PolicySource, { kind: 'simulator' }>['scenario'];
type Burn = Extract<Observation, { kind: 'burn' }>;

function play(scenario: Scenario, seed = 1) {
  const simulator: PolicySource = {
    id: 'sim',
    kind: 'simulator',
    scenario,
    seed,
    interval: 1_000,
    freshFor: 10_000,
  };
  // A moment after a slice's end: the night crosses the next one.
  const clock = new FakeClock(Date.UTC(2026, 10, 21, 2, 11));
  const noFetch = () => Promise.reject(new Error('the simulator asks nobody'));
  const policy = { ...acgs, sources: [simulator] };
  const sources = createSources(policy, { fetch: noFetch, clock, random: () => 0 });
  const slices = new Map<string, { bad: number; total: number }[]>();
  const startsAt = new Map<string, number>();
  const burns = new Map<string, Burn>();
  const told: { readonly kind: Observation['kind']; readonly at: number }[] = [];
  for (const source of sources) {
    source.start((one) => {
      if (one.kind === 'burn' || one.kind === 'slices') told.push({ kind: one.kind, at: clock.now() });
      if (one.kind === 'burn') burns.set(one.objective, one);
      if (one.kind !== 'slices') return;
      const begin = startsAt.get(one.objective) ?? one.startsAt;
      startsAt.set(one.objective, begin);
      const known = slices.get(one.objective) ?? [];
      // No hole between what was told and what comes.
      expect(one.startsAt).toBe(begin + known.length * sliceMs);
      const added = one.bad.map((bad, index) => ({ bad: bad ?? 0, total: one.total[index] ?? 0 }));
      slices.set(one.objective, [...known, ...added]);
    });
  }
  const over = (id: string, lengthMs: number): Counts => {
    const parts: Counts[] = (slices.get(id) ?? []).slice(-lengthMs / sliceMs);
    const tail = burns.get(id)?.tail;
    return [...parts, ...(tail === undefined ? [] : [tail])].reduce((one, other) => ({
      bad: one.bad + other.bad,
      total: one.total + other.total,
    }));
  };
  const targetOf = (id: string): number => counted.find((one) => one.id === id)?.objective.target ?? 1;
  const left = (id: string): number => 1 - (burnRate(over(id, 30 * day), targetOf(id)) ?? 0);
  const rate = (id: string, windowMs: number): number => {
    const window = burns.get(id)?.windows.find((one) => one.windowMs === windowMs);
    return window === undefined ? 0 : (burnRate(window, targetOf(id)) ?? 0);
  };
  const stop = () => Promise.all(sources.map((source) => source.stop()));
  return { clock, told, burns, slices, over, left, rate, stop };
}

const victim = 'sla-availability-critical/policy-governance';
const slow = 'sla-api-response-time/constitutional-ai';
const cache = 'sla-cache-hit-rate/redis';

test('every objective has its month within the first seconds, and its counts at once', async () => {
  const { clock, burns, slices, stop } = play('quiet-night');
  await clock.move(0);
  expect([...burns.keys()].toSorted()).toEqual(counted.map(({ id }) => id).toSorted());
  await clock.move(15_000);
  expect(slices.size).toBe(counted.length);
  expect([...slices.values()].every((all) => all.length === 9_216)).toBe(true);
  await stop();
});

test('one P0: its budget is nearly spent before, and spent within minutes', async () => {
  const { clock, left, rate, stop } = play('one-p0');
  await clock.move(19_000);
  expect(left(victim)).toBeGreaterThan(0.02);
  expect(left(victim)).toBeLessThan(0.12);
  expect(rate(victim, 5 * minute)).toBeLessThan(1);
  await clock.move(4 * minute);
  expect(left(victim)).toBeLessThan(0);
  for (const windowMs of [5 * minute, 60 * minute]) expect(rate(victim, windowMs)).toBeGreaterThan(14.4);
  await stop();
});

test('one P0: one budget burns, one slowly, and the rest holds', async () => {
  const { clock, left, rate, over, burns, stop } = play('one-p0');
  await clock.move(30_000);
  const three = (id: string): number =>
    burnRate(over(id, 3 * day), counted.find((one) => one.id === id)?.objective.target ?? 1) ?? 0;
  expect(left(slow)).toBeGreaterThan(0.2);
  expect(left(slow)).toBeLessThan(0.5);
  expect(rate(slow, 360 * minute)).toBeGreaterThan(4);
  // Neither pair that pages: it is a ticket until the night makes it worse.
  expect(rate(slow, 360 * minute)).toBeLessThan(6);
  expect(three(cache)).toBeGreaterThan(1);
  expect(rate(cache, 360 * minute)).toBeLessThan(2);
  const services = /policy-governance|constitutional-ai$|redis/;
  const rest = [...burns.keys()].filter((id) => !services.test(id));
  for (const id of rest) expect([id, left(id) > 0.3, three(id) < 1]).toEqual([id, true, true]);
  await stop();
});

test('slices and tail add up to the windows: one story, told twice', async () => {
  const { clock, burns, slices, stop } = play('one-p0');
  // Past 02:15: a slice has ended meanwhile.
  await clock.move(4 * minute + 40_000);
  const hour = 60 * minute;
  for (const [id, { tail = { since: 0, bad: 0, total: 0 }, at, windows }] of burns) {
    const wholeMs = hour - (at - tail.since);
    // Of the slice that the window cuts, its part.
    const parts = (slices.get(id) ?? [])
      .toReversed()
      .filter((_, back) => back * sliceMs < wholeMs)
      .map(({ bad, total }, back) => {
        const part = Math.min(1, wholeMs / sliceMs - back);
        return { bad: bad * part, total: total * part };
      });
    const sum = [tail, ...parts].reduce(
      (one, other) => ({ bad: one.bad + other.bad, total: one.total + other.total }),
      { bad: 0, total: 0 },
    );
    const window = windows.find(({ windowMs }) => windowMs === hour);
    expect([id, sum.total]).toEqual([id, expect.closeTo(window?.total ?? 0, 3)]);
    expect([id, sum.bad]).toEqual([id, expect.closeTo(window?.bad ?? 0, 3)]);
  }
  await stop();
});

test('a silent Prometheus tells nothing of objectives; what it missed follows', async () => {
  const { clock, told, slices, stop } = play('source-loss');
  await clock.move(8 * minute);
  const [start] = told.map(({ at }) => at);
  const silent = told.filter(({ at }) => at > (start ?? 0) + 21_000 && at < (start ?? 0) + 419_000);
  expect(silent).toEqual([]);
  expect(told.filter(({ kind, at }) => kind === 'burn' && at > (start ?? 0) + 420_000)).not.toEqual([]);
  expect(new Set([...slices.values()].map((all) => all.length))).toEqual(new Set([9_217]));
  await stop();
});

test('a target of 100 % is kept: nothing that the night plays breaks it', async () => {
  const { clock, left, burns, stop } = play('one-p0', 3);
  await clock.move(2 * minute);
  const compliance = [...burns.keys()].filter((id) => id.startsWith('sla-constitutional-compliance/'));
  expect(compliance.length).toBeGreaterThan(5);
  for (const id of compliance) expect(left(id)).toBe(1);
  await stop();
});
