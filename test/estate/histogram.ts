/** Upper bounds in seconds that resolve latencies around the 5 ms objective. */
const LATENCY_BUCKETS: readonly number[] = [
  0.00025, 0.0005, 0.001, 0.0015, 0.002, 0.0025, 0.003, 0.004, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05,
  0.1, 0.25, 0.5, 1, 2, 4,
];

/** A log-normal latency: the median and the 99th percentile say all about it. */
export interface LatencyShape {
  readonly medianMs: number;
  readonly p99Ms: number;
}

const Z_99 = 2.3263478740408408;

/** The standard normal distribution function (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
  return z >= 0 ? 1 - tail : tail;
}

/** A cumulative histogram that receives whole batches of observations by their distribution. */
export class Histogram {
  readonly #cumulative: number[] = LATENCY_BUCKETS.map(() => 0);
  #share: readonly number[] = LATENCY_BUCKETS.map(() => 1);
  #meanSeconds = 0;
  #count = 0;
  #sum = 0;

  /** Gives the distribution that observations follow from now on. */
  shape({ medianMs, p99Ms }: LatencyShape): void {
    const sigma = Math.log(p99Ms / medianMs) / Z_99;
    this.#share = LATENCY_BUCKETS.map((bound) => normalCdf(Math.log((bound * 1000) / medianMs) / sigma));
    this.#meanSeconds = (medianMs / 1000) * Math.exp((sigma * sigma) / 2);
  }

  /** Counts a number of observations spread over the buckets as the distribution says. */
  observe(count: number): void {
    this.#count += count;
    this.#sum += count * this.#meanSeconds;
    this.#share.forEach((share, index) => {
      this.#cumulative[index] = (this.#cumulative[index] ?? 0) + count * share;
    });
  }

  /** The histogram as Prometheus wants it: whole numbers that never fall, neither in time nor along the buckets. */
  read(): {
    readonly buckets: readonly (readonly [bound: string, count: number])[];
    readonly sum: number;
    readonly count: number;
  } {
    const buckets = LATENCY_BUCKETS.map((bound, index): readonly [string, number] => [
      String(bound),
      Math.min(this.#count, Math.floor((this.#cumulative[index] ?? 0) + 1e-6)),
    ]);
    return { buckets: [...buckets, ['+Inf', this.#count]], sum: this.#sum, count: this.#count };
  }
}
