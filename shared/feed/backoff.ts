/** Waits between tries: full jitter under a ceiling that doubles, so that a hundred consoles don't come back as one. */
export interface Backoff {
  /** Wait before the next try, milliseconds. */
  next(): number;
  /** True until `next` is called after the start or a `reset`. */
  readonly fresh: boolean;
  reset(): void;
}

export interface BackoffOptions {
  readonly firstMs: number;
  readonly maxMs: number;
  /** 0 (included) to 1 (excluded). */
  readonly random: () => number;
}

/** https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/, "full jitter". */
export function createBackoff({ firstMs, maxMs, random }: BackoffOptions): Backoff {
  let tries = 0;
  return {
    next: () => {
      const ceilingMs = Math.min(maxMs, firstMs * 2 ** tries);
      // Past 30 doublings the ceiling no longer moves.
      tries = Math.min(tries + 1, 30);
      return Math.round(random() * ceilingMs);
    },
    get fresh() {
      return tries === 0;
    },
    reset: () => {
      tries = 0;
    },
  };
}
