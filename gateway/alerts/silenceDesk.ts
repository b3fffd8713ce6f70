import type { QuestionParams } from '../../shared/feed/questions.ts';
import type { Alert } from '../../shared/model/alert.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { SilencePreview } from '../../shared/model/silence.ts';
import type { Policy } from '../../shared/policy/index.ts';
import type { Result } from '../../shared/result.ts';
import type { DeskEvent } from '../desk/events.ts';
import { decideSilenceLines } from '../desk/decideSilenceLines.ts';
import type { DeskState } from '../desk/evolve.ts';
import type { Observation, Source } from '../sources/source.ts';
import type { World, WorldClock } from '../world.ts';
import { SilenceKeeper } from './silenceKeeper.ts';
import { silencePreview } from './silencePreview.ts';
import { SilenceRunner } from './silenceRunner.ts';

/** What the silences of a desk rest on. */
export interface SilenceDeskOptions {
  readonly policy: Policy;
  readonly sources: readonly Source[];
  readonly world: World;
  readonly clock: WorldClock;
  readonly name: string;
  readonly desk: () => Pick<DeskState, 'incidents' | 'silences'>;
  readonly record: (events: readonly DeskEvent[]) => boolean;
}

/** Silences from end to end: what sources tell of them, what people ask, and what consoles see. */
export class SilenceDesk {
  readonly #options: SilenceDeskOptions;
  readonly #keeper: SilenceKeeper;
  readonly #runner: SilenceRunner;
  #alerts: readonly Alert[] = [];

  constructor(options: SilenceDeskOptions) {
    const { clock, desk, name, policy, sources } = options;
    this.#options = options;
    this.#keeper = new SilenceKeeper(policy.alerts);
    this.#runner = new SilenceRunner({
      ...{ clock, name, requests: () => desk().silences.requests },
      gateOf: (id) => sources.find((source) => source.id === id)?.silences,
      record: (events) => {
        const isRecorded = options.record(events);
        this.publish(clock.now());
        return isRecorded;
      },
      observe: (observation) => this.observe(observation),
      onProblem: () => this.publish(clock.now()),
    });
  }

  /** Takes up what is not done yet. */
  wake(): void {
    this.#runner.wake();
  }

  stop(): void {
    this.#runner.stop();
  }

  observe(observation: Observation): void {
    this.#keeper.observe(observation, this.#options.clock.now());
  }

  /** Tells incidents of the silences that hide their alerts. */
  tell(now: Instant, alerts: readonly Alert[]): void {
    const { desk, record } = this.#options;
    record(decideSilenceLines(desk(), this.#keeper.standing(alerts, now), now));
  }

  /** Shows the silences as they are; with the alerts where these are new. */
  publish(now: Instant, alerts = this.#alerts): void {
    this.#alerts = alerts;
    const { desk, world } = this.#options;
    const { requests } = desk().silences;
    const silences = this.#keeper.view(alerts, requests, now, (id) => this.#runner.problemOf(id));
    for (const silence of silences) world.upsert('silence', silence.id, silence);
    const kept = new Set(silences.map(({ id }) => id));
    for (const id of world.ids('silence')) if (!kept.has(id)) world.remove('silence', id);
  }

  preview(asked: QuestionParams<'silence.preview'>): Result<SilencePreview> {
    const { policy, world } = this.#options;
    // The world's alerts know their incidents.
    const alerts = this.#alerts.map((alert) => world.get('alert', alert.id) ?? alert);
    return silencePreview(asked, { alerts, policy, watchdog: this.#keeper.watchdogOf(asked.source) });
  }
}
