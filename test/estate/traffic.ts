import type { Fault } from './faults.ts';
import { seededRandom } from './random.ts';
import type { EstateService } from './services.ts';
import { Histogram } from './histogram.ts';

const STEP_MS = 50;
const STEPS_PER_SECOND = 1000 / STEP_MS;

/** One run of a service's process: its counters begin at zero and follow the clock, as after a real start. */
export class Traffic {
  readonly requests = new Histogram();
  readonly validations = new Histogram();
  readonly endToEnd = new Histogram();
  readonly pageLoads = new Histogram();
  readonly byCode = { ok: 0, clientError: 0, serverError: 0 };
  readonly cache = { hits: 0, misses: 0 };
  readonly hash = { valid: 0, invalid: 0 };
  readonly startedAtMs: number;
  /** Seconds that the standby is behind. */
  replicationLagSeconds = 0.2;
  cpuSeconds = 0;

  readonly #service: EstateService;
  readonly #random: () => number;
  readonly #phase: number;
  #fault: Fault = 'none';
  #steps = 0;
  #load = 1;
  #carry = { requests: 0, serverError: 0, clientError: 0, misses: 0 };

  constructor(service: EstateService, seed: number, startedAtMs: number) {
    this.#service = service;
    this.#random = seededRandom(seed);
    this.#phase = this.#random() * 2 * Math.PI;
    this.startedAtMs = startedAtMs;
    this.#drift();
  }

  /** Changes what goes wrong from this instant on. */
  setFault(fault: Fault, nowMs: number): void {
    this.advance(nowMs);
    this.#fault = fault;
    this.#drift();
  }

  /** Lets the traffic up to this instant happen. */
  advance(nowMs: number): void {
    const due = Math.floor((nowMs - this.startedAtMs) / STEP_MS);
    while (this.#steps < due) {
      if (this.#steps % STEPS_PER_SECOND === 0) this.#drift();
      this.#steps += 1;
      this.#step();
    }
  }

  /** Once a second, load and latency move a little around their means. */
  #drift(): void {
    const seconds = this.#steps / STEPS_PER_SECOND;
    const wobble = (): number => 0.92 + 0.16 * this.#random();
    this.#load = (1 + 0.12 * Math.sin((2 * Math.PI * seconds) / 180 + this.#phase)) * wobble();
    const p99Ms = this.#service.p99Ms * wobble();
    const slow = this.#fault === 'slow';
    this.requests.shape(
      slow ? { medianMs: 11 * wobble(), p99Ms: 18 * wobble() } : { medianMs: p99Ms / 4, p99Ms },
    );
    this.validations.shape(slow ? { medianMs: 1.5, p99Ms: 6 } : { medianMs: 0.2, p99Ms: 0.8 * wobble() });
    this.endToEnd.shape(slow ? { medianMs: 60, p99Ms: 180 } : { medianMs: 12, p99Ms: 55 * wobble() });
    this.pageLoads.shape(slow ? { medianMs: 1900, p99Ms: 3600 } : { medianMs: 500, p99Ms: 1300 * wobble() });
    this.replicationLagSeconds = slow ? 30 * wobble() : 0.2 * wobble();
  }

  #step(): void {
    const carry = this.#carry;
    carry.requests += (this.#service.ratePerSecond * this.#load) / STEPS_PER_SECOND;
    const count = Math.floor(carry.requests);
    carry.requests -= count;

    carry.serverError += count * (this.#fault === 'errors' ? 0.2 : 0.0001);
    const serverErrors = Math.min(count, Math.floor(carry.serverError));
    carry.serverError -= serverErrors;
    carry.clientError += count * 0.004;
    const clientErrors = Math.min(count - serverErrors, Math.floor(carry.clientError));
    carry.clientError -= clientErrors;
    this.byCode.serverError += serverErrors;
    this.byCode.clientError += clientErrors;
    this.byCode.ok += count - serverErrors - clientErrors;

    carry.misses += count * (this.#fault === 'cache-misses' ? 0.2 : 0.06);
    const misses = Math.min(count, Math.floor(carry.misses));
    carry.misses -= misses;
    this.cache.misses += misses;
    this.cache.hits += count - misses;

    if (this.#fault === 'wrong-hash') this.hash.invalid += count;
    else this.hash.valid += count;

    for (const histogram of [this.requests, this.validations, this.endToEnd, this.pageLoads])
      histogram.observe(count);
    this.cpuSeconds += count * 0.0002;
  }
}
