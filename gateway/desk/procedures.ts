import type { Incident } from '../../shared/model/incident.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { listed } from '../../shared/rules/listed.ts';

/** What the policy wants done at once for incidents of some categories. */
export interface DeskProcedure {
  readonly id: string;
  readonly name: string;
  /** The severity that such an incident has at once, or a worse one; without it, whoever opens it decides. */
  readonly severity?: string | undefined;
  readonly categories: readonly string[];
  /** Who is told, and through which channels of their own. */
  readonly teams: readonly { readonly name: string; readonly channels: readonly string[] }[];
  readonly runbook?: string | undefined;
}

/** The procedures of a policy, each with its teams by name. */
export const proceduresOf = ({
  compliance,
  escalation,
}: Pick<Policy, 'compliance' | 'escalation'>): readonly DeskProcedure[] =>
  compliance.procedures.map(({ id, name, severity, categories, notify, runbook }) => ({
    id,
    name,
    severity,
    categories,
    runbook,
    teams: notify.flatMap((team) => escalation.responseTeams.filter((known) => known.id === team)),
  }));

interface ProcedureRules {
  readonly severities: readonly { readonly id: string; readonly rank: number }[];
  readonly procedures: readonly DeskProcedure[];
}

/** The first procedure for a category; undefined where the policy has none. */
export const procedureFor = (
  { procedures }: Pick<ProcedureRules, 'procedures'>,
  category: string | undefined,
): DeskProcedure | undefined =>
  category === undefined ? undefined : procedures.find(({ categories }) => categories.includes(category));

/** The severity of what is of a category: its procedure's where that is worse than its own. */
export function severityAtOnce(rules: ProcedureRules, category: string | undefined, own: string): string {
  const wanted = procedureFor(rules, category)?.severity;
  if (wanted === undefined) return own;
  const rank = (id: string): number => rules.severities.find((known) => known.id === id)?.rank ?? Infinity;
  return rank(wanted) < rank(own) ? wanted : own;
}

/** What an incident's opening records of its procedure; nothing where its category has none. */
export function calledBy(
  rules: Pick<ProcedureRules, 'procedures'>,
  category: string | undefined,
): Pick<Incident, 'procedure'> {
  const found = procedureFor(rules, category);
  if (found === undefined) return {};
  return { procedure: { id: found.id, name: found.name, teams: found.teams.map(({ name }) => name) } };
}

/** Runbooks of a service, the one of the procedure first. */
export function runbooksFor(
  rules: Pick<ProcedureRules, 'procedures'>,
  category: string | undefined,
  own: readonly string[],
): string[] {
  const first = procedureFor(rules, category)?.runbook;
  return first === undefined ? [...own] : [first, ...own.filter((runbook) => runbook !== first)];
}

/** A procedure that was called for, in one line: `Privacy Violation: tell Security Operations and Legal Team`. */
export function calledText({ name, teams }: NonNullable<Incident['procedure']>): string {
  return teams.length === 0 ? `Procedure ${name}` : `Procedure ${name}: tell ${listed(teams)}`;
}
