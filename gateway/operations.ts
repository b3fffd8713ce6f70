import { ok, type Result } from '../shared/result.ts';
import type { Question, QuestionName, QuestionParams } from '../shared/feed/questions.ts';
import type { CommandResult } from '../shared/feed/frames.ts';
import type { ChainLink } from '../shared/model/chain.ts';
import type { Incident } from '../shared/model/incident.ts';
import type { Instant } from '../shared/model/instant.ts';
import { recalledAlerts } from './alerts/recalledAlerts.ts';
import { doneWords, resultOf } from './commandResult.ts';
import { deskInfoOf } from './deskInfo.ts';
import { decideCommand } from './desk/decideCommand.ts';
import { decideSignals } from './desk/decideSignals.ts';
import { decideTime } from './desk/decideTime.ts';
import type { DeskEvent } from './desk/events.ts';
import { EstateKeeper, type EstateView } from './health/estateKeeper.ts';
import type { CommandRecord } from './journal/journal.ts';
import type { OperationsOptions } from './operationsOptions.ts';
import { createRooms, type Rooms } from './rooms.ts';
import type { RotaDesk } from './rota/rotaDesk.ts';
import { shownOverrides } from './rota/rotaView.ts';
import type { CommandDesk, GivenCommand } from './server/commandDesk.ts';
import type { AnswerDesk } from './server/questions.ts';
import type { Observation } from './sources/source.ts';

/** Observations that arrive within this time are judged together. */
const gatherMs = 100;
/** Silence is news too: the estate is judged at least this often. */
const beatMs = 1_000;
// Set back by more, the clock makes what was heard before look fresh, and newer than all that comes.
const setBackMs = 2_000;

/** Joins the rooms: observations in, events to the journal, entities to the world, commands through the desk. */
export class Operations implements CommandDesk, AnswerDesk {
  readonly #options: OperationsOptions;
  #estate: EstateKeeper;
  readonly #rooms: Rooms;
  #timer: (() => void) | undefined;
  #timerAt: Instant = Number.POSITIVE_INFINITY;
  #latest: Instant;

  constructor(options: OperationsOptions) {
    this.#options = options;
    this.#latest = options.clock.now();
    this.#estate = new EstateKeeper(options.policy.policy, options.sources, this.#latest);
    this.#rooms = createRooms(options, this.#latest, {
      links: (now) => this.#estate.links(now),
      publishIncidents: (now) => void this.#publishIncidents(now),
      judgeSoon: () => this.#judgeWithin(0),
    });
  }

  /** Rebuilds the desk from the journal, then listens to every source; the error names the entry that can't be read. */
  start(): Result<true> {
    const { sources, world } = this.#options;
    const replayed = this.#rooms.ledger.replay();
    if (!replayed.ok) return replayed;
    this.#estate.recall(recalledAlerts(this.#rooms.ledger.desk, this.#latest));
    this.#rooms.automation.start(this.#latest);
    this.#judge();
    world.flush();
    this.#rooms.notices.start();
    this.#options.calendars?.start();
    for (const source of sources) source.start((observation) => this.#observe(observation));
    this.#rooms.silences.wake();
    return ok(true);
  }

  async stop(): Promise<void> {
    this.#timer?.();
    this.#timer = undefined;
    this.#rooms.notices.stop();
    this.#rooms.silences.stop();
    this.#rooms.automation.stop();
    await this.#options.calendars?.stop();
    await Promise.all(this.#options.sources.map((source) => source.stop()));
    this.#rooms.past.close(this.#options.clock.now());
  }

  /** The chain of freshness, the gateway itself last. */
  chain(): readonly ChainLink[] {
    const now = this.#readClock();
    const self: ChainLink = {
      id: 'gateway',
      name: this.#options.name,
      kind: 'gateway',
      freshness: this.#rooms.ledger.problem === undefined ? 'fresh' : 'silent',
      heardAt: now,
      freshForMs: 6_000,
      problem: this.#rooms.ledger.problem,
    };
    return [...this.#estate.links(now), self, ...(this.#options.calendars?.links(now) ?? [])];
  }

  /** True while acts and incidents can be kept, else why not. */
  ready(): true | string {
    return this.#rooms.ledger.problem ?? true;
  }

  /** The rota as it stands. */
  rota(): ReturnType<RotaDesk['book']> {
    return this.#rooms.rota.book();
  }

  submit({ commandId, command, person, role }: GivenCommand): CommandResult {
    const known = this.#rooms.ledger.findCommand(commandId);
    if (known !== undefined) return resultOf(known, person, this.#options.world.seq);
    const now = this.#options.clock.now();
    const isHandoff = command.name.startsWith('handoff.');
    // What is frozen into a record is what is known at this very instant.
    if (isHandoff) this.#judge();
    const decided = decideCommand(this.#rooms.ledger.desk, this.#rooms.rules, {
      ...{ command, person, now, role },
      alertOf: (id) => this.#options.world.get('alert', id),
      ...(isHandoff && { handoff: this.#rooms.handoffs.facts(now) }),
    });
    const record: CommandRecord = decided.ok
      ? { commandId, person, ok: true, message: doneWords(command.name) }
      : { commandId, person, ok: false, message: decided.error };
    const by = { kind: 'person', name: person } as const;
    const events: readonly DeskEvent[] = decided.ok
      ? decided.value
      : [{ type: 'command.refused', at: now, by, name: command.name, message: decided.error }];
    if (!this.#rooms.ledger.record(events, record)) {
      const message = `Not recorded, so not done: ${this.#rooms.ledger.problem ?? 'the journal failed'}`;
      return { type: 'result', id: commandId, ok: false, code: 'failed', message };
    }
    // A change alters what its services are, automation goes on, the rota who is paged, and alerts name their incident:
    // all is judged anew before the answer.
    if (/^(change|automation|rota)\.|^incident\.(attach|detach|merge|split)$/.test(command.name))
      this.#judge();
    else this.#publishIncidents(now);
    if (isHandoff) this.#rooms.handoffs.act(now);
    if (command.name.startsWith('silence.')) {
      this.#rooms.silences.wake();
      this.#rooms.silences.publish(now);
    }
    this.#options.world.flush();
    return resultOf(record, person, this.#options.world.seq);
  }

  answer(question: Question): Result<unknown> {
    // The handler of a name takes that name's parameters; TypeScript can't follow that through the table.
    const handler = this.#rooms.answers[question.name] as (
      params: QuestionParams<QuestionName>,
    ) => Result<unknown>;
    return handler(question.params);
  }

  /** Now. Where the clock was set back, the estate is forgotten: it reads unknown until it is heard again. */
  #readClock(): Instant {
    const { clock, log, policy, sources } = this.#options;
    const now = clock.now();
    if (now < this.#latest - setBackMs) {
      log.warn({ from: this.#latest, to: now }, 'clock set back: everything is asked anew');
      this.#estate = new EstateKeeper(policy.policy, sources, now);
      this.#rooms.burn.forgetNow();
      this.#rooms.past.interrupt(now);
      this.#estate.recall(recalledAlerts(this.#rooms.ledger.desk, now));
    }
    this.#latest = now;
    return now;
  }

  #observe(observation: Observation): void {
    const now = this.#readClock();
    // Begun before the clock was set back.
    if ('at' in observation && observation.at > now + setBackMs) return;
    this.#estate.observe(observation);
    this.#rooms.burn.observe(observation);
    this.#rooms.silences.observe(observation);
    if (this.#rooms.readiness.observe(observation)) this.#publishReadiness();
    if (observation.kind === 'failed') {
      this.#options.log.warn({ source: observation.source, problem: observation.problem }, 'source failed');
    }
    this.#judgeWithin(gatherMs);
  }

  #publishReadiness(): void {
    const readiness = this.#rooms.readiness.readiness();
    if (readiness.sources.length > 0) this.#options.world.upsert('readiness', 'readiness', readiness);
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
    const { world, policy, name } = this.#options;
    const now = this.#readClock();
    const view = this.#estate.view(now, Object.values(this.#rooms.ledger.desk.changes));
    const burn = this.#rooms.burn.view(view.chain, now);
    const signals = [...view.signals, ...burn.signals, ...this.#rooms.automation.signals(view.evidence, now)];
    this.#rooms.ledger.record(decideSignals(this.#rooms.ledger.desk, this.#rooms.rules, signals, now));
    this.#rooms.ledger.record(decideTime(this.#rooms.ledger.desk, this.#rooms.rules, now));
    this.#rooms.automation.act(now);
    world.upsert(
      'desk',
      'desk',
      deskInfoOf(policy.policy, policy.digest, name, now, this.#rooms.rota.book()),
    );
    this.#rooms.publisher.estate(view, burn);
    this.#rooms.silences.tell(now, view.alerts);
    this.#rooms.publisher.alerts(view.alerts, this.#publishIncidents(now));
    const incidentOf = (alert: string) => this.#rooms.ledger.desk.signals.get(`alert:${alert}`)?.incident;
    const flood = this.#rooms.flood.judge(view.alerts, incidentOf, now);
    this.#rooms.publisher.all('flood', flood === undefined ? [] : [flood]);
    this.#rooms.silences.publish(now, view.alerts);
    this.#notePast(view, now);
    this.#rooms.publisher.changes(this.#rooms.ledger.desk, now);
    this.#rooms.publisher.all('rota', this.#rooms.rota.entities(now));
    this.#rooms.publisher.all('rotaOverride', shownOverrides(this.#rooms.rota.book().overrides, now));
    world.upsert('automation', 'automation', this.#rooms.automation.shownSwitch());
    this.#rooms.publisher.all('run', this.#rooms.automation.shownRuns(now));
    this.#rooms.handoffs.act(now);
    this.#judgeWithin(beatMs);
  }

  #notePast({ services, alerts, alertChanges }: EstateView, now: Instant): void {
    const { world } = this.#options;
    const silences = world.ids('silence').flatMap((id) => world.get('silence', id) ?? []);
    const seen = { chain: this.chain(), services, alerts, alertChanges, silences };
    this.#rooms.past.note(seen, this.#rooms.ledger.desk, now);
  }

  #publishIncidents(now: Instant): readonly Incident[] {
    const shown = this.#rooms.publisher.incidents(this.#rooms.ledger.desk, now);
    this.#rooms.publisher.runbookRuns(this.#rooms.ledger.desk, shown);
    this.#rooms.publisher.all('channel', this.#rooms.notices.channels());
    this.#rooms.publisher.all('drill', this.#rooms.ledger.desk.drills);
    return shown;
  }
}
