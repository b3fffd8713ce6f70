import type { Incident } from '../../shared/model/incident.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { RotaOverride } from '../../shared/model/rota.ts';
import { incidentClocks } from '../../shared/rules/clocks.ts';
import { escalationLadder, escalationStopped, isReached } from '../../shared/rules/escalation.ts';
import type { DeskEvent, EventOf } from './events.ts';
import type { DeskState } from './evolve.ts';
import type { DeskRules } from './rules.ts';

const by = { kind: 'gateway', name: 'gateway' } as const;

type TimedEvent = EventOf<'incident.escalated' | 'incident.overdue'>;

/**
 * What follows from the passing of time: roles that are due on their ladders, and duties whose time ran out. All from
 * journalled instants, so that a gateway that was down at a deadline catches up, in the order in which things were due.
 */
export function decideTime(state: DeskState, rules: DeskRules, now: Instant): readonly DeskEvent[] {
  const overrides = Object.values(state.rota.overrides);
  return [...state.incidents.values()]
    .flatMap((incident) => [
      ...dueSteps(incident, rules, overrides, now),
      ...missedDuties(incident, rules, now),
    ])
    .toSorted((one, other) => one.dueAt - other.dueAt);
}

function dueSteps(
  incident: Incident,
  rules: DeskRules,
  overrides: readonly RotaOverride[],
  now: Instant,
): readonly TimedEvent[] {
  if (escalationStopped(incident, rules.escalation)) return [];
  return escalationLadder(incident, rules.escalation)
    .filter((step) => step.at <= now && !isReached(incident, step))
    .map((step) => ({
      type: 'incident.escalated',
      at: now,
      by,
      incident: incident.id,
      severity: incident.severity,
      afterMs: step.afterMs,
      role: step.role,
      person: rules.holderOf(step.role, incident, now, overrides),
      dueAt: step.at,
    }));
}

function missedDuties(incident: Incident, rules: DeskRules, now: Instant): readonly TimedEvent[] {
  // What is closed owes nothing more, and there may be years of it.
  if (incident.reported !== undefined) return [];
  const { overdue = [] } = incident;
  return incidentClocks(incident, rules, now)
    .filter(({ state }) => state === 'late')
    .filter(({ id, dueAt }) => !overdue.some((known) => known.duty === id && known.dueAt === dueAt))
    .map(({ id, label, dueAt }) => ({
      type: 'incident.overdue',
      at: now,
      by,
      incident: incident.id,
      duty: id,
      label,
      dueAt,
    }));
}
