import type { Instant } from '../model/instant.ts';
import type { Span } from './kpis.ts';

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
/** 5 January 1970, the first Monday. */
const firstMonday = 4 * dayMs;

/** So many calendar weeks (Monday to Sunday, UTC), oldest first; the last one holds `at`, and may not be over. */
export function weeksUntil(at: Instant, count: number): readonly Span[] {
  const monday = firstMonday + Math.floor((at - firstMonday) / weekMs) * weekMs;
  return Array.from({ length: count }, (_, place) => {
    const from = monday - (count - 1 - place) * weekMs;
    return { from, to: from + weekMs };
  });
}
