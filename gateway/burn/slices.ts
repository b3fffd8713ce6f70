import type { Instant } from '../../shared/model/instant.ts';
import type { Covered } from '../../shared/rules/budget.ts';

/** Counts are kept by slices of five minutes, at multiples of it (UTC). */
export const sliceMs = 300_000;
/** A month of 31 days, and a day to compare with. 9,216 slices: below the 11,000 points of one Prometheus answer. */
export const historyMs = 32 * 86_400_000;
const capacity = historyMs / sliceMs;

/** One slice; absent where there is no data. */
export interface Slice {
  readonly startsAt: Instant;
  readonly bad: number;
  readonly total: number;
}

/** The beginning of the slice that an instant is in. */
export const sliceStart = (at: Instant): Instant => Math.floor(at / sliceMs) * sliceMs;

/** The past of one objective, in a ring: what is older than `historyMs` is overwritten. */
export class SliceStore {
  readonly #bad = new Float64Array(capacity).fill(Number.NaN);
  readonly #total = new Float64Array(capacity).fill(Number.NaN);
  /** Number of the newest slice ever put, counted from 1970. */
  #newest = -1;

  /** End of the newest slice that was put; undefined before the first. */
  get endsAt(): Instant | undefined {
    return this.#newest < 0 ? undefined : (this.#newest + 1) * sliceMs;
  }

  /** Takes slices, oldest first; ones that are known are replaced. A null beside a number is no data. */
  put(startsAt: Instant, bad: readonly (number | null)[], total: readonly (number | null)[]): void {
    const first = Math.round(startsAt / sliceMs);
    total.forEach((count, index) => this.#set(first + index, bad[index] ?? null, count));
  }

  /** The slice that starts at an instant. */
  at(startsAt: Instant): Slice | undefined {
    const number = Math.round(startsAt / sliceMs);
    if (number > this.#newest || number <= this.#newest - capacity || number < 0) return undefined;
    const total = this.#total[number % capacity] ?? Number.NaN;
    const bad = this.#bad[number % capacity] ?? Number.NaN;
    return Number.isNaN(total) ? undefined : { startsAt: number * sliceMs, bad, total };
  }

  /** Known slices that touch the span, oldest first. */
  *between(from: Instant, to: Instant): Generator<Slice> {
    for (let startsAt = sliceStart(from); startsAt < to; startsAt += sliceMs) {
      const slice = this.at(startsAt);
      if (slice !== undefined) yield slice;
    }
  }

  /** Counts within a span; a slice that the span cuts counts in part. */
  over(from: Instant, to: Instant): Covered {
    let [bad, total, coveredMs] = [0, 0, 0];
    // Straight over the ring: a month is summed for hundreds of objectives each minute.
    const first = Math.max(Math.floor(from / sliceMs), this.#newest - capacity + 1, 0);
    const last = Math.min(Math.ceil(to / sliceMs) - 1, this.#newest);
    for (let number = first; number <= last; number += 1) {
      const count = this.#total[number % capacity] ?? Number.NaN;
      if (Number.isNaN(count)) continue;
      const startsAt = number * sliceMs;
      const withinMs = Math.min(to, startsAt + sliceMs) - Math.max(from, startsAt);
      const part = withinMs / sliceMs;
      bad += (this.#bad[number % capacity] ?? 0) * part;
      total += count * part;
      coveredMs += withinMs;
    }
    return { bad, total, coveredMs };
  }

  #set(number: number, bad: number | null, total: number | null): void {
    if (number < 0 || number <= this.#newest - capacity) return;
    // What lies between was never told: it must not show what was there a round ago.
    for (let skipped = Math.max(this.#newest + 1, number - capacity + 1); skipped < number; skipped += 1) {
      this.#total[skipped % capacity] = Number.NaN;
    }
    this.#newest = Math.max(this.#newest, number);
    this.#total[number % capacity] = total ?? Number.NaN;
    this.#bad[number % capacity] = Math.min(total ?? 0, Math.max(0, bad ?? 0));
  }
}
