import type { CommandName, CommandParams } from '../../shared/feed/commands.ts';
import type { Role } from '../../shared/feed/roles.ts';
import type { Alert } from '../../shared/model/alert.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { DeskEvent } from './events.ts';
import type { DeskState } from './evolve.ts';
import { symptomsOf } from './symptoms.ts';
import { rankOf, type DeskRules } from './rules.ts';
import type { HandoffFacts } from './handoffRules.ts';

/** What a command is decided by. */
export interface Context {
  readonly state: DeskState;
  readonly rules: DeskRules;
  readonly person: string;
  readonly role: Role;
  /** An alert as the gateway holds it. */
  readonly alertOf: (id: string) => Alert | undefined;
  readonly handoff: HandoffFacts;
  readonly base: { readonly at: Instant; readonly by: { readonly kind: 'person'; readonly name: string } };
}

/** Events, or one sentence that says why not and what to do. */
export type Decision = Result<readonly DeskEvent[]>;
export type Handler<Name extends CommandName> = (params: CommandParams<Name>, context: Context) => Decision;
/** A handler for each of these commands; one that is missing does not compile. */
export type Handlers<Names extends CommandName> = { readonly [Name in Names]: Handler<Name> };

/** `03:07:24`, UTC; the sentence says the zone. */
export const clock = (at: Instant): string => new Date(at).toISOString().slice(11, 19);

/** Decides on an incident, of whatever status. */
export function withIncident(
  context: Context,
  id: string,
  decide: (incident: Incident) => Decision,
): Decision {
  const incident = context.state.incidents.get(id);
  if (incident === undefined) return err(`This desk has no incident ${id}; look for it in the queue.`);
  return decide(incident);
}

/** Decides on an incident that is not resolved. */
export function withOpen(context: Context, id: string, decide: (incident: Incident) => Decision): Decision {
  return withIncident(context, id, (incident) => {
    const { resolved, mergedInto } = incident;
    if (resolved === undefined) return decide(incident);
    if (mergedInto !== undefined) {
      const when = `by ${resolved.by} at ${clock(resolved.at)} UTC`;
      return err(`${id} was merged into ${mergedInto} ${when}; act on ${mergedInto}.`);
    }
    return err(`${id} was resolved by ${resolved.by} at ${clock(resolved.at)} UTC; reopen it first.`);
  });
}

/** Refuses a severity that the policy does not have. */
export function severityKnown({ rules }: Context, severity: string): Result<string> {
  if (rules.severities.some(({ id }) => id === severity)) return ok(severity);
  return err(
    `There is no severity "${severity}"; choose ${rules.severities.map(({ id }) => id).join(', ')}.`,
  );
}

/** A person of the policy, by id or name. */
export function personKnown({ rules }: Context, wanted: string): Result<DeskRules['persons'][number]> {
  const found = rules.persons.find(
    ({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase(),
  );
  if (found !== undefined) return ok(found);
  const like = rules.persons.filter(({ name }) =>
    name.toLowerCase().includes(wanted.toLowerCase().slice(0, 4)),
  );
  const hint = like.length === 0 ? '' : ` Did you mean ${like.map(({ name }) => name).join(' or ')}?`;
  return err(`The policy has nobody named "${wanted}".${hint}`);
}

/** Refuses to make a cause less severe than what is folded under it: that would hide worse under lesser. */
export function notBelowSymptoms({ state, rules }: Context, id: string, severity: string): Result<string> {
  const worse = symptomsOf(state, id).find((held) => rankOf(rules, held.severity) < rankOf(rules, severity));
  if (worse === undefined) return ok(severity);
  const symptom = `${worse.id} is folded under ${id} and is ${worse.severity}`;
  return err(`${symptom}, so ${id} can't be ${severity}; reclassify ${worse.id} first.`);
}
