import type { Command, CommandName, CommandParams } from '../../shared/feed/commands.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { DeskEvent } from './events.ts';
import type { DeskState } from './evolve.ts';
import type { DeskRules } from './rules.ts';

/** A command, who gave it, and when it reached the desk. */
export interface Order {
  readonly command: Command;
  readonly person: string;
  readonly now: Instant;
}

interface Context {
  readonly state: DeskState;
  readonly rules: DeskRules;
  readonly person: string;
  readonly base: { readonly at: Instant; readonly by: { readonly kind: 'person'; readonly name: string } };
}

/** Events, or one sentence that says why not and what to do. */
type Decision = Result<readonly DeskEvent[]>;
type Handler<Name extends CommandName> = (params: CommandParams<Name>, context: Context) => Decision;

const handlers: { readonly [Name in CommandName]: Handler<Name> } = {
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
      const assignee = personNamed(context, wanted);
      if (!assignee.ok) return assignee;
      if (incident.assignee === assignee.value) return err(`${id} is with ${assignee.value} already.`);
      return ok([{ ...context.base, type: 'incident.assigned', incident: id, assignee: assignee.value }]);
    }),

  'incident.note': ({ incident: id, text }, context) =>
    withIncident(context, id, () => ok([{ ...context.base, type: 'incident.noted', incident: id, text }])),

  'incident.resolve': ({ incident: id, note }, context) =>
    withOpen(context, id, () => ok([{ ...context.base, type: 'incident.resolved', incident: id, note }])),

  'incident.reopen': ({ incident: id, reason }, context) =>
    withIncident(context, id, (incident) => {
      if (incident.status !== 'resolved') return err(`${id} is open already; add a note to it.`);
      const other = context.state.openByCause[incident.cause];
      if (other !== undefined) return err(`${other} is open for the same cause; add a note there.`);
      return ok([{ ...context.base, type: 'incident.reopened', incident: id, reason }]);
    }),

  'incident.declare': ({ title, severity, service, text }, context) => {
    const known = severityKnown(context, severity);
    if (!known.ok) return known;
    const held = service === undefined ? undefined : context.rules.services.get(service);
    if (service !== undefined && held === undefined) {
      return err(
        `The policy has no service "${service}"; it has ${[...context.rules.services.keys()].join(', ')}.`,
      );
    }
    const id = `INC-${context.state.nextNumber}`;
    const opened: DeskEvent = {
      ...context.base,
      type: 'incident.opened',
      incident: id,
      title,
      severity,
      service,
      cause: `declared:${id}`,
      firstSignalAt: context.base.at,
      text: `Declared ${severity} by ${context.person}`,
      alerts: [],
      runbooks: [...(held?.runbooks ?? [])],
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
export function decideCommand(state: DeskState, rules: DeskRules, { command, person, now }: Order): Decision {
  const base = { at: now, by: { kind: 'person', name: person } } as const;
  // The handler of a name takes that name's parameters; TypeScript can't follow that through the table.
  const handler = handlers[command.name] as Handler<CommandName>;
  return handler(command.params, { state, rules, person, base });
}

function withIncident(context: Context, id: string, decide: (incident: Incident) => Decision): Decision {
  const incident = context.state.incidents[id];
  if (incident === undefined) return err(`This desk has no incident ${id}; look for it in the queue.`);
  return decide(incident);
}

function withOpen(context: Context, id: string, decide: (incident: Incident) => Decision): Decision {
  return withIncident(context, id, (incident) => {
    const { resolved } = incident;
    if (resolved === undefined) return decide(incident);
    return err(`${id} was resolved by ${resolved.by} at ${clock(resolved.at)} UTC; reopen it first.`);
  });
}

/** A person by id or name; oneself is always known. */
function personNamed({ rules, person }: Context, wanted: string): Result<string> {
  if (wanted === person) return ok(person);
  const found = rules.persons.find(
    ({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase(),
  );
  if (found !== undefined) return ok(found.name);
  const like = rules.persons.filter(({ name }) =>
    name.toLowerCase().includes(wanted.toLowerCase().slice(0, 4)),
  );
  const hint = like.length === 0 ? '' : ` Did you mean ${like.map(({ name }) => name).join(' or ')}?`;
  return err(`The policy has nobody named "${wanted}".${hint}`);
}

function severityKnown({ rules }: Context, severity: string): Result<string> {
  if (rules.severities.some(({ id }) => id === severity)) return ok(severity);
  return err(
    `There is no severity "${severity}"; choose ${rules.severities.map(({ id }) => id).join(', ')}.`,
  );
}

const clock = (at: Instant): string => new Date(at).toISOString().slice(11, 19);
