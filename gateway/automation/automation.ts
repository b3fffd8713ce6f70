import type { Logger } from 'pino';
import type { Automation as AutomationSwitch, Run } from '../../shared/model/automation.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Policy } from '../../shared/policy/index.ts';
import type { DeskEvent } from '../desk/events.ts';
import type { DeskState } from '../desk/evolve.ts';
import type { Signal } from '../desk/signal.ts';
import type { Evidence } from '../health/findings.ts';
import type { ActionDependencies } from './actionContext.ts';
import { AutomationRunner } from './automationRunner.ts';
import { readConditions, type Standings } from './conditions.ts';
import { decideAutomation, interruptedEvents } from './decideAutomation.ts';
import { triggerSignals } from './triggerSignals.ts';

/** Runs that have ended stay on the consoles this long. */
const keepEndedMs = 24 * 60 * 60_000;
/** And no more of them than this. */
const shownRuns = 200;

/** What automation needs of the operations that own it. */
export interface AutomationOptions {
  readonly policy: Policy;
  readonly deps: ActionDependencies | undefined;
  readonly log: Logger;
  readonly desk: () => DeskState;
  /** Durable first; false where the journal failed and nothing has changed. */
  readonly record: (events: readonly DeskEvent[]) => boolean;
  /** Has everything judged anew, soon. */
  readonly wake: () => void;
}

/** What happens by itself: reads the triggers' conditions, decides, records, and has the actions carried out. */
export class Automation {
  readonly #options: AutomationOptions;
  readonly #simulated: boolean;
  readonly #runner: AutomationRunner;
  #standings: Standings = new Map();

  constructor(options: AutomationOptions) {
    const { policy, deps, log, wake } = options;
    this.#options = options;
    this.#simulated = policy.sources.some(({ kind }) => kind === 'simulator');
    // What is simulated must reach nobody, whatever is decided.
    this.#runner = new AutomationRunner({
      actions: policy.actions,
      deps: this.#simulated ? undefined : deps,
      log,
      wake,
    });
  }

  /** Marks what an earlier run of the gateway left half done. */
  start(now: Instant): void {
    this.#options.record(interruptedEvents(this.#options.desk(), now));
  }

  stop(): void {
    this.#runner.stop();
  }

  /** Reads the conditions anew; what they say to the desk. */
  signals(evidence: readonly Evidence[], now: Instant): readonly Signal[] {
    const { policy } = this.#options;
    this.#standings = readConditions(policy.triggers, evidence, this.#standings);
    return triggerSignals(this.#standings, policy, now);
  }

  /** Records what follows, then begins what is due: nothing is done that is not in the journal first. */
  act(now: Instant): void {
    const { policy, desk, record } = this.#options;
    const ended = this.#runner.ended();
    if (ended.length > 0 && record(ended)) this.#runner.recorded();
    const inputs = {
      policy,
      standings: this.#standings,
      busy: this.#runner.busy,
      simulated: this.#simulated,
    };
    if (record(decideAutomation(desk(), inputs, now)))
      this.#runner.follow(desk().automation, this.#standings, now);
  }

  /** The runs that consoles see, newest first. */
  shownRuns(now: Instant): readonly Run[] {
    return Object.values(this.#options.desk().automation.runs)
      .filter(({ endedAt }) => endedAt === undefined || now - endedAt < keepEndedMs)
      .toSorted((one, other) => other.triggeredAt - one.triggeredAt)
      .slice(0, shownRuns);
  }

  /** The switch as consoles see it. */
  shownSwitch(): AutomationSwitch {
    const { on, switched } = this.#options.desk().automation;
    return { id: 'automation', on, switched };
  }
}
