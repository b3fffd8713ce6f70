import { soundRanks, type SoundRank } from '../model/soundSettings.ts';
import type { Alarm } from './alarms.ts';
import { isHeld, type SoundHold } from './soundHolds.ts';
import { feedGapMs, type SoundSight } from './soundNow.ts';

/** More than this at once, as after a loss, are one notification. */
export const mostSingle = 3;

/** What the system is to tell: one incident, several in one, or the loss of the feed. */
export type NotificationSubject =
  | { readonly kind: 'incident'; readonly id: string }
  | { readonly kind: 'group'; readonly incidents: readonly string[]; readonly rank: number }
  | { readonly kind: 'feed' };

/** The name by which a notification replaces another, and is withdrawn. */
export const notificationTag = (subject: NotificationSubject): string =>
  subject.kind === 'incident' ? subject.id : subject.kind;

/** What was told so far. */
export interface NotificationState {
  /** Ranks of what waited when it was last looked at; undefined before the first time. */
  readonly known?: Readonly<Record<string, number>> | undefined;
  /** When a loss was last told of, ms. */
  readonly lossAt?: number | undefined;
  /** What stands at the system now, by tag. */
  readonly shown: Readonly<Record<string, NotificationSubject>>;
}

/** What is to be shown and withdrawn now. */
export interface NotificationOutcome {
  readonly state: NotificationState;
  readonly show: readonly NotificationSubject[];
  /** Tags of notifications. */
  readonly withdraw: readonly string[];
}

/**
 * What the system tells now: what is new, of `least` or worse, and not held back as a sound would be. In a flood, or
 * where several come at once, they are one. An incident that somebody acknowledged is withdrawn, wherever that was done.
 */
export function notificationsNow(
  before: NotificationState,
  sight: SoundSight,
  least: SoundRank | undefined,
  holds: readonly SoundHold[],
): NotificationOutcome {
  const isLive = sight.link === 'live';
  const known = isLive ? Object.fromEntries(sight.alarms.map(({ id, rank }) => [id, rank])) : before.known;
  const news = least === undefined ? [] : newsOf(before, sight, soundRanks.indexOf(least), holds);
  const { shown: told, show: asked } = grouped(before, news, sight.isFlood);
  const isTold = least !== undefined && mayTellLoss(before, sight, holds);
  const show: readonly NotificationSubject[] = isTold ? [...asked, { kind: 'feed' }] : asked;
  const waits = (id: string): boolean => !isLive || known?.[id] !== undefined;
  const stands = (subject: NotificationSubject): boolean => {
    if (least === undefined) return false;
    switch (subject.kind) {
      case 'incident':
        return waits(subject.id);
      case 'group':
        return subject.incidents.some(waits);
      case 'feed':
        return !isLive;
    }
  };
  const withdraw = Object.entries(before.shown).flatMap(([tag, subject]) => (stands(subject) ? [] : [tag]));
  const kept = Object.entries(before.shown).filter(([tag]) => !withdraw.includes(tag));
  const shown = Object.fromEntries([
    ...kept,
    ...[...told, ...show].map((subject) => [notificationTag(subject), subject] as const),
  ]);
  return { state: { known, shown, lossAt: isTold ? sight.now : before.lossAt }, show, withdraw };
}

/** A feed that comes and goes is told of no more often than it is heard of. */
function mayTellLoss(
  { shown, lossAt }: NotificationState,
  { link, now }: SoundSight,
  holds: readonly SoundHold[],
): boolean {
  if (link !== 'lost' || shown['feed'] !== undefined) return false;
  const isAgain = lossAt !== undefined && now >= lossAt && now - lossAt < feedGapMs;
  return !isAgain && !isHeld(holds, { isWorst: true, since: now });
}

type News = Pick<Alarm, 'id' | 'rank'>;

/** What came since it was last looked at, or became worse; at a start, only what is worst. */
function newsOf(
  { known }: NotificationState,
  { link, alarms, now }: SoundSight,
  least: number,
  holds: readonly SoundHold[],
): readonly News[] {
  if (link !== 'live') return [];
  return alarms.filter(({ id, rank, since }) => {
    if (rank > least) return false;
    const isNews = known === undefined ? rank === 0 : rank < (known[id] ?? Infinity);
    return isNews && !isHeld(holds, { isWorst: rank === 0, since: known === undefined ? since : now });
  });
}

/** What stands from now on, and what of it is shown: a group again only where something worse came. */
function grouped(
  { shown }: NotificationState,
  news: readonly News[],
  isFlood: boolean,
): { readonly shown: readonly NotificationSubject[]; readonly show: readonly NotificationSubject[] } {
  if (news.length === 0) return { shown: [], show: [] };
  const ids = news.map(({ id }) => id);
  if (!isFlood && news.length <= mostSingle) {
    const single = ids.map((id) => ({ kind: 'incident', id }) as const);
    return { shown: single, show: single };
  }
  const group = shown['group'];
  const before = group?.kind === 'group' ? group : { incidents: [], rank: Infinity };
  const rank = Math.min(before.rank, ...news.map((one) => one.rank));
  const next = { kind: 'group', incidents: [...new Set([...before.incidents, ...ids])], rank } as const;
  return { shown: [next], show: rank < before.rank ? [next] : [] };
}
