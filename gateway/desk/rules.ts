import type { Incident } from '../../shared/model/incident.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { RotaOverride } from '../../shared/model/rota.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { countedObjectives } from '../../shared/policy/objectiveList.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { Duties } from '../../shared/rules/clocks.ts';
import type { RotaList } from '../../shared/rules/rotaBook.ts';
import { dutiesOf, holderOf, rotaListsOf } from '../duty.ts';
import { burnCause, isWrongHash } from './signal.ts';
import { proceduresOf, type DeskProcedure } from './procedures.ts';
import { handoffRulesOf, type HandoffRules } from './handoffRules.ts';

/** What the desk takes from the policy. */
export interface DeskRules {
  /** Severities with their ranks (0 is the worst) and times. */
  readonly severities: readonly {
    readonly id: string;
    readonly rank: number;
    readonly responseMs: number;
    readonly rtoMs: number;
  }[];
  readonly duties: Duties['duties'];
  /** The ladder of each severity; roles by their names. */
  readonly escalation: readonly {
    readonly severity: string;
    readonly stopsOn: 'acknowledged' | 'resolved';
    readonly steps: readonly { readonly afterMs: number; readonly role: string }[];
  }[];
  /** Who holds a role (by its name) for an incident at an instant; undefined where nobody does. */
  readonly holderOf: (
    role: string,
    incident: Pick<Incident, 'assignee'>,
    now: Instant,
    /** Who stands in on the rota, in the order of their proposal. */
    overrides?: readonly RotaOverride[],
  ) => string | undefined;
  /** The lists of the rota as they stand; a calendar may change them. */
  readonly rotaLists: () => readonly RotaList[];
  /** Who approves a stand-in: names of persons for certain, and names of roles whose holder does. */
  readonly rotaApprovers: {
    readonly titles: readonly string[];
    readonly persons: readonly string[];
    readonly roles: readonly string[];
  };
  readonly persons: readonly { readonly id: string; readonly name: string }[];
  readonly changeCategories: readonly { readonly id: string; readonly name: string }[];
  readonly services: ReadonlyMap<
    string,
    {
      readonly name: string;
      readonly runbooks: readonly string[];
      /** Ids of the services that it can't work without. */
      readonly dependsOn: readonly string[];
    }
  >;
  /** `incidents.foldWithin` */
  readonly foldWithinMs: number;
  /** Whether an incident always stands by itself: of compliance, or of a wrong constitutional hash. */
  readonly standsAlone: (incident: Pick<Incident, 'cause' | 'category'>) => boolean;
  readonly channels: readonly { readonly id: string; readonly name: string }[];
  readonly categories: readonly { readonly id: string; readonly name: string }[];
  readonly procedures: readonly DeskProcedure[];
  /** Ids of the channels that updates of the stakeholders go to; absent where the policy names none. */
  readonly updateChannels?: readonly string[] | undefined;
  /** Ids of the sources that keep silences. */
  readonly silencers: readonly string[];
  readonly handoff: HandoffRules;
}

/** The desk's part of a policy. */
export const deskRulesOf = (
  policy: Policy,
  rotaLists: DeskRules['rotaLists'] = () => rotaListsOf(policy),
): DeskRules => ({
  severities: policy.severities.map(({ id, rank, response, rto }) => ({
    id,
    rank,
    responseMs: response,
    rtoMs: rto,
  })),
  duties: dutiesOf(policy),
  escalation: policy.escalation.matrix.map(({ severity, stopsOn, steps }) => ({
    severity,
    stopsOn,
    steps: steps.flatMap(({ after, role: roleId }) => {
      const role = policy.escalation.roles.find(({ id }) => id === roleId);
      return role === undefined ? [] : [{ afterMs: after, role: role.name }];
    }),
  })),
  holderOf: (name, { assignee }, now, overrides = []) => {
    const role = policy.escalation.roles.find((known) => known.name === name);
    const book = { lists: rotaLists(), overrides };
    return role === undefined ? undefined : holderOf(policy, role, assignee, now, book);
  },
  rotaLists,
  rotaApprovers: rotaApproversOf(policy),
  persons: policy.people.persons.map(({ id, name }) => ({ id, name })),
  changeCategories: policy.changes.categories.map(({ id, name }) => ({ id, name })),
  services: new Map(
    policy.estate.services.map(({ id, name, runbooks, dependsOn }) => [id, { name, runbooks, dependsOn }]),
  ),
  foldWithinMs: policy.incidents.foldWithin,
  standsAlone: standsAloneIn(policy),
  channels: policy.channels.map(({ id, name }) => ({ id, name })),
  categories: policy.categories.map(({ id, name }) => ({ id, name })),
  procedures: proceduresOf(policy),
  updateChannels: policy.incidents.updates?.channels,
  silencers: policy.sources.flatMap(({ id, kind }) => (kind === 'alertmanager' ? [id] : [])),
  handoff: handoffRulesOf(policy),
});

function rotaApproversOf({ rota, people, escalation }: Policy): DeskRules['rotaApprovers'] {
  const { titles, roles } = rota.approvers;
  return {
    titles: people.titles.flatMap(({ id, name }) => (titles.includes(id) ? [name] : [])),
    persons: people.persons.flatMap(({ title, name }) => (titles.includes(title ?? '') ? [name] : [])),
    roles: escalation.roles.flatMap(({ id, name }) => (roles.includes(id) ? [name] : [])),
  };
}

function standsAloneIn(policy: Policy): DeskRules['standsAlone'] {
  const burns = new Set(
    countedObjectives(policy)
      .filter(({ objective }) => objective.kind === 'compliance')
      .map(({ id }) => burnCause(id)),
  );
  return ({ cause, category }) => category === 'compliance' || isWrongHash(cause) || burns.has(cause);
}

/** Severity ids and ranks; 0 is the worst. */
export interface Ranks {
  readonly severities: readonly { readonly id: string; readonly rank: number }[];
}

/** Rank of a severity; one that the policy does not know ranks after all others. */
export const rankOf = (rules: Ranks, severity: string): number =>
  rules.severities.find(({ id }) => id === severity)?.rank ?? Number.MAX_SAFE_INTEGER;

/** Services by their ids, each once; refuses one that the policy does not have. */
export function servicesKnown({ services }: DeskRules, ids: readonly string[]): Result<readonly string[]> {
  const unknown = ids.find((id) => !services.has(id));
  if (unknown === undefined) return ok([...new Set(ids)]);
  return err(`The policy has no service "${unknown}"; it has ${[...services.keys()].join(', ')}.`);
}
