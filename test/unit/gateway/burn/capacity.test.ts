import { describe, expect, it } from 'vitest';
import { BurnKeeper } from '../../../../gateway/burn/burnKeeper.ts';
import type { PolicyFigure, PolicyObjective } from '../../../../shared/policy/index.ts';
import { sampleService, samplePolicy } from '../sources/sampleEstate.ts';
import { availability, dayMs, hourMs, now, workbookPairs } from './countedBuilder.ts';

const rps: PolicyFigure = {
  id: 'rps',
  name: 'requests',
  query: 'rps',
  unit: 'req/s',
  target: { above: 100 },
  headline: true,
};
const throughput: PolicyObjective = {
  ...availability,
  id: 'throughput',
  kind: 'throughput',
  target: undefined,
  sli: { kind: 'threshold', query: 'rps', unit: 'req/s', above: 100, slice: 60_000 },
  figure: 'rps',
};
const endsAt = Math.floor(now / hourMs) * hourMs;

function keeperOf(objective = throughput, figure = rps): BurnKeeper {
  const policy = samplePolicy({
    estate: { sites: [], services: [sampleService({ figures: [figure] })] },
    objectives: [objective],
    burn: workbookPairs,
  });
  return new BurnKeeper({ ...policy, alerts: policy.alerts }, now - hourMs, () => false);
}

/** Hours of 200, but for the one at 04:00, which is as deep as said, by days back. */
const hoursOf = (depth: (daysBack: number) => number | null, days = 21): (number | null)[] =>
  Array.from({ length: days * 24 }, (_, index) =>
    index % 24 === 4 ? depth(days - 1 - Math.floor(index / 24)) : 200,
  );

function told(keeper: BurnKeeper, points: readonly (number | null)[]) {
  keeper.observe({ kind: 'hourly', source: 'prom', service: 'auth', figure: 'rps', endsAt, points });
  return (at: number) => keeper.view([], at).objectives[0]?.capacity;
}

describe('what the next 24 h may bring', () => {
  it('is published of an objective without a target, against its bound, with its record', () => {
    const capacity = told(
      keeperOf(),
      hoursOf((back) => (back % 2 === 0 ? 110 : 130)),
    )(now);
    expect(capacity).toEqual({
      unit: 'req/s',
      worst: 'lowest',
      service: 'auth',
      low: 110,
      high: 130,
      at: endsAt + dayMs,
      bound: 100,
      headroom: 0.1,
      triedDays: 7,
      heldDays: 7,
    });
  });

  it('is published of one with a budget too', () => {
    const budgeted = { ...throughput, target: 0.99 };
    expect(
      told(
        keeperOf(budgeted),
        hoursOf(() => 90),
      )(now),
    ).toMatchObject({ low: 90, headroom: -0.1 });
  });

  it('looks for the highest hour where the figure must stay below its bound', () => {
    const figure = { ...rps, target: { below: 250 } };
    const capacity = told(
      keeperOf(throughput, figure),
      hoursOf(() => 225),
    )(now);
    expect(capacity).toMatchObject({ worst: 'highest', high: 225, headroom: 0.1 });
  });

  it('is nothing with too few known days, and ends with its day', () => {
    expect(
      told(
        keeperOf(),
        hoursOf(() => null),
      )(now),
    ).toBeUndefined();
    expect(
      told(
        keeperOf(),
        hoursOf(() => 110, 6),
      )(now),
    ).toBeUndefined();
    const capacityAt = told(
      keeperOf(),
      hoursOf(() => 110),
    );
    expect(capacityAt(endsAt + dayMs - 1)).toBeDefined();
    expect(capacityAt(endsAt + dayMs)).toBeUndefined();
  });

  it('keeps the same objective while nothing changes', () => {
    const keeper = keeperOf();
    told(
      keeper,
      hoursOf(() => 110),
    );
    expect(keeper.view([], now).objectives[0]).toBe(keeper.view([], now + 1).objectives[0]);
  });

  it('is not said of other kinds', () => {
    expect(
      told(
        keeperOf({ ...throughput, kind: 'latency' }),
        hoursOf(() => 110),
      )(now),
    ).toBeUndefined();
  });
});
