/** Mean, median and 90th percentile of times. */
export interface Spread {
  readonly mean: number;
  /** The mean of the two in the middle where their number is even. */
  readonly median: number;
  /** Nearest rank: a time that did occur, which nine in ten do not exceed. */
  readonly p90: number;
}

/** The spread of some times; undefined without any. */
export function spreadOf(times: readonly number[]): Spread | undefined {
  const sorted = [...times].sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  const p90 = sorted[Math.ceil(sorted.length * 0.9) - 1];
  if (upper === undefined || lower === undefined || p90 === undefined) return undefined;
  const mean = sorted.reduce((sum, time) => sum + time, 0) / sorted.length;
  return { mean, median: (lower + upper) / 2, p90 };
}
