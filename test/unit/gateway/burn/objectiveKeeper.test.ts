import { describe, expect, it } from 'vitest';
import { BurnKeeper } from '../../../../gateway/burn/burnKeeper.ts';
import { sliceMs } from '../../../../gateway/burn/slices.ts';
import type { ChainLink } from '../../../../shared/model/chain.ts';
import type { PolicyObjective } from '../../../../shared/policy/index.ts';
import {
  availability,
  burnAt,
  dayMs,
  hourMs,
  minuteMs,
  now,
  slicesOf,
  workbookPairs,
  type Outages,
} from './countedBuilder.ts';

const id = 'sla-availability/auth';
const link = (at: number, more: Partial<ChainLink> = {}): ChainLink => ({
  id: 'prometheus',
  name: 'Prometheus',
  kind: 'prometheus',
  freshness: 'fresh',
  heardAt: at,
  freshForMs: minuteMs,
  ...more,
});

function keeperOf(objective: PolicyObjective = availability, isBad = false): BurnKeeper {
  const source = {
    id: 'prometheus',
    kind: 'prometheus',
    url: 'http://p',
    interval: 15_000,
    freshFor: minuteMs,
  } as const;
  const estate = { sites: [], services: [] };
  const alerts = {
    serviceLabels: ['service'],
    severityLabel: 'severity',
    severityMap: {},
    unknownSeverity: 'P2',
    defaultCategory: 'application',
    map: [],
    ignore: [],
    flood: { within: 600_000, above: 10, below: 5 },
  };
  const compliance = { expectedHash: 'cdd01ef066bc6cf2', target: 1, category: 'compliance', procedures: [] };
  return new BurnKeeper(
    { objectives: [objective], burn: workbookPairs, estate, alerts, compliance, sources: [source] },
    now - hourMs,
    () => isBad,
  );
}

/** A keeper that was told everything up to `at`. */
function told(outages: Outages, at: number, from = at - 32 * dayMs, keeper = keeperOf()): BurnKeeper {
  const first = Math.floor(from / sliceMs) * sliceMs;
  keeper.observe({
    kind: 'slices',
    source: 'prometheus',
    objective: id,
    ...slicesOf(first, Math.floor(at / sliceMs) * sliceMs, outages),
  });
  keeper.observe(burnAt(at, outages));
  return keeper;
}

const viewOf = (keeper: BurnKeeper, at: number, more: Partial<ChainLink> = {}) => {
  const { objectives, signals, lines } = keeper.view([link(at, more)], at);
  const [objective] = objectives;
  if (objective === undefined) throw new Error('no objective');
  return { objective, signals, line: lines[0] };
};

describe('an objective', () => {
  it('is unknown until its first figures', () => {
    const { objective, signals } = viewOf(keeperOf(), now);
    expect(objective).toMatchObject({ id, verdict: 'unknown', budgets: [] });
    expect(objective.reason).toBe('Waiting for the first figures of Prometheus');
    expect(signals).toEqual([]);
  });

  it('holds while nothing burns, with both its windows', () => {
    const { objective, line } = viewOf(told([[now - 10 * dayMs, 300]], now), now);
    expect(objective).toMatchObject({ verdict: 'holding', reads: 'direct', asOf: now });
    const [rolling, month] = objective.budgets;
    expect(rolling?.left).toBeCloseTo(1 - 5 / 21.6, 4);
    expect(month?.window).toMatchObject({ kind: 'month', startsAt: Date.UTC(2026, 10, 1) });
    expect(month?.left).toBe(1);
    expect(objective.exhaustedAt).toBeUndefined();
    expect(line?.left.at(0)).toBe(1);
    expect(line?.left.at(-1)).toBeCloseTo(1 - 5 / 21.6, 3);
  });

  it('is critical while it is down, says when the budget is gone, and opens one episode', () => {
    const outages = [[now - 5 * minuteMs, 3600]] as const;
    const keeper = told(outages, now);
    const { objective, signals } = viewOf(keeper, now);
    expect(objective.verdict).toBe('critical');
    expect(objective.pairs.map(({ burning }) => burning)).toEqual([true, true, true]);
    // 5 of 21.6 minutes are used; at 2,000 times the allowed share the rest goes in 16.6 minutes.
    expect(objective.exhaustedAt).toBe(Math.round(now + 16.6 * minuteMs));
    expect(signals.map(({ key, state, severity, cause }) => [key, state, severity, cause])).toEqual([
      [`burn:${id}:0`, 'bad', 'P1', `burn:${id}`],
      [`burn:${id}:1`, 'bad', 'P2', `burn:${id}`],
      [`burn:${id}:2`, 'bad', 'P3', `burn:${id}`],
    ]);
  });

  it('burns without a bound where nothing bad is allowed', () => {
    const keeper = told([[now - minuteMs, 60]], now, undefined, keeperOf({ ...availability, target: 1 }));
    const { objective } = viewOf(keeper, now);
    expect(objective.reason).toBe('Burn ∞ over 1 h and ∞ over 5 min, limit 14.4×');
  });

  it('says when its budget was spent, and by how much it is over', () => {
    const start = now - 40 * minuteMs;
    const { objective } = viewOf(told([[start, 25 * 60]], now), now);
    expect(objective.budgets[0]?.left).toBeCloseTo(1 - 25 / 21.6, 4);
    // Spent 21.6 minutes in: told to the slice.
    expect(objective.budgets[0]?.spentAt).toBe(start + 25 * minuteMs);
  });

  it('closes the episode only when both windows have recovered', () => {
    const outages = [[now - 10 * minuteMs, 600]] as const;
    const keeper = told(outages, now);
    const pageAt = (at: number): boolean | undefined => {
      told(outages, at, now - hourMs, keeper);
      return viewOf(keeper, at).objective.pairs[0]?.burning;
    };
    expect(pageAt(now)).toBe(true);
    // The short window is calm after five minutes, the long one only when the outage has left it.
    expect(pageAt(now + 6 * minuteMs)).toBe(true);
    // The slower pair's half hour is still hot; once it is calm too, only the ticket's six hours burn.
    expect(viewOf(keeper, now + 6 * minuteMs).objective.verdict).toBe('critical');
    expect(pageAt(now + 41 * minuteMs)).toBe(true);
    expect(viewOf(keeper, now + 41 * minuteMs).objective.verdict).toBe('burning');
    expect(pageAt(now + 49 * minuteMs)).toBe(true);
    expect(pageAt(now + 61 * minuteMs)).toBe(false);
  });

  it('takes up an episode of before a restart', () => {
    const outages = [[now - 30 * minuteMs, 600]] as const;
    expect(
      viewOf(told(outages, now, undefined, keeperOf(availability, true)), now).objective.pairs[0]?.burning,
    ).toBe(true);
    expect(viewOf(told(outages, now), now).objective.pairs[0]?.burning).toBe(false);
  });

  it('begins no episode on some minutes of history', () => {
    const at = now + 2 * minuteMs;
    const young = told([[now, 120]], at, now);
    expect(viewOf(young, at).objective.pairs.map(({ burning }) => burning)).toEqual([false, false, false]);
  });

  it('keeps its last figures, greyed, while its source is silent, and its episode is lost, not over', () => {
    const keeper = told([[now - 5 * minuteMs, 300]], now);
    viewOf(keeper, now);
    const later = now + 10 * minuteMs;
    const silent = { heardAt: now, freshness: 'silent', silentSince: now } as const;
    const { objective, signals } = viewOf(keeper, later, silent);
    expect(objective).toMatchObject({ verdict: 'unknown', asOf: now, since: now });
    expect(objective.reason).toBe('Prometheus silent since 03:00 UTC');
    expect(objective.budgets[0]?.left).toBeCloseTo(1 - 5 / 21.6, 4);
    expect(signals.every(({ state }) => state === 'lost')).toBe(true);
  });

  it('is unknown where its query is refused or answered in part, though its source is well', () => {
    const keeper = told([], now);
    keeper.observe({
      kind: 'burn-failed',
      source: 'prometheus',
      objective: id,
      at: now + 1,
      problem: 'answered in part',
    });
    expect(viewOf(keeper, now + 2).objective).toMatchObject({
      verdict: 'unknown',
      reason: 'answered in part',
      since: now + 1,
    });
    keeper.observe(burnAt(now + minuteMs));
    expect(viewOf(keeper, now + minuteMs).objective.verdict).toBe('holding');
  });

  it('is unknown where nothing is told of it any more, but waits for a source that takes its time', () => {
    const keeper = told([], now);
    const later = now + 4 * minuteMs;
    expect(viewOf(keeper, later)).toMatchObject({ objective: { verdict: 'unknown', since: now } });
    keeper.observe({ ...burnAt(now), everyMs: 6 * minuteMs });
    expect(viewOf(keeper, later).objective.verdict).toBe('holding');
    expect(viewOf(keeper, now + 13 * minuteMs).objective.verdict).toBe('unknown');
  });

  it('is asked anew after the clock was set back, on the history that it has', () => {
    const keeper = told([[now - 10 * dayMs, 300]], now);
    keeper.forgetNow();
    const earlier = now - hourMs;
    expect(viewOf(keeper, earlier).objective.verdict).toBe('unknown');
    keeper.observe(burnAt(earlier, []));
    expect(viewOf(keeper, earlier).objective.budgets[0]?.left).toBeCloseTo(1 - 5 / 21.6, 4);
  });

  it('without any event is idle: nothing is not a hundred per cent', () => {
    const keeper = keeperOf();
    keeper.observe({
      kind: 'burn',
      source: 'prometheus',
      objective: id,
      at: now,
      reads: 'direct',
      windows: [],
    });
    const { objective } = viewOf(keeper, now);
    expect(objective.verdict).toBe('idle');
    expect(objective.budgets[0]?.left).toBeUndefined();
  });

  it('forecasts its budget as a range, with its record on past days', () => {
    const daily = Array.from({ length: 32 }, (_, day) => [now - day * dayMs - 6 * hourMs, 20] as const);
    const { objective } = viewOf(told(daily, now), now);
    const { forecast } = objective;
    expect(forecast?.at).toBe(now + 7 * dayMs);
    // 20 s a day for 30 days: 10 of 21.6 minutes, today and in a week.
    expect(forecast?.low).toBeCloseTo(1 - 10 / 21.6, 2);
    expect(forecast?.high).toBeCloseTo(1 - 10 / 21.6, 2);
    expect(forecast).toMatchObject({ triedDays: 14, heldDays: 14 });
  });

  it('is the same object while nothing changes', () => {
    const keeper = told([], now);
    expect(viewOf(keeper, now).objective).toBe(viewOf(keeper, now + 1000).objective);
  });
});
