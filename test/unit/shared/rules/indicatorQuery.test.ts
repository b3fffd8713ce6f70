import { describe, expect, it } from 'vitest';
import type { PolicyObjective } from '../../../../shared/policy/index.ts';
import { countedObjectives } from '../../../../shared/policy/objectiveList.ts';
import { errorRatioQuery, indicatorQueries } from '../../../../shared/rules/indicatorQuery.ts';

const ratio = {
  id: 'slo-a',
  name: 'A',
  kind: 'availability',
  agreement: 'slo',
  services: ['auth', 'redis'],
  target: 0.999,
  sli: {
    kind: 'ratio',
    good: 'sum(increase(ok{s="$service"}[$window]))',
    total: 'sum(increase(all{s="$service"}[$window]))',
  },
  window: 30 * 86_400_000,
} as const satisfies PolicyObjective;

const estate = { sites: [], services: [] };
const only = (objective: PolicyObjective) => {
  const [counted] = countedObjectives({ objectives: [objective], estate });
  if (counted === undefined) throw new Error('nothing is counted');
  return counted;
};

describe('countedObjectives', () => {
  it('counts once for each service that its queries tell apart', () => {
    expect(
      countedObjectives({ objectives: [ratio], estate }).map(({ id, services }) => [id, services]),
    ).toEqual([
      ['slo-a/auth', ['auth']],
      ['slo-a/redis', ['redis']],
    ]);
  });

  it('counts once where they do not', () => {
    const sli = {
      kind: 'ratio',
      good: 'sum(increase(ok[$window]))',
      total: 'sum(increase(all[$window]))',
    } as const;
    expect(countedObjectives({ objectives: [{ ...ratio, sli }], estate })).toMatchObject([
      { id: 'slo-a', services: ['auth', 'redis'] },
    ]);
  });
});

describe('indicatorQueries', () => {
  it('of a ratio counts what is not good as bad, also where no good series is there at all', () => {
    expect(indicatorQueries(only(ratio), 300_000)).toEqual({
      total: 'sum(increase(all{s="auth"}[5m]))',
      bad: '(sum(increase(all{s="auth"}[5m]))) - ((sum(increase(ok{s="auth"}[5m]))) or 0 * (sum(increase(all{s="auth"}[5m]))))',
    });
  });

  it('of a threshold counts slices in which the bound is crossed', () => {
    const sli = {
      kind: 'threshold',
      query: 'rate(x[5m])',
      unit: 'req/s',
      above: 100,
      slice: 60_000,
    } as const;
    expect(indicatorQueries(only({ ...ratio, sli }), 3_600_000)).toEqual({
      total: 'count_over_time(((rate(x[5m])) > -Inf)[1h:1m])',
      bad: 'sum_over_time(((((rate(x[5m])) > -Inf) <= bool 100))[1h:1m])',
    });
  });

  it('of a threshold forgives the time that the bound may be crossed', () => {
    const sli = {
      kind: 'threshold',
      query: 'x',
      unit: 'ms',
      below: 5,
      atLeast: 1,
      slice: 60_000,
      for: 120_000,
    } as const;
    expect(indicatorQueries(only({ ...ratio, sli }), 300_000).bad).toBe(
      'sum_over_time(min_over_time((clamp_max((((x) > -Inf) >= bool 5) + (((x) > -Inf) < bool 1), 1))[2m:1m])[5m:1m])',
    );
  });

  it('make the ratio that an operator can paste', () => {
    const { bad, total } = indicatorQueries(only(ratio), 300_000);
    expect(errorRatioQuery(only(ratio), 300_000)).toBe(`(${bad}) / ((${total}) > 0)`);
  });
});
