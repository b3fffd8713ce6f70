import { decideCommand } from '../../../../gateway/desk/decideCommand.ts';
import { decideSignals } from '../../../../gateway/desk/decideSignals.ts';
import type { DeskEvent } from '../../../../gateway/desk/events.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import { withNotices, type NoticeRules } from '../../../../gateway/desk/noticesOf.ts';
import type { Signal } from '../../../../gateway/desk/signal.ts';
import type { Command } from '../../../../shared/feed/commands.ts';
import type { Alert } from '../../../../shared/model/alert.ts';
import type { Incident } from '../../../../shared/model/incident.ts';
import { deskRules } from './deskRules.ts';

/** When the desks of these tests begin. */
export const start = Date.UTC(2026, 10, 21, 3, 5, 44);

/** A service that its health checks find down. */
export const down = (service: string, change: Partial<Signal> = {}): Signal => ({
  key: `probe:${service}`,
  cause: `${service}:unavailable`,
  state: 'bad',
  title: `${service} is unavailable`,
  text: '3 health checks failed',
  severity: 'P1',
  service,
  startedAt: start - 30_000,
  ...change,
});

/** An alert of a service, as its signal; its id is `am/<fingerprint>`. */
export const alertSignal = (fingerprint: string, service: string, change: Partial<Signal> = {}): Signal =>
  down(service, {
    key: `alert:am/${fingerprint}`,
    alert: `am/${fingerprint}`,
    cause: `${service}:${fingerprint}`,
    title: `${fingerprint} on ${service}`,
    ...change,
  });

/** The same alert as the gateway holds it. */
export const alertOf = (fingerprint: string, service: string, severity = 'P2'): Alert => ({
  id: `am/${fingerprint}`,
  source: 'am',
  fingerprint,
  name: fingerprint,
  labels: {},
  annotations: {},
  state: 'firing',
  severity,
  severityGuessed: false,
  service,
  startsAt: start,
  lastSeenAt: start,
  silencedBy: [],
  inhibitedBy: [],
});

const noticeRules: NoticeRules = {
  ...deskRules,
  channels: [{ id: 'pager', kind: 'pager', isInUse: true }],
  isSimulated: false,
};

/** A desk that keeps all that happened on it, with the notices that were asked for. */
export class TestDesk {
  readonly events: DeskEvent[] = [];
  readonly alerts = new Map<string, Alert>();
  state: DeskState = emptyDesk;

  judge(signals: readonly Signal[], minutes = 0): this {
    const now = start + minutes * 60_000;
    return this.#take(decideSignals(this.state, deskRules, signals, now));
  }

  /** Gives a command; the answer is why it was refused, or undefined. */
  give(command: Command, minutes = 0): string | undefined {
    const now = start + minutes * 60_000;
    const order = { command, person: 'M. Tanaka', now, alertOf: (id: string) => this.alerts.get(id) };
    const decided = decideCommand(this.state, deskRules, order);
    if (!decided.ok) return decided.error;
    this.#take(decided.value);
    return undefined;
  }

  incident(number: number): Incident {
    const incident = this.state.incidents.get(`INC-${number}`);
    if (incident === undefined) throw new Error(`there is no INC-${number}`);
    return incident;
  }

  lines(number: number): readonly string[] {
    return this.incident(number).timeline.map(({ text }) => text);
  }

  /** What the pager was told, in order. */
  told(): readonly string[] {
    return this.events.flatMap((event) =>
      event.type === 'notice.due' ? [`${event.notice.kind} ${event.notice.incident}`] : [],
    );
  }

  /** The desk as a gateway that starts anew reads it from the journal. */
  replayed(): DeskState {
    return (JSON.parse(JSON.stringify(this.events)) as readonly DeskEvent[]) // what was written is read back as it was
      .reduce(evolve, emptyDesk);
  }

  #take(events: readonly DeskEvent[]): this {
    const all = withNotices(this.state, events, noticeRules);
    this.events.push(...all.events);
    this.state = all.state;
    return this;
  }
}
