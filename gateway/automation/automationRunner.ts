import type { Logger } from 'pino';
import { assertNever } from '../../shared/assertNever.ts';
import { currentStep, type Run, type RunStep } from '../../shared/model/automation.ts';
import type { PolicyAction } from '../../shared/policy/index.ts';
import type { DeskEvent } from '../desk/events.ts';
import type { AutomationState } from '../desk/evolveAutomation.ts';
import type { ActionDependencies, ActionResult, Attempt } from './actionContext.ts';
import { boundedOutput } from './boundedOutput.ts';
import type { Standings } from './conditions.ts';
import { episodeKey } from '../desk/evolveAutomation.ts';
import { deadlineOf, nextMove } from './nextMove.ts';
import { runCommand } from './runCommand.ts';
import { runWebhook } from './runWebhook.ts';

/** People are told late rather than never: a notification has at least this long. */
const notifyMs = 10_000;

/** What the runner needs; without dependencies, no action is carried out and each says so. */
export interface RunnerOptions {
  readonly actions: readonly PolicyAction[];
  readonly deps: ActionDependencies | undefined;
  readonly log: Logger;
  /** Called when an action has ended; `ended` then tells of it. */
  readonly wake: () => void;
}

interface Flight {
  readonly stop: AbortController;
  ended?: DeskEvent;
}

/** Carries actions out, one at a time for each run. What ended is told until it is recorded, and only then forgotten. */
export class AutomationRunner {
  readonly #options: RunnerOptions;
  readonly #flights = new Map<string, Flight>();
  #isStopped = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** Runs of which an action is under way, or has ended without being recorded yet. */
  get busy(): ReadonlySet<string> {
    return new Set(this.#flights.keys());
  }

  /** Actions that have ended and are to be recorded. */
  ended(): readonly DeskEvent[] {
    return [...this.#flights.values()].flatMap(({ ended }) => ended ?? []);
  }

  /** What `ended` told is recorded: the runs may go on. */
  recorded(): void {
    for (const [run, { ended }] of this.#flights) if (ended !== undefined) this.#flights.delete(run);
  }

  /** Begins what is due, and stops all where automation is off. */
  follow({ runs, on }: AutomationState, standings: Standings, now: number): void {
    if (this.#isStopped) return;
    if (!on) for (const { stop } of this.#flights.values()) stop.abort();
    for (const run of Object.values(runs)) {
      if (run.state !== 'running' || this.#flights.has(run.id)) continue;
      const move = nextMove(run, standings.get(episodeKey(run.trigger, run.service)), on, now);
      if (move.kind === 'carry-out' && currentStep(run) === move.step) this.#begin(run, move.step, now);
    }
  }

  /** Ends every action that is under way; the next start marks their runs as interrupted. */
  stop(): void {
    this.#isStopped = true;
    for (const { stop } of this.#flights.values()) stop.abort();
  }

  #begin(run: Run, step: RunStep, now: number): void {
    const { deps, log, wake } = this.#options;
    const flight: Flight = { stop: new AbortController() };
    this.#flights.set(run.id, flight);
    const leftMs = deadlineOf(run) - now;
    const { id, trigger, name, service, incident, severity, because } = run;
    const attempt: Attempt = {
      subject: { run: id, trigger, name, service, incident, severity, because },
      timeoutMs: step.kind === 'notify' ? Math.max(leftMs, notifyMs) : leftMs,
      signal: flight.stop.signal,
    };
    log.info({ run: id, action: step.action, service }, 'action begins');
    void this.#carryOut(step, attempt).then(({ outcome, output }) => {
      const at = deps?.clock.now() ?? now;
      const by = { kind: 'gateway', name: 'gateway' } as const;
      const tookMs = Math.max(0, at - now);
      flight.ended = {
        at,
        by,
        type: 'automation.step',
        run: id,
        action: step.action,
        outcome,
        output,
        tookMs,
      };
      log.info({ run: id, action: step.action, outcome, tookMs }, 'action ended');
      if (!this.#isStopped) wake();
    });
  }

  async #carryOut({ action: id }: RunStep, attempt: Attempt): Promise<ActionResult> {
    const { actions, deps, log } = this.#options;
    const failed = (output: string): ActionResult => ({ outcome: 'failed', output });
    const action = actions.find((known) => known.id === id);
    if (action === undefined) return failed('the policy no longer has this action');
    if (deps === undefined) return failed('this gateway carries out no actions');
    try {
      switch (action.kind) {
        case 'webhook':
          return await runWebhook(action, attempt, deps);
        case 'command':
          return await runCommand(action, attempt, deps);
        case 'notify': {
          const told = await deps.notify?.(action, attempt.subject);
          if (told === undefined) return failed('no channel is set up');
          return told.ok
            ? { outcome: 'done', output: boundedOutput(told.value) }
            : failed(boundedOutput(told.error));
        }
        case 'manual':
          return failed('only a person can do it');
        default:
          return assertNever(action, 'action');
      }
    } catch (error) {
      // A defect costs one action, and is told like any failure.
      log.error({ err: error, action: id }, 'action threw');
      return failed('the gateway could not carry it out; its log says why');
    }
  }
}
