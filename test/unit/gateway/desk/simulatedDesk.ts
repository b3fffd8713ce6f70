import { pino } from 'pino';
import { decideCommand } from '../../../../gateway/desk/decideCommand.ts';
import { decideSignals } from '../../../../gateway/desk/decideSignals.ts';
import { decideTime } from '../../../../gateway/desk/decideTime.ts';
import type { DeskEvent } from '../../../../gateway/desk/events.ts';
import { deskRulesOf } from '../../../../gateway/desk/rules.ts';
import { unavailableCause } from '../../../../gateway/desk/signal.ts';
import type { Journal } from '../../../../gateway/journal/journal.ts';
import { openSqliteJournal } from '../../../../gateway/journal/sqliteJournal.ts';
import { Ledger } from '../../../../gateway/ledger.ts';
import type { Command } from '../../../../shared/feed/commands.ts';
import type { Incident } from '../../../../shared/model/incident.ts';
import type { Instant } from '../../../../shared/model/instant.ts';
import { acgsWith } from '../../../support/writtenPolicy.ts';

const secondMs = 1_000;
const incident = 'INC-2001';

/** What a person does about the one incident, in the words of the tables. */
export const acts = {
  acknowledges: { name: 'incident.acknowledge', params: { incident } },
  assesses: { name: 'incident.assess', params: { incident, impact: 'All sign-ins fail.' } },
  updates: { name: 'incident.update', params: { incident, text: 'Failing over.' } },
  resolves: { name: 'incident.resolve', params: { incident, note: 'Restarted.' } },
  reports: { name: 'incident.report', params: { incident, summary: 'The disk was full.' } },
} as const satisfies Readonly<Record<string, Command>>;
export type Act = keyof typeof acts;

/** The rules of ACGS's own policy, its rota with them. */
export const acgsRules = deskRulesOf((await acgsWith()).policy);

/** A desk in simulated time, by ACGS's own policy, on a real ledger over a real journal in a folder. */
export class SimulatedDesk {
  readonly #folder: string;
  #journal: Journal;
  #ledger: Ledger;
  /** What the gateway did by itself, as `07:45:00 pages On-call Engineer: Ari Example`. */
  readonly told: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
    this.#journal = this.#open();
    this.#ledger = this.#replayed();
  }

  get incident(): Incident {
    const found = this.#ledger.desk.incidents.get(incident);
    if (found === undefined) throw new Error(`no ${incident}`);
    return found;
  }

  /** The probes of the auth service fail: ACGS calls that a P0. */
  detect(now: Instant): void {
    const signal = {
      ...{ key: 'probe:auth', cause: unavailableCause('auth'), severity: 'P0' },
      ...{ title: 'Auth Service is unavailable', text: '3 health checks failed', service: 'auth' },
      state: 'bad',
      startedAt: now - 30 * secondMs,
    } as const;
    this.#record(decideSignals(this.#ledger.desk, acgsRules, [signal], now));
  }

  give(act: Act, person: string, now: Instant): void {
    const decided = decideCommand(this.#ledger.desk, acgsRules, {
      ...{ command: acts[act], person, role: 'operator', now },
    });
    if (!decided.ok) throw new Error(`${act}: ${decided.error}`);
    this.#record(decided.value);
  }

  /** One look of the gateway at the clock. */
  beat(now: Instant): void {
    const events = decideTime(this.#ledger.desk, acgsRules, now);
    if (events.length > 0) this.#record(events);
    for (const event of events) this.told.push(`${clockText(now)} ${wordsOf(event)}`);
  }

  /** The gateway is started anew on what its journal holds. */
  restart(): void {
    this.#journal.close();
    this.#journal = this.#open();
    this.#ledger = this.#replayed();
  }

  close(): void {
    this.#journal.close();
  }

  #open(): Journal {
    const opened = openSqliteJournal(this.#folder);
    if (!opened.ok) throw new Error(opened.error);
    return opened.value;
  }

  #replayed(): Ledger {
    const ledger = new Ledger({
      ...{ journal: this.#journal, log: pino({ level: 'silent' }), onNotice: () => undefined },
      noticeRules: () => ({ ...acgsRules, channels: [], isSimulated: false }),
    });
    const replayed = ledger.replay();
    if (!replayed.ok) throw new Error(replayed.error);
    return ledger;
  }

  #record(events: readonly DeskEvent[]): void {
    if (!this.#ledger.record(events)) throw new Error(this.#ledger.problem);
  }
}

/** `07:45:00`, UTC. */
export const clockText = (at: Instant): string => new Date(at).toISOString().slice(11, 19);

function wordsOf(event: DeskEvent): string {
  if (event.type === 'incident.escalated') return `pages ${event.role}: ${event.person ?? 'nobody'}`;
  return event.type === 'incident.overdue' ? `misses ${event.duty}` : event.type;
}
