import type { DeskInfo } from '../model/desk.ts';
import type { Incident } from '../model/incident.ts';
import type { Instant } from '../model/instant.ts';
import { spanText } from './durations.ts';

export type ClockId = 'acknowledge' | 'assess' | 'respond' | 'update' | 'recover' | 'document';

/** One duty of an incident, as a clock. */
export interface Clock {
  readonly id: ClockId;
  /** "Recover within 15 min". */
  readonly label: string;
  /** One word for a narrow column: "RTO". */
  readonly short: string;
  readonly startsAt: Instant;
  readonly dueAt: Instant;
  /** When it was done. */
  readonly metAt?: Instant | undefined;
  readonly state: 'running' | 'late' | 'met' | 'metLate';
  /** Who owes it: a person by name, or a role. */
  readonly owes: string;
}

/** What the policy wants, and by when. */
export interface Duties {
  readonly duties: DeskInfo['duties'];
  readonly severities: readonly Pick<DeskInfo['severities'][number], 'id' | 'responseMs' | 'rtoMs'>[];
}

/**
 * The clocks of an incident, from its journalled instants alone, so that they survive restarts. What
 * another incident answers for, or has taken in, has none. Assessed means: somebody
 * judged its impact, or its severity. Responded means: somebody has it. An update is one that was sent to stakeholders.
 */
export function incidentClocks(
  incident: Incident,
  { duties, severities }: Duties,
  now: Instant,
): readonly Clock[] {
  if (incident.foldedUnder !== undefined || incident.mergedInto !== undefined) return [];
  const owner = incident.assignee ?? 'On-call Engineer';
  const { acknowledged, resolved, assessed, assignedAt, reported } = incident;
  const openedAt = incident.clocksFrom ?? incident.openedAt;
  const updatedAt = Math.max(incident.updatedAt ?? openedAt, openedAt);
  const reclassified = incident.timeline.find(
    ({ by, kind }) => by.kind === 'person' && kind === 'reclassified',
  );
  const assessedAt = earliest(assessed?.at, reclassified?.at);
  const severity = severities.find(({ id }) => id === incident.severity);
  const clock = (
    id: ClockId,
    short: string,
    verb: string,
    startsAt: Instant,
    ms: number,
    doneAt?: Instant,
  ): Clock => {
    const dueAt = startsAt + ms;
    const metAt = doneAt;
    const state =
      metAt === undefined ? (now > dueAt ? 'late' : 'running') : metAt > dueAt ? 'metLate' : 'met';
    return { id, short, label: `${verb} ${spanText(ms)}`, startsAt, dueAt, metAt, state, owes: owner };
  };
  const clocks: Clock[] = [
    clock(
      'acknowledge',
      'acknowledge',
      'Acknowledge within',
      openedAt,
      duties.acknowledgeMs,
      acknowledged?.at ?? resolved?.at,
    ),
  ];
  if (severity !== undefined) {
    const respondedAt = earliest(assignedAt, acknowledged?.at) ?? resolved?.at;
    clocks.push(clock('respond', 'respond', 'Respond within', openedAt, severity.responseMs, respondedAt));
  }
  clocks.push(
    clock('assess', 'assess', 'Assess within', openedAt, duties.assessMs, assessedAt ?? resolved?.at),
  );
  if (severity !== undefined) {
    clocks.push(clock('recover', 'RTO', 'Recover within', openedAt, severity.rtoMs, resolved?.at));
  }
  if (resolved === undefined)
    clocks.push(clock('update', 'update', 'Stakeholder update every', updatedAt, duties.updateMs));
  else
    clocks.push(clock('document', 'report', 'Report within', resolved.at, duties.documentMs, reported?.at));
  return clocks;
}

const earliest = (...instants: readonly (Instant | undefined)[]): Instant | undefined =>
  instants.reduce(
    (first, at) => (first === undefined || (at !== undefined && at < first) ? at : first),
    undefined,
  );

/** What is due next: the open clock that runs out first, late ones before all others. */
export function nextDue(clocks: readonly Clock[]): Clock | undefined {
  return clocks
    .filter(({ state }) => state === 'running' || state === 'late')
    .reduce<Clock | undefined>(
      (first, clock) => (first === undefined || clock.dueAt < first.dueAt ? clock : first),
      undefined,
    );
}
