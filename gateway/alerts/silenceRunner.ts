import type { Instant } from '../../shared/model/instant.ts';
import type { DeskEvent } from '../desk/events.ts';
import type { SilenceRequest } from '../desk/evolveSilence.ts';
import type { Observation, SilenceGate } from '../sources/source.ts';
import type { WorldClock } from '../world.ts';
import { performSilence, type Attempt } from './performSilence.ts';

/** Waits between tries, ms; the last one again and again. */
const waitsMs = [1_000, 2_000, 5_000, 10_000, 30_000];
/** Later than this after it was asked, nobody reckons with it any more. */
const withinMs = 10 * 60_000;

/** What the runner needs; clock and journal are passed in. */
export interface SilenceRunnerOptions {
  readonly clock: WorldClock;
  /** Who does what is recorded for it. */
  readonly name: string;
  readonly gateOf: (source: string) => SilenceGate | undefined;
  readonly requests: () => Readonly<Record<string, SilenceRequest>>;
  /** Durable when it returns; false where nothing could be kept. */
  readonly record: (events: readonly DeskEvent[]) => boolean;
  /** Takes the list that was read after something was done. */
  readonly observe: (observation: Observation) => void;
  /** A try brought nothing: what is shown of it is old. */
  readonly onProblem: () => void;
}

interface Running {
  tries: number;
  problem?: string | undefined;
  cancel?: (() => void) | undefined;
}

/** Does at Alertmanager what the journal says was asked, and records what came of it. */
export class SilenceRunner {
  readonly #options: SilenceRunnerOptions;
  readonly #running = new Map<string, Running>();
  #isStopped = false;

  constructor(options: SilenceRunnerOptions) {
    this.#options = options;
  }

  /** Takes up every request that has no outcome yet: at the start, and after a command. */
  wake(): void {
    for (const { id, outcome } of Object.values(this.#options.requests())) {
      if (outcome !== undefined || this.#running.has(id)) continue;
      this.#running.set(id, { tries: 0 });
      void this.#try(id);
    }
  }

  /** Nothing is tried any more; what is under way is not recorded, and is looked for after the next start. */
  stop(): void {
    this.#isStopped = true;
    for (const { cancel } of this.#running.values()) cancel?.();
    this.#running.clear();
  }

  /** Why the last try of a request brought nothing. */
  problemOf(request: string): string | undefined {
    return this.#running.get(request)?.problem;
  }

  async #try(id: string): Promise<void> {
    const request = this.#options.requests()[id];
    const running = this.#running.get(id);
    if (request === undefined || running === undefined || request.outcome !== undefined) {
      this.#running.delete(id);
      return;
    }
    const { clock, gateOf } = this.#options;
    const gate = gateOf(request.source);
    const isLate = clock.now() >= deadlineOf(request);
    const attempt: Attempt =
      gate === undefined
        ? { kind: 'failed', problem: `the policy has no Alertmanager "${request.source}" any more` }
        : await performSilence(request, gate, isLate);
    if (this.#isStopped) return;
    if (attempt.kind === 'again' && !isLate) {
      this.#again(id, running, attempt.problem);
      return;
    }
    if (attempt.kind === 'done' && gate !== undefined) await this.#readAgain(request.source, gate);
    if (this.#isStopped) return;
    if (this.#options.record([this.#outcome(request, attempt)])) this.#running.delete(id);
    // What can't be recorded is looked for again.
    else this.#again(id, running, 'the journal failed');
  }

  #again(id: string, running: Running, problem: string): void {
    const waitMs = waitsMs[Math.min(running.tries, waitsMs.length - 1)] ?? 0;
    running.tries += 1;
    running.problem = problem;
    running.cancel = this.#options.clock.after(waitMs, () => void this.#try(id));
    this.#options.onProblem();
  }

  async #readAgain(source: string, gate: SilenceGate): Promise<void> {
    const at = this.#options.clock.now();
    const list = await gate.list();
    if (list.ok && !this.#isStopped)
      this.#options.observe({ kind: 'silences', source, at, silences: list.value.silences });
  }

  #outcome({ id: request, source }: SilenceRequest, attempt: Attempt): DeskEvent {
    const { clock, name } = this.#options;
    const base = { at: clock.now(), by: { kind: 'gateway', name }, request, source } as const;
    if (attempt.kind === 'done') return { ...base, type: 'silence.done', silence: attempt.silence };
    const { problem } = attempt;
    const unsure = attempt.kind === 'again' ? '; whether it is done is not known, see the list' : '';
    return { ...base, type: 'silence.failed', problem: `${problem}${unsure}` };
  }
}

function deadlineOf({ at, act }: SilenceRequest): Instant {
  return act.kind === 'expire' ? at + withinMs : Math.min(at + withinMs, act.endsAt);
}
