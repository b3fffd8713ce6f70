import type { Instant } from '../../shared/model/instant.ts';

/** Lets `perSecond` through, and as many at once after a pause. */
export class TokenBucket {
  readonly #perSecond: number;
  #left: number;
  #at: Instant;

  constructor(perSecond: number, now: Instant) {
    this.#perSecond = perSecond;
    this.#left = perSecond;
    this.#at = now;
  }

  /** Takes one; false where none is left. */
  take(now: Instant): boolean {
    // A clock that was set back gives nothing, and takes nothing away.
    const gained = (Math.max(0, now - this.#at) / 1000) * this.#perSecond;
    this.#left = Math.min(this.#perSecond, this.#left + gained);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
