import type { Span } from '../../shared/rules/kpis.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { KpiFigure } from '../../shared/model/deskFigures.ts';

const dayMs = 86_400_000;
/** How far back it is looked, days. */
export const lookBackDays = 31;

/** Of a longer span a day changes next to nothing, and to look back costs the most. */
const longestMs = 100 * dayMs;

/** Since when a key figure is met or missed; `atLeast` where it was so for all the time that was looked at. */
type KpiSince = Required<Pick<KpiFigure, 'since'>>['since'];

/**
 * Since when each key figure stands as it does: the figure over a span of the same length is worked out as it was a day
 * earlier, two days earlier, and so on. A day without a value ends it: nothing is known of it.
 */
export function kpiSince(
  kpis: readonly KpiFigure[],
  asked: Span,
  begins: Instant | undefined,
  kpisOf: (span: Span) => readonly KpiFigure[],
): ReadonlyMap<string, KpiSince> {
  const since = new Map<string, KpiSince>();
  if (asked.to - asked.from > longestMs) return since;
  let waiting = kpis.filter(({ met }) => met !== undefined);
  for (let day = 1; day <= lookBackDays && waiting.length > 0; day += 1) {
    const span = { from: asked.from - day * dayMs, to: asked.to - day * dayMs };
    const stoodAt = span.to + dayMs;
    const earlier =
      begins === undefined || span.from < begins
        ? new Map<string, boolean | undefined>()
        : new Map(kpisOf(span).map(({ id, met }) => [id, met]));
    for (const { id, met } of waiting) {
      const before = earlier.get(id);
      if (before === undefined) since.set(id, { at: stoodAt, isAtLeast: true });
      else if (before !== met) since.set(id, { at: stoodAt, isAtLeast: false });
      else if (day === lookBackDays) since.set(id, { at: span.to, isAtLeast: true });
    }
    waiting = waiting.filter(({ id }) => !since.has(id));
  }
  return since;
}
