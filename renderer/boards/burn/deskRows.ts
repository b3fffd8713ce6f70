import type { Objective } from '../../../shared/model/objective.ts';
import type { Telemetry } from '../../../shared/model/telemetry.ts';
import { hasBudget } from '../../../shared/rules/objectiveOrder.ts';
import { boundRow } from './boundRow.ts';
import { objectiveRow, type ObjectiveRow, type RowSource } from './objectiveRow.ts';

/** An objective and its row. */
export interface DeskRow {
  readonly objective: Objective;
  readonly row: ObjectiveRow;
}

/** All rows of a desk, of objectives that are given worst first; those that only have a bound follow their like. */
export function deskRows(
  ordered: readonly Objective[],
  source: RowSource,
  telemetry: Readonly<Record<string, Telemetry>>,
): readonly DeskRow[] {
  const budgets = ordered
    .filter(hasBudget)
    .map((objective) => ({ objective, row: objectiveRow(objective, source) }));
  const bounds = ordered
    .filter((objective) => !hasBudget(objective))
    .map((objective) => ({ objective, row: boundRow(objective, source, telemetry) }));
  const loud = (rows: readonly DeskRow[]): readonly DeskRow[] => rows.filter(({ row }) => !row.isQuiet);
  const quiet = (rows: readonly DeskRow[]): readonly DeskRow[] => rows.filter(({ row }) => row.isQuiet);
  return [...loud(budgets), ...loud(bounds), ...quiet(budgets), ...quiet(bounds)];
}
