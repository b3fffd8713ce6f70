import type { Instant } from '../../../shared/model/instant.ts';

const minuteMs = 60_000;

/**
 * Lets through at most so many queries in any 60 s. The first half of them at once, so that a small estate is read
 * without a wait; the rest evenly, so that a large one never waits a minute for the next.
 */
export class QueryRate {
  readonly perMinute: number;
  #taken: readonly Instant[] = [];
  /** When the next one is due that is not of the first half. */
  #nextAt: Instant = Number.NEGATIVE_INFINITY;

  constructor(perMinute: number) {
    this.perMinute = perMinute;
  }

  /** Takes one; false where it has to wait. */
  take(now: Instant): boolean {
    // A clock that was set back forgets what it has not reached again, or nothing would be asked until then.
    this.#taken = this.#taken.filter((at) => at > now - minuteMs && at <= now);
    const gapMs = minuteMs / this.perMinute;
    if (this.#nextAt > now + gapMs) this.#nextAt = now;
    const isEarly = this.#taken.length < this.perMinute / 2;
    if (this.#taken.length >= this.perMinute || (!isEarly && now < this.#nextAt)) return false;
    // By at most one gap a late look is made up for, or the looks' own rhythm would slow it down.
    this.#nextAt = Math.max(this.#nextAt, now - gapMs) + gapMs;
    this.#taken = [...this.#taken, now];
    return true;
  }
}
