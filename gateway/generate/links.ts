import type { CountedObjective } from '../../shared/policy/objectiveList.ts';
import type { Policy } from '../../shared/policy/index.ts';

/** The address of a runbook by its file name without `.md`; undefined where nobody said where runbooks are. */
export function runbookUrl(base: string | undefined, runbook: string | undefined): string | undefined {
  if (base === undefined || runbook === undefined) return undefined;
  return `${base.replace(/\/+$/, '')}/${encodeURIComponent(runbook)}`;
}

/** The runbook of an objective: its own, or else the first of its service. */
export function runbookOf(
  { objective, services }: CountedObjective,
  { estate }: Pick<Policy, 'estate'>,
): string | undefined {
  return objective.runbook ?? estate.services.find(({ id }) => id === services[0])?.runbooks[0];
}

/** Where the figures of the objective live, as an annotation where there is an address. */
export const runbookAnnotation = (url: string | undefined): Readonly<Record<string, string>> =>
  url === undefined ? {} : { runbook_url: url };
