import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { durationText, spanText, utcSecond } from '../../../shared/rules/durations.ts';
import {
  escalationLadder,
  escalationStopped,
  nextEscalation,
  reachedAt,
  type EscalationStep,
} from '../../../shared/rules/escalation.ts';
import type { EscalationLine, TeamLine } from '../../components/EscalationCard.tsx';
import { procedureOf } from './procedureOf.ts';

/** The steps of an incident's ladder in words: who, when, and what became of each. */
export function ladderLines(incident: Incident, desk: DeskInfo, now: number): readonly EscalationLine[] {
  const next = nextEscalation(incident, desk.escalation, now);
  const isStopped = escalationStopped(incident, desk.escalation);
  const stoppedAt = incident.resolved?.at ?? incident.acknowledged?.at ?? now;
  const ladder = escalationLadder(incident, desk.escalation);
  // An older gateway does not say whom it paged: then the clock says it.
  const pagedAt = (step: EscalationStep): number | undefined =>
    incident.escalations === undefined
      ? step.at <= (isStopped ? stoppedAt : now)
        ? step.at
        : undefined
      : reachedAt(incident, step);
  // Whoever was paged last before the acknowledgement is taken to have answered.
  const answered = ladder.findLast((step) => (pagedAt(step) ?? Infinity) <= (incident.acknowledged?.at ?? 0));
  return ladder.map((step) => {
    const paged = pagedAt(step);
    const isPast = paged !== undefined;
    const isNext = next !== undefined && next.at === step.at && next.role === step.role;
    const person =
      desk.people.find(({ id, name }) => id === step.person || name === step.person)?.name ?? step.person;
    const when = isNext
      ? step.at > now
        ? `in ${durationText(step.at - now)}`
        : 'due now'
      : isStopped && !isPast
        ? 'not needed'
        : step === answered && incident.acknowledged !== undefined
          ? `acknowledged ${utcSecond(incident.acknowledged.at)}`
          : utcSecond(paged ?? step.at);
    return {
      after: spanOf(step.afterMs),
      role: step.role,
      person,
      when,
      state: isNext ? 'next' : isPast ? 'done' : 'ahead',
    };
  });
}

const spanOf = (ms: number): string => (ms === 0 ? '0 min' : spanText(ms));

/** The tiers L1 to L4 and every other team that takes part, each with why; empty where the gateway names none. */
export function teamLines(incident: Incident, desk: DeskInfo): readonly TeamLine[] {
  const { teams = [], levels = [], severities } = desk;
  const wanted = severities.find(({ id }) => id === incident.severity)?.team ?? [];
  const procedure = procedureOf(incident, desk);
  const called = (team: string): TeamLine['part'] =>
    wanted.includes(team)
      ? `at ${incident.severity}`
      : procedure?.teams.some(({ id }) => id === team) === true
        ? 'by procedure'
        : undefined;
  const tiered = levels.map(({ id, name, team }): TeamLine => {
    const people = teams.find((known) => known.id === team)?.people ?? [];
    return { level: id, name, people, part: team === undefined ? undefined : called(team) };
  });
  const others = teams.filter(({ id }) => !levels.some(({ team }) => team === id));
  return [
    ...tiered,
    ...others.flatMap(({ id, name, people }): readonly TeamLine[] => {
      const part = called(id);
      return part === undefined ? [] : [{ name, people, part }];
    }),
  ];
}

/** Who is paged next and when, or why nobody is: one line that is always on screen. */
export function nextWords(incident: Incident, desk: DeskInfo, now: number): string {
  const { severity, status } = incident;
  const rule = desk.escalation.find((known) => known.severity === severity);
  if (rule === undefined) return `The policy names no escalation for ${severity}`;
  if (escalationStopped(incident, desk.escalation)) return `Escalation stopped: ${status}`;
  const next = nextEscalation(incident, desk.escalation, now);
  const stop = `stops when ${rule.stopsOn}`;
  if (next === undefined) return `Everybody on the ladder has been paged; ${stop}`;
  const who = `${next.role}, ${next.person ?? 'nobody holds this role'}`;
  const when = next.at > now ? `in ${durationText(next.at - now)}, ${utcSecond(next.at)} UTC` : 'due now';
  return `${who}: ${when}; ${stop}`;
}
