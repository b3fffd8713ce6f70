import type { BurnNow, CountedPast } from '../../../../gateway/burn/countedPast.ts';
import { sliceMs, SliceStore } from '../../../../gateway/burn/slices.ts';
import type { Policy, PolicyObjective } from '../../../../shared/policy/index.ts';

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;
/** 4 November 2026, 03:00 UTC: a whole slice, so that nothing is left over unless a test says so. */
export const now = Date.UTC(2026, 10, 4, 3);

/** An event-based availability objective of Auth with a target of 99.95 %. */
export const availability: PolicyObjective = {
  id: 'sla-availability',
  name: 'Availability',
  kind: 'availability',
  agreement: 'sla',
  services: ['auth'],
  target: 0.9995,
  sli: { kind: 'ratio', good: 'good{s="$service"}[$window]', total: 'total{s="$service"}[$window]' },
  window: 30 * dayMs,
};

/** The pairs of the Google SRE workbook, for 30 days. */
export const workbookPairs: Policy['burn'] = {
  windows: [
    { long: hourMs, short: 5 * minuteMs, factor: 14.4, severity: 'page', opens: 'P1' },
    { long: 6 * hourMs, short: 30 * minuteMs, factor: 6, severity: 'page', opens: 'P2' },
    { long: 3 * dayMs, short: 6 * hourMs, factor: 1, severity: 'ticket', opens: 'P3' },
  ],
};

/** Bad seconds by their beginning, each outage with its length in seconds. */
export type Outages = readonly (readonly [startsAt: number, seconds: number])[];

/** Whole slices of one event a second, from an instant until `until`, bad while an outage lasts. */
export function slicesOf(from: number, until: number, outages: Outages = []) {
  const count = Math.round((until - from) / sliceMs);
  const starts = Array.from({ length: count }, (_, index) => from + index * sliceMs);
  return {
    startsAt: from,
    bad: starts.map((startsAt) => badSeconds(outages, startsAt, startsAt + sliceMs)),
    total: starts.map(() => sliceMs / 1000),
  };
}

/** Seconds of a span in which an outage lasted. */
export function badSeconds(outages: Outages, from: number, to: number): number {
  return outages.reduce((sum, [startsAt, seconds]) => {
    const overlap = Math.min(to, startsAt + seconds * 1000) - Math.max(from, startsAt);
    return sum + Math.max(0, overlap) / 1000;
  }, 0);
}

/** What a source tells at `at` of one event a second. */
export function burnAt(at: number, outages: Outages = []): BurnNow {
  const since = Math.floor(at / sliceMs) * sliceMs;
  const windows = [5 * minuteMs, 30 * minuteMs, hourMs, 6 * hourMs].map((windowMs) => ({
    windowMs,
    bad: badSeconds(outages, at - windowMs, at),
    total: windowMs / 1000,
  }));
  return {
    kind: 'burn',
    source: 'prometheus',
    objective: 'sla-availability/auth',
    at,
    reads: 'direct',
    windows,
    tail: { since, bad: badSeconds(outages, since, at), total: (at - since) / 1000 },
  };
}

/** 32 days of one event a second until `at`. */
export function pastOf(outages: Outages, at = now, from = at - 32 * dayMs): CountedPast {
  const slices = new SliceStore();
  const first = Math.floor(from / sliceMs) * sliceMs;
  const { startsAt, bad, total } = slicesOf(first, Math.floor(at / sliceMs) * sliceMs, outages);
  slices.put(startsAt, bad, total);
  return { slices, now: burnAt(at, outages) };
}
