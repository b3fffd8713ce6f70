import type { Capacity, Objective } from '../../../shared/model/objective.ts';
import type { Service } from '../../../shared/model/service.ts';
import type { Figure, Telemetry } from '../../../shared/model/telemetry.ts';
import { capacityShort } from '../../selectors/capacityText.ts';
import { isOutside, valueText } from '../../selectors/figures.ts';

/** One performance target with the service that does worst. */
export interface PerformanceRow {
  readonly id: string;
  readonly name: string;
  /** "below 5 ms". */
  readonly line: string;
  /** "Auth Service", the worst of several; else what the next day may bring: "lowest in 24 h 1,180 to 1,320". */
  readonly note: string;
  readonly value: string;
  readonly unit: string;
  readonly state: 'degraded' | 'operational' | 'unknown';
}

interface PerformanceSource {
  readonly objectives: readonly Objective[];
  readonly telemetry: Readonly<Record<string, Telemetry>>;
  readonly services: Readonly<Record<string, Service>>;
  readonly live: boolean;
}

interface Measured {
  readonly service: string;
  readonly figure: Figure | undefined;
}

/**
 * One row for each of the policy's objectives that names a figure, those outside their target first. Two that judge
 * the same figure of the same services (an agreement and an objective) are one row.
 */
export function performanceRows(source: PerformanceSource): readonly PerformanceRow[] {
  const rows = new Map<string, Ranked>();
  for (const [id, parts] of byPolicyObjective(source.objectives)) {
    const services = [...new Set(parts.flatMap((part) => part.services))].sort();
    const [{ figure, name, statement }] = parts;
    const capacity = parts.find((part) => part.capacity !== undefined)?.capacity;
    const key = `${figure ?? ''} ${services.join(' ')}`;
    if (rows.has(key)) continue;
    const measured = services.map((service) => ({
      service,
      figure: source.telemetry[service]?.figures.find((one) => one.id === figure),
    }));
    rows.set(key, rowOf({ id, name, statement, capacity }, measured, source));
  }
  return [...rows.values()].sort((one, other) => one.rank - other.rank).map(({ row }) => row);
}

/** By what was measured last, so that a lost feed moves no row. */
interface Ranked {
  readonly rank: number;
  readonly row: PerformanceRow;
}

const rankOf = { degraded: 0, unknown: 1, operational: 2 } as const;

function byPolicyObjective(
  objectives: readonly Objective[],
): ReadonlyMap<string, readonly [Objective, ...Objective[]]> {
  const groups = new Map<string, [Objective, ...Objective[]]>();
  const inOrder = objectives
    .filter(({ figure }) => figure !== undefined)
    .sort((one, other) => one.agreement.localeCompare(other.agreement) || one.id.localeCompare(other.id));
  for (const objective of inOrder) {
    const group = groups.get(objective.objective);
    if (group === undefined) groups.set(objective.objective, [objective]);
    else group.push(objective);
  }
  return groups;
}

function rowOf(
  { id, name, statement, capacity }: Pick<Objective, 'id' | 'name' | 'statement' | 'capacity'>,
  measured: readonly Measured[],
  { services, live }: PerformanceSource,
): Ranked {
  const known = measured.filter(({ figure }) => figure?.value !== undefined);
  const worst = known.toSorted((one, other) => strainOf(other.figure) - strainOf(one.figure))[0];
  const figure = worst?.figure;
  const shown = figure ?? measured.find((one) => one.figure !== undefined)?.figure;
  const unknown = measured.length - known.length;
  const measuredState =
    figure !== undefined && isOutside(figure) ? 'degraded' : unknown > 0 ? 'unknown' : 'operational';
  const line = [
    shown === undefined ? (statement ?? '') : boundText(shown),
    ...(live || figure === undefined ? [] : [`was ${valueText(figure)}`]),
    ...(unknown > 0 && worst !== undefined ? [`${unknown} unknown`] : []),
  ];
  const isOfMany = measured.length > 1 && worst !== undefined;
  const outlook = live && isExpected(figure, capacity) ? capacityShort(capacity) : '';
  const row: PerformanceRow = {
    id,
    name,
    line: line.filter((part) => part !== '').join(' · '),
    note: isOfMany ? (services[worst.service]?.name ?? worst.service) : outlook,
    value: live && figure !== undefined ? valueText(figure) : '?',
    unit: shown?.unit ?? '',
    state: live ? measuredState : 'unknown',
  };
  return { rank: rankOf[measuredState], row };
}

/** Whether a range can still come true: a figure that is worse already makes it none. */
function isExpected(figure: Figure | undefined, capacity: Capacity | undefined): capacity is Capacity {
  const value = figure?.value;
  if (value === undefined || capacity === undefined) return false;
  return capacity.worst === 'lowest' ? value >= capacity.low : value <= capacity.high;
}

/** How near a figure is to its bound, or how far beyond: above 1 it is outside. */
function strainOf(figure: Figure | undefined): number {
  const { value, target } = figure ?? {};
  if (value === undefined || target === undefined) return 0;
  const below = target.below === undefined ? 0 : value / target.below;
  const above = target.above === undefined ? 0 : value <= 0 ? Infinity : target.above / value;
  return Math.max(below, above);
}

/** `below 5 ms`, `above 85 %`. */
function boundText({ target, unit }: Figure): string {
  const { below, above } = target ?? {};
  return [
    ...(below === undefined ? [] : [`below ${below} ${unit}`]),
    ...(above === undefined ? [] : [`above ${above} ${unit}`]),
  ].join(', ');
}
