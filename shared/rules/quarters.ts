import type { Instant } from '../model/instant.ts';
import type { Span } from './kpis.ts';

/** The last two whole quarters of the calendar, UTC, that are over at an instant. */
export function lastQuarters(at: Instant): { readonly last: Span; readonly before: Span } {
  const date = new Date(at);
  const month = Math.floor(date.getUTCMonth() / 3) * 3;
  // Months below zero are those of the year before.
  const start = (monthsBack: number): Instant => Date.UTC(date.getUTCFullYear(), month - monthsBack);
  return { last: { from: start(3), to: start(0) }, before: { from: start(6), to: start(3) } };
}
