import type { Outgoing } from '../../shared/bridge.ts';
import type { FeedState } from '../../shared/feed/reduce.ts';
import { sentenceText } from '../../shared/rules/durations.ts';
import { missedBetween } from '../../shared/rules/missed.ts';
import { isUnderWay } from './refusedActs.ts';

/** What a console missed while it had no feed; told once the feed is back. */
export interface Reunion {
  /** Gateway's time of the last frame before, and of the first state after. */
  readonly from: number;
  readonly to: number;
  readonly isDrill: boolean;
  readonly opened: number;
  readonly resolved: number;
  /** What opened meanwhile and is of the worst severity: `P0 INC-2050, Payments down`. */
  readonly worst: readonly string[];
  /** Ids of the acts that waited. */
  readonly acts: readonly string[];
}

/** The line is there for so long, ms. */
export const reunionShownMs = 60_000;

/** Compares the last state before with the first one after. */
export function reunionOf(
  before: FeedState,
  after: FeedState,
  outgoing: readonly Outgoing[],
  isDrill = false,
): Reunion {
  const { opened, resolved, worst } = missedBetween(before.entities, after.entities);
  return {
    from: before.at,
    to: after.at,
    isDrill,
    opened: opened.length,
    resolved: resolved.length,
    worst: worst.map(({ id, severity, title }) => `${severity} ${id}, ${title}`),
    acts: outgoing.filter(isUnderWay).map(({ id }) => id),
  };
}

/** `3 acts sent, 1 refused`; empty where none waited. */
export function actsText({ acts }: Pick<Reunion, 'acts'>, outgoing: readonly Outgoing[]): string {
  const now = new Map(outgoing.map((one) => [one.id, one]));
  const held = acts.flatMap((id) => now.get(id) ?? []);
  const refused = held.filter(({ state }) => state === 'refused' || state === 'failed').length;
  const waiting = held.filter(isUnderWay).length;
  // What is done leaves the list.
  const sent = acts.length - refused - waiting;
  const ofActs = [
    sent > 0 ? `${counted(sent, 'act')} sent` : '',
    refused > 0 ? `${sent > 0 ? refused : counted(refused, 'act')} refused` : '',
    waiting > 0 ? `${sent + refused > 0 ? waiting : counted(waiting, 'act')} under way` : '',
  ];
  return ofActs.filter(Boolean).join(', ');
}

/** `Feed back after 4 min 12 s: 3 acts sent, 1 refused; 2 incidents opened meanwhile.` */
export function reunionText(reunion: Reunion, outgoing: readonly Outgoing[]): string {
  const { from, to, isDrill, opened, resolved } = reunion;
  const ofIncidents = [
    opened > 0 ? `${counted(opened, 'incident')} opened` : '',
    resolved > 0 ? `${opened > 0 ? resolved : counted(resolved, 'incident')} resolved` : '',
  ];
  const parts = [actsText(reunion, outgoing), ofIncidents.filter(Boolean).join(', ')].filter(Boolean);
  const what = parts.length === 0 ? 'no incident opened' : parts.join('; ');
  const back = isDrill ? 'Drill over, feed back after' : 'Feed back after';
  return `${back} ${sentenceText(to - from)}: ${what}${/incident/.test(what) ? ' meanwhile' : ''}.`;
}

/** True where a loss lies in an absence, so that whoever was away missed all of it anyway. The press that ends an absence may come a moment before the feed. */
export const isWithin = (
  { from, to }: Pick<Reunion, 'from' | 'to'>,
  away: { readonly from: number; readonly to: number },
): boolean => from >= away.from - slackMs && to <= away.to + slackMs;

const slackMs = 60_000;

/** What an absence does not tell of a loss within it: `The feed was lost for 4 min 12 s of it: 3 acts sent.` */
export function lossInAbsence(reunion: Reunion, outgoing: readonly Outgoing[]): string {
  const acts = actsText(reunion, outgoing);
  const what = reunion.isDrill ? 'A drill cut the feed off' : 'The feed was lost';
  return `${what} for ${sentenceText(reunion.to - reunion.from)} of it${acts === '' ? '' : `: ${acts}`}.`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
