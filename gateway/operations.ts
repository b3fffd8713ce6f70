import type { Logger } from 'pino';
import { commandSpecs } from '../shared/feed/commands.ts';
import type { CommandResult } from '../shared/feed/frames.ts';
import type { ChainLink } from '../shared/model/chain.ts';
import type { EntityKind } from '../shared/model/entities.ts';
import type { Instant } from '../shared/model/instant.ts';
import { deskInfoOf } from './deskInfo.ts';
import { decideCommand } from './desk/decideCommand.ts';
import { decideSignals } from './desk/decideSignals.ts';
import type { DeskEvent } from './desk/events.ts';
import { emptyDesk, evolve, type DeskState } from './desk/evolve.ts';
import { deskRulesOf } from './desk/rules.ts';
import { EstateKeeper } from './health/estateKeeper.ts';
import type { CommandRecord, Journal } from './journal/journal.ts';
import type { LoadedPolicy } from './policy/loadPolicy.ts';
import type { CommandDesk, GivenCommand } from './server/commandDesk.ts';
import type { Observation, Source } from './sources/source.ts';
import type { World, WorldClock } from './world.ts';

/** Observations that arrive within this time are judged together. */
const gatherMs = 100;
/** Silence is news too: the estate is judged at least this often. */
const beatMs = 1_000;
/** Resolved incidents stay on the consoles this long. */
const keepResolvedMs = 24 * 60 * 60_000;

/** What the operations need; everything that reads a clock or a disk is passed in. */
export interface OperationsOptions {
  readonly policy: LoadedPolicy;
  readonly sources: readonly Source[];
  readonly journal: Journal;
  readonly world: World;
  readonly clock: WorldClock;
  readonly name: string;
  readonly log: Logger;
}

/** Joins the rooms: observations in, events to the journal, entities to the world, commands through the desk. */
export class Operations implements CommandDesk {
  readonly #options: OperationsOptions;
  readonly #estate: EstateKeeper;
  readonly #rules: ReturnType<typeof deskRulesOf>;
  #desk: DeskState = emptyDesk;
  #timer: (() => void) | undefined;
  #timerAt: Instant = Number.POSITIVE_INFINITY;
  #journalProblem: string | undefined;

  constructor(options: OperationsOptions) {
    this.#options = options;
    this.#estate = new EstateKeeper(options.policy.policy, options.sources, options.clock.now());
    this.#rules = deskRulesOf(options.policy.policy);
  }

  /** Rebuilds the desk from the journal, then listens to every source. */
  start(): void {
    const { journal, sources, world } = this.#options;
    for (const { event } of journal.entries()) this.#desk = evolve(this.#desk, event);
    this.#judge();
    world.flush();
    for (const source of sources) source.start((observation) => this.#observe(observation));
  }

  async stop(): Promise<void> {
    this.#timer?.();
    this.#timer = undefined;
    await Promise.all(this.#options.sources.map((source) => source.stop()));
  }

  /** The chain of freshness, the gateway itself last. */
  chain(): readonly ChainLink[] {
    const now = this.#options.clock.now();
    const self: ChainLink = {
      id: 'gateway',
      name: this.#options.name,
      kind: 'gateway',
      freshness: this.#journalProblem === undefined ? 'fresh' : 'silent',
      heardAt: now,
      freshForMs: 6_000,
      problem: this.#journalProblem,
    };
    return [...this.#estate.links(now), self];
  }

  submit({ commandId, command, person }: GivenCommand): CommandResult {
    const known = this.#options.journal.findCommand(commandId);
    if (known !== undefined) return this.#resultOf(known, person);
    const now = this.#options.clock.now();
    const decided = decideCommand(this.#desk, this.#rules, { command, person, now });
    const record: CommandRecord = decided.ok
      ? { commandId, person, ok: true, message: `${commandSpecs[command.name].title}: done` }
      : { commandId, person, ok: false, message: decided.error };
    const by = { kind: 'person', name: person } as const;
    const events: readonly DeskEvent[] = decided.ok
      ? decided.value
      : [{ type: 'command.refused', at: now, by, name: command.name, message: decided.error }];
    if (!this.#record(events, record)) {
      const message = `Not recorded, so not done: ${this.#journalProblem ?? 'the journal failed'}`;
      return { type: 'result', id: commandId, ok: false, code: 'failed', message };
    }
    this.#publishIncidents(now);
    this.#options.world.flush();
    return this.#resultOf(record, person);
  }

  #resultOf({ commandId: id, ok, message, person: giver }: CommandRecord, person: string): CommandResult {
    if (giver !== person) {
      const used = `The command id ${id} was used by ${giver}; give the command again.`;
      return { type: 'result', id, ok: false, code: 'invalid', message: used };
    }
    return ok
      ? { type: 'result', id, ok, seq: this.#options.world.seq, message }
      : { type: 'result', id, ok, code: 'refused', message };
  }

  #observe(observation: Observation): void {
    this.#estate.observe(observation);
    if (observation.kind === 'failed') {
      this.#options.log.warn({ source: observation.source, problem: observation.problem }, 'source failed');
    }
    this.#judgeWithin(gatherMs);
  }

  #judgeWithin(ms: number): void {
    const { clock } = this.#options;
    const at = clock.now() + ms;
    if (this.#timer !== undefined && this.#timerAt <= at) return;
    this.#timer?.();
    this.#timerAt = at;
    this.#timer = clock.after(ms, () => {
      this.#timer = undefined;
      this.#judge();
    });
  }

  /** Judges the estate, lets the desk decide, and publishes both. */
  #judge(): void {
    const { clock, world, policy, name } = this.#options;
    const now = clock.now();
    const view = this.#estate.view(now);
    this.#record(decideSignals(this.#desk, this.#rules, view.signals, now));
    world.upsert('desk', 'desk', deskInfoOf(policy.policy, policy.digest, name, now));
    for (const service of view.services) world.upsert('service', service.id, service);
    for (const telemetry of view.telemetry) world.upsert('telemetry', telemetry.service, telemetry);
    for (const history of view.histories) world.upsert('history', history.service, history);
    const incidents = this.#publishIncidents(now);
    const incidentOf = new Map(
      incidents
        .filter(({ status }) => status !== 'resolved')
        .flatMap(({ id, alerts }) => alerts.map((alert) => [alert, id])),
    );
    for (const alert of view.alerts)
      world.upsert('alert', alert.id, { ...alert, incident: incidentOf.get(alert.id) });
    this.#retire('alert', new Set(view.alerts.map(({ id }) => id)));
    this.#judgeWithin(beatMs);
  }

  #publishIncidents(now: Instant): readonly DeskState['incidents'][string][] {
    const shown = Object.values(this.#desk.incidents).filter(
      ({ resolved }) => resolved === undefined || now - resolved.at < keepResolvedMs,
    );
    for (const incident of shown) this.#options.world.upsert('incident', incident.id, incident);
    this.#retire('incident', new Set(shown.map(({ id }) => id)));
    return shown;
  }

  #retire(kind: EntityKind, kept: ReadonlySet<string>): void {
    for (const id of this.#options.world.ids(kind)) {
      if (!kept.has(id)) this.#options.world.remove(kind, id);
    }
  }

  /** Durable first, then believed; false where the journal failed and nothing has changed. */
  #record(events: readonly DeskEvent[], command?: CommandRecord): boolean {
    if (events.length === 0 && command === undefined) return true;
    const appended = this.#options.journal.append(events, command);
    if (!appended.ok) {
      if (this.#journalProblem !== appended.error)
        this.#options.log.error({ problem: appended.error }, 'journal failed');
      this.#journalProblem = appended.error;
      return false;
    }
    this.#journalProblem = undefined;
    for (const event of events) this.#desk = evolve(this.#desk, event);
    return true;
  }
}
