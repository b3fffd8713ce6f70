import { err, ok } from '../../shared/result.ts';
import { escalationLadder, escalationStopped, isReached } from '../../shared/rules/escalation.ts';
import type { DeskEvent } from './events.ts';
import { clock, notBelowSymptoms, severityKnown, withIncident, withOpen, type Handlers } from './handler.ts';

/** What the commands do by which people meet the duties of an incident. */
export const dutyHandlers: Handlers<
  'incident.assess' | 'incident.update' | 'incident.report' | 'incident.escalate'
> = {
  'incident.assess': ({ incident: id, impact, severity }, context) =>
    withOpen(context, id, (incident) => {
      const { base } = context;
      const assessed: DeskEvent = { ...base, type: 'incident.assessed', incident: id, impact };
      if (severity === undefined || severity === incident.severity) return ok([assessed]);
      const known = severityKnown(context, severity);
      if (!known.ok) return known;
      const kept = notBelowSymptoms(context, id, severity);
      if (!kept.ok) return kept;
      const from = incident.severity;
      return ok([
        assessed,
        { ...base, type: 'incident.reclassified', incident: id, from, to: severity, reason: impact },
      ]);
    }),

  'incident.update': ({ incident: id, text }, context) =>
    withOpen(context, id, () => ok([{ ...context.base, type: 'incident.updated', incident: id, text }])),

  'incident.report': ({ incident: id, summary }, context) =>
    withIncident(context, id, ({ resolved, reported }) => {
      if (resolved === undefined) return err(`${id} is still open; resolve it, then report.`);
      if (reported !== undefined) {
        return err(
          `${id} was reported by ${reported.by} at ${clock(reported.at)} UTC; add a note to say more.`,
        );
      }
      return ok([{ ...context.base, type: 'incident.reported', incident: id, summary }]);
    }),

  'incident.escalate': ({ incident: id, reason }, context) =>
    withOpen(context, id, (incident) => {
      const { rules, base } = context;
      const under = incident.foldedUnder?.incident;
      if (under !== undefined)
        return err(`${id} is folded under ${under}, which answers for it; escalate ${under}.`);
      if (escalationStopped(incident, rules.escalation)) {
        return err(`The escalation of ${id} has stopped: it is ${incident.status}.`);
      }
      const next = escalationLadder(incident, rules.escalation).find((step) => !isReached(incident, step));
      if (next === undefined)
        return err(`Everybody on the ladder of ${incident.severity} has been paged for ${id}.`);
      return ok([
        {
          ...base,
          type: 'incident.escalated',
          incident: id,
          severity: incident.severity,
          afterMs: next.afterMs,
          role: next.role,
          person: rules.holderOf(next.role, incident, base.at, Object.values(context.state.rota.overrides)),
          dueAt: next.at,
          reason,
        },
      ]);
    }),
};
