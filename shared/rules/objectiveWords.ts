import { assertNever } from '../assertNever.ts';
import type { Instant } from '../model/instant.ts';
import type { BurnPair, Objective } from '../model/objective.ts';
import { utcMinute } from './durations.ts';
import {
  badTimeText,
  badTimeUnit,
  burnText,
  countText,
  leftText,
  restsOnText,
  shareText,
  windowText,
} from './objectiveFigures.ts';
import { leftOf, ownBudget, standingOf } from './objectiveOrder.ts';

const dayMs = 86_400_000;

/** What words about time are measured against. */
export interface WordsAt {
  readonly now: Instant;
  /** End of the shift on duty; absent where no shift is. */
  readonly shiftEndsAt?: Instant | undefined;
}

const dayOf = (at: Instant): number => Math.floor(at / dayMs);

/** `20 Nov`, UTC. */
export const dayText = (at: Instant): string =>
  new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** `at 03:16 UTC` on the day of `now`, else `on 18 Nov`. */
const whenText = (at: Instant, now: Instant): string =>
  dayOf(at) === dayOf(now) ? `at ${utcMinute(at)} UTC` : `on ${dayText(at)}`;

/** `since 03:14 UTC` on the day of `now`, else `since 18 Nov`. */
export const sinceText = (at: Instant, now: Instant): string =>
  `since ${dayOf(at) === dayOf(now) ? `${utcMinute(at)} UTC` : dayText(at)}`;

/** One line on how an objective stands, in words: "Gone at 04:20 UTC, before shift end". */
export function statementOf(objective: Objective, at: WordsAt): string {
  const { since, exhaustedAt } = objective;
  const left = leftOf(objective);
  const standing = standingOf(objective);
  switch (standing) {
    case 'unknown': {
      const was = left === undefined ? '' : `, was ${leftText(Math.max(0, left))} %`;
      return `Unknown ${sinceText(since, at.now)}${was}`;
    }
    case 'spent':
      return spentText(objective, at);
    case 'critical':
    case 'burning':
      return exhaustedAt === undefined ? `Burning ${sinceText(since, at.now)}` : goneText(exhaustedAt, at);
    case 'recovering':
      return `Recovering ${sinceText(since, at.now)}`;
    case 'idle':
      return idleText(objective);
    case 'holding':
      return holdingText(objective, at);
    default:
      return assertNever(standing);
  }
}

function spentText(objective: Objective, { now }: WordsAt): string {
  const budget = ownBudget(objective);
  const spentAt = budget?.spentAt;
  const spent = spentAt === undefined ? 'Spent' : `Spent ${whenText(spentAt, now)}`;
  if (budget === undefined || budget.usedMs <= budget.allowedMs) return spent;
  if (budget.allowedMs <= 0) return `${spent}, none is allowed`;
  const overMs = budget.usedMs - budget.allowedMs;
  return `${spent}, over by ${badTimeText(overMs, badTimeUnit(budget.allowedMs))}`;
}

function goneText(at: Instant, { now, shiftEndsAt }: WordsAt): string {
  if (at <= now) return 'Gone about now at this rate';
  if (at - now >= dayMs) return `Gone on ${dayText(at)} at this rate`;
  const day = dayOf(at) === dayOf(now) ? '' : ' tomorrow';
  const shift = shiftEndsAt === undefined ? '' : `, ${at <= shiftEndsAt ? 'before' : 'after'} shift end`;
  return `Gone at ${utcMinute(at)} UTC${day}${shift}`;
}

function idleText(objective: Objective): string {
  if (objective.target === undefined) return 'Judged by its figure alone';
  const what = objective.counts === 'events' ? 'No traffic' : 'No data';
  const own = ownBudget(objective);
  const longestMs = Math.max(0, ...objective.burns.map(({ windowMs }) => windowMs));
  const isIdleInOwn = own === undefined || own.left === undefined;
  if (isIdleInOwn && own?.window.kind === 'month') return `${what} this month, nothing to judge`;
  const ms = isIdleInOwn && own?.window.kind === 'rolling' ? own.window.lengthMs : longestMs;
  return ms > 0 ? `${what} in ${windowText(ms)}, nothing to judge` : `${what}, nothing to judge`;
}

function holdingText(objective: Objective, { now }: WordsAt): string {
  const budget = ownBudget(objective);
  if (budget === undefined) return 'Not measured yet';
  const rests = restsOnText(budget, now);
  if (rests !== undefined) return `Rests on ${rests}`;
  return budget.window.kind === 'month' ? 'Lasts the month' : 'Lasts the window';
}

/** The pair that explains how an objective stands: the fastest that burns, else the fastest. */
export function explainedPair({ pairs }: Objective): BurnPair | undefined {
  const byFactor = pairs.toSorted((one, other) => other.factor - one.factor);
  return byFactor.find(({ burning }) => burning) ?? byFactor[0];
}

/** Which two numbers made a burn rate: "Burn 61.2× over 1 h: 3.06 % of 12,430 events were bad; the target allows 0.05 %." */
export function explanationOf(objective: Objective, windowMs: number): string {
  const burn = objective.burns.find((one) => one.windowMs === windowMs);
  const what = objective.counts === 'events' ? 'events' : 'slices of time';
  const over = windowText(windowMs);
  if (burn === undefined || objective.target === undefined) return `No burn is counted over ${over}.`;
  if (burn.rate === undefined || burn.total <= 0) return `No ${what} in ${over}: nothing to judge.`;
  const allowed = objective.target >= 1 ? 'none' : shareText(1 - objective.target);
  const bad =
    objective.target >= 1
      ? `${countText(burn.bad)} of ${countText(burn.total)} ${what}`
      : `${shareText(burn.bad / burn.total)} of ${countText(burn.total)} ${what}`;
  return `Burn ${burnText(burn.rate)} over ${over}: ${bad} were bad; the target allows ${allowed}.`;
}

/** A forecast as a range with its record: "78 to 86 % left on 1 Dec; held on 11 of 14 past days". */
export function forecastText({ forecast }: Objective): string | undefined {
  if (forecast === undefined) return undefined;
  const { at, low, high, triedDays, heldDays } = forecast;
  const record =
    triedDays === 0 ? 'not yet tried on past days' : `held on ${heldDays} of ${triedDays} past days`;
  const day = dayText(at);
  if (high <= 0) return `Spent by ${day}; ${record}`;
  const from = low <= 0 ? 'Nothing' : leftText(low);
  return `${from} to ${leftText(high)} % left on ${day}; ${record}`;
}
