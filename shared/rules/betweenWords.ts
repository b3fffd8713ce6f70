import { flapsFrom, type Blind, type DeskBetween, type Passed } from '../model/between.ts';
import type { Instant } from '../model/instant.ts';
import { roughText, sentenceText, utcMinute } from './durations.ts';
import { dayText } from './objectiveWords.ts';

const dayMs = 86_400_000;
const several = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** `03:05` on the UTC day of `now`, else `20 Nov 03:05`; the caller writes the zone beside it. */
export const whenText = (at: Instant, now: Instant): string =>
  Math.floor(at / dayMs) === Math.floor(now / dayMs) ? utcMinute(at) : `${dayText(at)} ${utcMinute(at)}`;

/** `03:12 to 03:15`, `since 03:12`: UTC, the caller writes the zone. */
export function stretchText(from: Instant, to: Instant | undefined, now: Instant): string {
  if (to === undefined) return `since ${whenText(from, now)}`;
  const [began, ended] = [whenText(from, now), whenText(to, now)];
  return began === ended ? began : `${began} to ${ended}`;
}

/** A length in words: `40 s`, `42 min`, `2 h 8 min`. */
export function lengthText(ms: number): string {
  const value = Math.max(0, ms);
  return value < 3_600_000 ? roughText(value) : sentenceText(value);
}

/** What happened, in numbers: `3 opened, 2 closed, 1 flapped`; empty where nothing did. */
export function countsText(counts: DeskBetween['counts']): string {
  const { opened, acknowledged, escalated, reopened, resolved, flapped } = counts;
  const { alerts, services, silences, runs, changes } = counts;
  return textOf([
    [opened, `${opened} opened`],
    [acknowledged, `${acknowledged} acknowledged`],
    [escalated, `${escalated} escalated`],
    [reopened, `${reopened} reopened`],
    [resolved, `${resolved} closed`],
    [flapped, `${flapped} flapped`],
    [alerts, several(alerts, 'alert without an incident', 'alerts without an incident')],
    [services, several(services, 'change of state', 'changes of state')],
    [silences, several(silences, 'silence', 'silences')],
    [runs, several(runs, 'run', 'runs')],
    [changes, several(changes, 'planned change', 'planned changes')],
  ]);
}

/** The same in one short line: what became of incidents and what flapped, else all. */
export function briefText(counts: DeskBetween['counts']): string {
  const { opened, escalated, reopened, resolved, flapped } = counts;
  const brief = textOf([
    [opened, `${opened} opened`],
    [escalated, `${escalated} escalated`],
    [reopened, `${reopened} reopened`],
    [resolved, `${resolved} closed`],
    [flapped, `${flapped} flapped`],
  ]);
  return brief === '' ? countsText(counts) : brief;
}

const textOf = (parts: readonly (readonly [number, string])[]): string =>
  parts.flatMap(([count, text]) => (count > 0 ? [text] : [])).join(', ');

/** How often a thing came: `flapped 7 times`, `came twice`; empty where it came once or not at all. */
export function timesText({ times }: Pick<Passed, 'times'>): string {
  if (times >= flapsFrom) return `flapped ${times} times`;
  return times === 2 ? 'came twice' : '';
}

/** Of what nothing is known, and why, in one sentence without a full stop. */
export function blindText({ kind, name, from, to, problem }: Blind, now: Instant): string {
  const when = `${stretchText(from, to, now)} UTC`;
  const why = problem === undefined ? '' : `: ${problem.replace(/\.$/, '')}`;
  switch (kind) {
    case 'source':
      return `${name} was silent ${when}${why}`;
    case 'gateway':
      return `${name} did not run or had heard nothing yet, ${when}${why}`;
    case 'journal':
      return `The journal of ${name} took nothing ${when}${why}`;
    case 'records':
      return `${name}: not known ${when}${why}`;
  }
}

/** How long something could not be seen in all, times that overlap counted once, ms. */
function blindMs(blind: readonly Blind[], to: Instant): number {
  let [sum, seenTo] = [0, 0];
  for (const { from, to: ended = to } of [...blind].sort((one, other) => one.from - other.from)) {
    sum += Math.max(0, ended - Math.max(from, seenTo));
    seenTo = Math.max(seenTo, ended);
  }
  return sum;
}

/** `Not all is known: for 3 min not everything was seen`; undefined where all was. */
export const gapText = ({
  blind,
  from,
  to,
}: Pick<DeskBetween, 'blind' | 'from' | 'to'>): string | undefined => {
  if (blind.length === 0) return undefined;
  const within = blind.map((one) => ({
    ...one,
    from: Math.max(one.from, from),
    to: Math.min(one.to ?? to, to),
  }));
  return `Not all is known: for ${lengthText(blindMs(within, to))} not everything was seen`;
};
