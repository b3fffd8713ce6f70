import type { ScreenSound, SoundName, SoundSignal } from '../model/soundSettings.ts';
import { rankName, type Alarm } from './alarms.ts';
import { isHeld, type SoundHold } from './soundHolds.ts';

/** What comes within this of the one before is the same burst, and makes no sound of its own, ms. */
export const burstGapMs = 10_000;
/** A burst is over after this, however it goes on, ms. */
export const longestBurstMs = 60_000;
/** A feed that comes and goes is told of no more often, ms. */
export const feedGapMs = 60_000;
/** How often `repeating` sounds after the first time. */
export const repetitions = 3;

/** What a console knows of the floor when it asks what sounds. */
export interface SoundSight {
  /** ms */
  readonly now: number;
  /** `starting`: nothing was heard of a gateway yet. */
  readonly link: 'starting' | 'live' | 'lost';
  readonly alarms: readonly Alarm[];
  /** More alerts come than one operator can take in. */
  readonly isFlood: boolean;
}

/** Something that was told, or silently passed over. */
interface Told {
  readonly since: number;
  readonly said: number;
  readonly saidAt: number;
}
interface KnownAlarm extends Told {
  readonly rank: number;
}
interface Burst {
  readonly rank: number;
  readonly startedAt: number;
  readonly lastAt: number;
}

/** What was told so far. */
export interface SoundState {
  /** What waited when it was last looked at; undefined before the first time. */
  readonly known?: Readonly<Record<string, KnownAlarm>> | undefined;
  readonly burst?: Burst | undefined;
  /** While a flood is on: the worst rank that sounded in it. */
  readonly flood?: { readonly rank: number | undefined } | undefined;
  readonly lost?: (Told & { readonly isHeard: boolean }) | undefined;
  /** When a loss last sounded. */
  readonly lostAt?: number | undefined;
}

/** What is kept for the next time, and what sounds now, in this order. */
export interface SoundOutcome {
  readonly state: SoundState;
  readonly play: readonly SoundName[];
}

/**
 * What a console says aloud now. Pure: to ask again at the same instant says nothing more. What is held back counts as
 * said, so that the end of a snooze, or another window that takes over, does not say what is long past.
 */
export function soundNow(
  before: SoundState,
  sight: SoundSight,
  { signals }: Pick<ScreenSound, 'signals'>,
  holds: readonly SoundHold[],
): SoundOutcome {
  const feed = feedNow(before, sight, signals, holds);
  // What was known before the loss is not known now: the lost feed speaks for all of it.
  if (sight.link !== 'live') return { state: { ...before, ...feed.state }, play: feed.play };
  const alarms = alarmsNow(before, sight, signals, holds);
  return { state: { ...feed.state, ...alarms.state }, play: [...feed.play, ...alarms.play] };
}

const passed = (now: number, at: number, ms: number): boolean => now - at >= ms || now < at;

function isDue({ said, saidAt }: Told, { how, everySeconds }: SoundSignal, now: number): boolean {
  if (how === 'off') return false;
  if (said === 0) return true;
  return repeats({ said }, { how }) && passed(now, saidAt, everySeconds * 1_000);
}

const repeats = ({ said }: Pick<Told, 'said'>, { how }: Pick<SoundSignal, 'how'>): boolean =>
  how === 'untilAcknowledged' || (how === 'repeating' && said <= repetitions);

function feedNow(
  before: SoundState,
  { now, link }: SoundSight,
  signals: ScreenSound['signals'],
  holds: readonly SoundHold[],
): { readonly state: Pick<SoundState, 'lost' | 'lostAt'>; readonly play: readonly SoundName[] } {
  const { lost, lostAt } = before;
  if (link !== 'lost') {
    const isTold = link === 'live' && lost?.isHeard === true && signals.back.how !== 'off';
    const play = isTold && !isHeld(holds, { isWorst: false, since: now }) ? (['back'] as const) : [];
    return { state: { lost: link === 'live' ? undefined : lost, lostAt }, play };
  }
  const isFlapping = lostAt !== undefined && !passed(now, lostAt, feedGapMs);
  const loss = lost ?? { since: now, said: isFlapping ? 1 : 0, saidAt: now, isHeard: false };
  if (!isDue(loss, signals.lost, now)) return { state: { lost: loss, lostAt }, play: [] };
  const isSilent = isHeld(holds, { isWorst: true, since: loss.since });
  const isHeard = loss.isHeard || !isSilent;
  const next = { since: loss.since, said: loss.said + 1, saidAt: now, isHeard };
  return { state: { lost: next, lostAt: isSilent ? lostAt : now }, play: isSilent ? [] : ['lost'] };
}

function alarmsNow(
  before: SoundState,
  { now, alarms, isFlood }: SoundSight,
  signals: ScreenSound['signals'],
  holds: readonly SoundHold[],
): { readonly state: Omit<SoundState, 'lost' | 'lostAt'>; readonly play: readonly SoundName[] } {
  const signalOf = ({ rank }: { readonly rank: number }): SoundSignal => signals[rankName(rank)];
  const isSilent = ({ rank, since }: KnownAlarm): boolean => isHeld(holds, { isWorst: rank === 0, since });
  const all = alarms.map((alarm) => [alarm.id, knownOf(before, alarm, signalOf(alarm), now)] as const);
  const due = all.filter(([, known]) => isDue(known, signalOf(known), now));
  const heard = due.filter(([, known]) => !isSilent(known)).map(([, known]) => known);

  const burst = livingBurst(before.burst, now);
  const flood = isFlood ? (before.flood ?? { rank: burst?.rank }) : undefined;
  // In a burst or a flood, only what is worse than all before it has a sound of its own.
  const spoken = Math.min(burst?.rank ?? Infinity, flood?.rank ?? Infinity);
  const fresh = heard.filter(({ said }) => said === 0).map(({ rank }) => rank);
  const first = Math.min(...fresh.filter((rank) => rank < spoken));
  // Of all that goes on sounding, only the worst is heard.
  const leading = Math.min(
    ...all
      .filter(([, known]) => repeats(known, signalOf(known)) && !isSilent(known))
      .map(([, { rank }]) => rank),
  );
  const again = heard.some(({ said, rank }) => said > 0 && rank === leading) ? leading : Infinity;
  const rank = Math.min(first, again);
  const isSpoken = rank !== Infinity;

  const dueIds = new Set(due.map(([id]) => id));
  const known = all.map(([id, alarm]) => {
    if (dueIds.has(id)) return [id, { ...alarm, said: alarm.said + 1, saidAt: now }] as const;
    // One sound spoke for all of these: their next is together.
    return [id, isSpoken && alarm.rank >= rank ? { ...alarm, saidAt: now } : alarm] as const;
  });
  return {
    state: {
      known: Object.fromEntries(known),
      burst: nextBurst(burst, fresh, first, now),
      flood: flood && { rank: first === Infinity ? flood.rank : Math.min(first, flood.rank ?? first) },
    },
    play: isSpoken ? [rankName(rank)] : [],
  };
}

/** An alarm as it is known from before; one that became worse is a new one. */
function knownOf(
  { known: before }: SoundState,
  { id, rank, since }: Alarm,
  { how }: SoundSignal,
  now: number,
): KnownAlarm {
  // Open before this console looked: no news, but still nobody has acknowledged it.
  if (before === undefined) return { rank, since, said: how === 'untilAcknowledged' ? 0 : 1, saidAt: now };
  const known = before[id];
  return known === undefined || rank < known.rank
    ? { rank, since: now, said: 0, saidAt: now }
    : { ...known, rank };
}

const livingBurst = (burst: Burst | undefined, now: number): Burst | undefined =>
  burst === undefined ||
  now < burst.startedAt ||
  passed(now, burst.lastAt, burstGapMs) ||
  passed(now, burst.startedAt, longestBurstMs)
    ? undefined
    : burst;

function nextBurst(
  burst: Burst | undefined,
  fresh: readonly number[],
  first: number,
  now: number,
): Burst | undefined {
  if (first !== Infinity) return { rank: first, startedAt: now, lastAt: now };
  return burst !== undefined && fresh.length > 0 ? { ...burst, lastAt: now } : burst;
}
