import type { DeskInfo } from '../model/desk.ts';
import type { Incident } from '../model/incident.ts';
import type { Instant } from '../model/instant.ts';
import { spanText } from './durations.ts';

export type ClockId = 'acknowledge' | 'assess' | 'update' | 'recover' | 'document';

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

type Duties = Pick<DeskInfo, 'duties' | 'severities'>;

/**
 * The clocks of an incident, from its journalled instants alone, so that they survive restarts.
 * Assessed means: somebody wrote a note or confirmed the severity after the incident opened. An update is any note.
 */
export function incidentClocks(
  incident: Incident,
  { duties, severities }: Duties,
  now: Instant,
): readonly Clock[] {
  const owner = incident.assignee ?? 'On-call Engineer';
  const { openedAt, acknowledged, resolved } = incident;
  const byPeople = incident.timeline.filter(({ by, at }) => by.kind === 'person' && at >= openedAt);
  const assessedAt = byPeople.find(({ kind }) => kind === 'note' || kind === 'reclassified')?.at;
  const lastNoteAt = byPeople.findLast(({ kind }) => kind === 'note')?.at ?? openedAt;
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
    clock('assess', 'assess', 'Assess within', openedAt, duties.assessMs, assessedAt ?? resolved?.at),
  ];
  if (severity !== undefined) {
    clocks.push(clock('recover', 'RTO', 'Recover within', openedAt, severity.rtoMs, resolved?.at));
  }
  if (resolved === undefined)
    clocks.push(clock('update', 'update', 'Stakeholder update every', lastNoteAt, duties.updateMs));
  else {
    const reportedAt = byPeople.find(({ kind, at }) => kind === 'note' && at > resolved.at)?.at;
    clocks.push(clock('document', 'report', 'Report within', resolved.at, duties.documentMs, reportedAt));
  }
  return clocks;
}

/** What is due next: the open clock that runs out first, late ones before all others. */
export function nextDue(clocks: readonly Clock[]): Clock | undefined {
  return clocks
    .filter(({ state }) => state === 'running' || state === 'late')
    .reduce<Clock | undefined>(
      (first, clock) => (first === undefined || clock.dueAt < first.dueAt ? clock : first),
      undefined,
    );
}
