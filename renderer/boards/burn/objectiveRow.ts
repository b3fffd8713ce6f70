import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Objective } from '../../../shared/model/objective.ts';
import type { Service, ServiceState } from '../../../shared/model/service.ts';
import { utcMinute } from '../../../shared/rules/durations.ts';
import { burnText, leftText, promiseText, usedText } from '../../../shared/rules/objectiveFigures.ts';
import {
  isQuiet,
  leftOf,
  ownBudget,
  standingOf,
  type Standing,
} from '../../../shared/rules/objectiveOrder.ts';
import { statementOf } from '../../../shared/rules/objectiveWords.ts';

/** Burn over one long window of the policy's pairs. */
export interface BurnCell {
  readonly text: string;
  /** Above its factor. */
  readonly isHot: boolean;
}

/** What a row says about an objective at one instant. */
export interface ObjectiveRow {
  readonly id: string;
  /** The state whose shape and colour it takes. */
  readonly state: ServiceState;
  readonly standing: Standing;
  readonly name: string;
  /** "Critical 99.95 %". */
  readonly promise: string;
  /** "22.0/21.6 min". */
  readonly used: string;
  /** How it stands, in a word or two: "burning", "bound only". */
  readonly word: string;
  /** True where it needs nobody, as last known. */
  readonly isQuiet: boolean;
  /** Per cent left; `?` while unknown, `—` where there is nothing to judge by. */
  readonly left: string;
  /** Of `left`. */
  readonly unit: string;
  /** 0 to 1; absent while unknown. */
  readonly bar?: number | undefined;
  readonly statement: string;
  readonly burns: readonly BurnCell[];
}

/** What rows are made from, besides their objectives. */
export interface RowSource {
  readonly services: Readonly<Record<string, Service>>;
  readonly tiers: Readonly<DeskInfo['tiers']>;
  readonly shiftEndsAt?: number | undefined;
  readonly now: number;
  /** False while the feed is lost: nothing is current. */
  readonly live: boolean;
  /** Long windows of the policy's pairs, ms. */
  readonly windows: readonly number[];
}

const stateOf: Readonly<Record<Standing, ServiceState>> = {
  spent: 'down',
  critical: 'degraded',
  burning: 'degraded',
  recovering: 'degraded',
  unknown: 'unknown',
  idle: 'operational',
  holding: 'operational',
};

/** A row's words and figures. Without a live feed all is unknown, with what was last known. */
export function objectiveRow(objective: Objective, source: RowSource): ObjectiveRow {
  const { live, now, shiftEndsAt, tiers, windows } = source;
  const standing = standingOf(objective);
  const budget = ownBudget(objective);
  const isKnown = live && standing !== 'unknown';
  const left = leftOf(objective);
  return {
    id: objective.id,
    state: live ? stateOf[standing] : 'unknown',
    standing,
    name: rowName(objective, source.services),
    promise: promiseText(objective, tiers.find(({ id }) => id === objective.tier)?.name),
    used: budget === undefined ? '' : usedText(budget, isKnown),
    word: standing,
    isQuiet: isQuiet(standing),
    unit: isKnown && left === undefined ? '' : '%',
    left: !isKnown ? '?' : left === undefined ? '—' : leftText(Math.max(0, left)),
    bar: isKnown && left !== undefined ? Math.min(1, Math.max(0, left)) : undefined,
    statement: live ? statementOf(objective, { now, shiftEndsAt }) : lastKnownText(objective),
    burns: windows.map((windowMs) => burnCell(objective, windowMs, isKnown)),
  };
}

/** The service's name for its availability, else with what is promised of it: "Redis · Cache hit rate". */
export function rowName(objective: Objective, services: RowSource['services']): string {
  const [first, ...others] = objective.services;
  if (first === undefined || others.length > 0) return objective.name;
  const service = services[first]?.name ?? first;
  return objective.kind === 'availability' ? service : `${service} · ${objective.name}`;
}

/** The long windows of all pairs, shortest first. */
export function longWindows(objectives: readonly Objective[]): readonly number[] {
  const all = objectives.flatMap(({ pairs }) => pairs.map(({ longMs }) => longMs));
  return [...new Set(all)].sort((one, other) => one - other);
}

function burnCell({ burns, pairs }: Objective, windowMs: number, isKnown: boolean): BurnCell {
  const rate = isKnown ? burns.find((burn) => burn.windowMs === windowMs)?.rate : undefined;
  const factor = pairs.find(({ longMs }) => longMs === windowMs)?.factor;
  return { text: burnText(rate), isHot: rate !== undefined && factor !== undefined && rate > factor };
}

function lastKnownText(objective: Objective): string {
  const left = leftOf(objective);
  if (left === undefined || objective.asOf === undefined) return `Last known: ${standingOf(objective)}`;
  return `Last known: ${leftText(Math.max(0, left))} % at ${utcMinute(objective.asOf)} UTC`;
}
