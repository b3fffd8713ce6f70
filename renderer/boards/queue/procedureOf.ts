import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Incident } from '../../../shared/model/incident.ts';

/** A team of a procedure, with who it is and how it is told. */
export interface ProcedureTeam {
  /** Absent for a team that the policy no longer has. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly people: readonly string[];
  readonly channels: readonly string[];
}

/** What the policy wants done for an incident of this category. */
export interface ShownProcedure {
  readonly name: string;
  readonly does: string;
  readonly steps: readonly string[];
  readonly teams: readonly ProcedureTeam[];
}

/** The procedure that an incident was opened with, or that its category has; undefined where there is none. */
export function procedureOf(
  { procedure: called, category }: Pick<Incident, 'procedure' | 'category'>,
  { procedures = [], teams = [] }: Pick<DeskInfo, 'procedures' | 'teams'>,
): ShownProcedure | undefined {
  const found = procedures.find(({ id, categories }) =>
    called === undefined ? category !== undefined && categories.includes(category) : id === called.id,
  );
  if (found !== undefined) {
    return { ...found, teams: teams.filter(({ id }) => found.teams.includes(id)) };
  }
  if (called === undefined) return undefined;
  // The policy has it no more; who was to be told stays true.
  return {
    name: called.name,
    does: 'No longer in the policy',
    steps: [],
    teams: called.teams.map((name) => ({ name, people: [], channels: [] })),
  };
}
