/** Median, 99th percentile and count of a series. */
export interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
}

/** Nearest-rank percentiles; NaN for an empty series. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number): number =>
    sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), count: sorted.length };
}

/** One line: the measured figure, its baseline, and their ratio. */
export function ratioLine(name: string, unit: string, measured: number, baseline: number): string {
  const ratio = (measured / baseline).toFixed(2);
  return `${name}: ${measured.toFixed(2)} ${unit}, baseline ${baseline.toFixed(2)} ${unit}, ratio ${ratio}`;
}
