import type { Objective } from '../../../shared/model/objective.ts';
import type { ServiceState } from '../../../shared/model/service.ts';
import type { Figure, Telemetry } from '../../../shared/model/telemetry.ts';
import { promiseText } from '../../../shared/rules/objectiveFigures.ts';
import { isOutside, valueText } from '../../selectors/figures.ts';
import { rowName, type ObjectiveRow, type RowSource } from './objectiveRow.ts';

/** A row of an objective that has no budget: its service's figure says how it does, and nothing else may. */
export function boundRow(
  objective: Objective,
  source: RowSource,
  telemetry: Readonly<Record<string, Telemetry>>,
): ObjectiveRow {
  const { live, services, tiers } = source;
  const figure = boundFigure(objective, telemetry);
  const isKnown = figure?.value !== undefined;
  const isOut = figure !== undefined && isOutside(figure);
  const state: ServiceState = !live || !isKnown ? 'unknown' : isOut ? 'degraded' : 'operational';
  const words = !isKnown ? 'Its figure is not known' : isOut ? 'Outside its bound' : 'Within its bound';
  const was = isKnown ? `Last known: ${valueText(figure)} ${figure.unit}` : words;
  return {
    id: objective.id,
    state,
    standing: isKnown ? 'idle' : 'unknown',
    word: isKnown ? 'bound only' : 'unknown',
    isQuiet: isKnown && !isOut,
    name: rowName(objective, services),
    promise: promiseText(objective, tiers.find(({ id }) => id === objective.tier)?.name),
    used: '',
    left: live && isKnown ? valueText(figure) : '?',
    unit: figure?.unit ?? '',
    statement: live ? words : was,
    burns: [],
  };
}

/** The figure that the objective names, of the service that is outside its bound if one is. */
function boundFigure(
  objective: Objective,
  telemetry: Readonly<Record<string, Telemetry>>,
): Figure | undefined {
  const figures = objective.services.flatMap((service) =>
    (telemetry[service]?.figures ?? []).filter(({ id }) => id === objective.figure),
  );
  return figures.find(isOutside) ?? figures.find(({ value }) => value === undefined) ?? figures[0];
}
