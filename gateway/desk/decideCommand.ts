import type { Command, CommandName } from '../../shared/feed/commands.ts';
import type { Role } from '../../shared/feed/roles.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { err, ok } from '../../shared/result.ts';
import { changeHandlers } from './decideChange.ts';
import { drillHandlers } from './decideDrill.ts';
import { dutyHandlers } from './decideDuty.ts';
import { groupingHandlers } from './decideGrouping.ts';
import { handoffHandlers } from './decideHandoff.ts';
import { noticeHandlers } from './decideNotice.ts';
import { silenceHandlers } from './decideSilence.ts';
import { rotaHandlers } from './decideRota.ts';
import { signatureHandlers } from './decideSignature.ts';
import { runHandlers } from './decideRun.ts';
import { runbookHandlers } from './decideRunbook.ts';
import type { DeskEvent } from './events.ts';
import { evolve, type DeskState } from './evolve.ts';
import { afterResolve } from './folding.ts';
import {
  clock,
  personKnown,
  notBelowSymptoms,
  severityKnown,
  withIncident,
  withOpen,
  type Context,
  type Decision,
  type Handler,
  type Handlers,
} from './handler.ts';
import { calledBy, procedureFor, runbooksFor, severityAtOnce } from './procedures.ts';
import { noFacts, type HandoffFacts } from './handoffRules.ts';
import { servicesKnown, type DeskRules } from './rules.ts';

/** A command, who gave it, and when it reached the desk. */
export interface Order {
  readonly command: Command;
  readonly person: string;
  readonly now: Instant;
  /** The giver's role; the least that may act where it is not said. */
  readonly role?: Role;
  /** The alerts that are known, by id; none where it is not said. */
  readonly alertOf?: Context['alertOf'];
  /** What is known of handoffs at this instant; nothing where it is not said. */
  readonly handoff?: HandoffFacts;
}

const handlers: Handlers<CommandName> = {
  ...changeHandlers,
  ...dutyHandlers,
  ...groupingHandlers,
  ...noticeHandlers,
  ...silenceHandlers,
  ...runHandlers,
  ...rotaHandlers,
  ...handoffHandlers,
  ...signatureHandlers,
  ...runbookHandlers,
  ...drillHandlers,

  'incident.acknowledge': ({ incident: id }, context) =>
    withOpen(context, id, (incident) => {
      if (incident.acknowledged !== undefined) {
        const { by, at } = incident.acknowledged;
        return err(`${id} was acknowledged by ${by} at ${clock(at)} UTC; assign it to take it over.`);
      }
      const acknowledged: DeskEvent = { ...context.base, type: 'incident.acknowledged', incident: id };
      if (incident.assignee !== undefined) return ok([acknowledged]);
      return ok([
        acknowledged,
        { ...context.base, type: 'incident.assigned', incident: id, assignee: context.person },
      ]);
    }),

  'incident.assign': ({ incident: id, assignee: wanted }, context) =>
    withOpen(context, id, (incident) => {
      // Oneself is always known.
      const known = wanted === context.person ? ok({ name: wanted }) : personKnown(context, wanted);
      if (!known.ok) return known;
      const assignee = known.value.name;
      if (incident.assignee === assignee) return err(`${id} is with ${assignee} already.`);
      return ok([{ ...context.base, type: 'incident.assigned', incident: id, assignee }]);
    }),

  'incident.note': ({ incident: id, text }, context) =>
    withIncident(context, id, () => ok([{ ...context.base, type: 'incident.noted', incident: id, text }])),

  'incident.resolve': ({ incident: id, note }, context) =>
    withOpen(context, id, () => {
      const resolved = { ...context.base, type: 'incident.resolved', incident: id, note } as const;
      const after = evolve(context.state, resolved);
      return ok([resolved, ...afterResolve(after, context.rules, resolved)]);
    }),

  'incident.reopen': ({ incident: id, reason }, context) =>
    withIncident(context, id, (incident) => {
      if (incident.status !== 'resolved') return err(`${id} is open already; add a note to it.`);
      const { mergedInto } = incident;
      if (mergedInto !== undefined)
        return err(`${id} was merged into ${mergedInto}; split what should stand alone from there.`);
      const other = context.state.openByCause.get(incident.cause);
      if (other !== undefined) return err(`${other} is open for the same cause; add a note there.`);
      return ok([{ ...context.base, type: 'incident.reopened', incident: id, reason }]);
    }),

  'incident.declare': ({ title, severity: wanted, service, category, text }, context) => {
    const known = severityKnown(context, wanted);
    if (!known.ok) return known;
    if (category !== undefined && !context.rules.categories.some((each) => each.id === category)) {
      const choices = context.rules.categories.map((each) => each.id).join(', ');
      return err(`The policy has no category "${category}"; choose ${choices}.`);
    }
    const severity = severityAtOnce(context.rules, category, wanted);
    const procedure = procedureFor(context.rules, category);
    const services = servicesKnown(context.rules, service === undefined ? [] : [service]);
    if (!services.ok) return services;
    const held = service === undefined ? undefined : context.rules.services.get(service);
    const id = `INC-${context.state.nextNumber}`;
    const opened: DeskEvent = {
      ...context.base,
      type: 'incident.opened',
      incident: id,
      title,
      severity,
      category,
      service,
      cause: `declared:${id}`,
      firstSignalAt: context.base.at,
      text:
        severity === wanted
          ? `Declared ${severity} by ${context.person}`
          : `Declared ${wanted} by ${context.person}, ${severity} at once by ${procedure?.name ?? 'the policy'}`,
      alerts: [],
      runbooks: runbooksFor(context.rules, category, held?.runbooks ?? []),
      ...calledBy(context.rules, category),
      declaredBy: context.person,
    };
    return ok(
      text === undefined
        ? [opened]
        : [opened, { ...context.base, type: 'incident.noted', incident: id, text }],
    );
  },

  'incident.reclassify': ({ incident: id, severity, reason }, context) =>
    withOpen(context, id, (incident) => {
      const known = severityKnown(context, severity);
      if (!known.ok) return known;
      if (incident.severity === severity) return err(`${id} is ${severity} already.`);
      const kept = notBelowSymptoms(context, id, severity);
      if (!kept.ok) return kept;
      return ok([
        {
          ...context.base,
          type: 'incident.reclassified',
          incident: id,
          from: incident.severity,
          to: severity,
          reason,
        },
      ]);
    }),
};

/** What a command does to the desk, or why it is refused. Pure. */
export function decideCommand(
  state: DeskState,
  rules: DeskRules,
  { command, person, now, role = 'operator', alertOf = () => undefined, handoff = noFacts }: Order,
): Decision {
  const base = { at: now, by: { kind: 'person', name: person } } as const;
  // The handler of a name takes that name's parameters; TypeScript can't follow that through the table.
  const handler = handlers[command.name] as Handler<CommandName>;
  return handler(command.params, { state, rules, person, base, role, alertOf, handoff });
}
