import type { Instant } from '../../shared/model/instant.ts';
import type { ChannelQueue, NoticesState, WaitingNotice } from '../desk/evolveNotice.ts';

/** A notice that is older than this is given up, ms. */
export const giveUpAfterMs = 24 * 60 * 60_000;
/** Notices under way at once through one channel. */
const atOnce = 2;
const firstPauseMs = 5_000;
const longestPauseMs = 10 * 60_000;
/** While a channel fails, another notice is tried once its first has failed this often more: it may be that one's fault. */
const patience = 3;

/** What is to be done now. */
export interface Deliveries {
  readonly send: readonly WaitingNotice[];
  /** Too old: to be given up. */
  readonly expired: readonly WaitingNotice[];
  /** When to decide again, were nothing else to happen; undefined where nothing waits for a time. */
  readonly nextAt: Instant | undefined;
}

/**
 * Which notices to send now. Within a channel, those of one incident go one after another in the order asked for. A
 * channel that failed is left alone until its pause is over, then tried with one notice; once it takes one, the others
 * follow at once. Tests don't wait for the pause. Pure.
 */
export function decideDeliveries(
  { channels }: NoticesState,
  now: Instant,
  underWay: ReadonlySet<string>,
): Deliveries {
  const send: WaitingNotice[] = [];
  const expired: WaitingNotice[] = [];
  const times: Instant[] = [];
  for (const queue of Object.values(channels)) {
    const isOld = ({ notice }: WaitingNotice): boolean => now - notice.dueAt >= giveUpAfterMs;
    const isFree = ({ notice }: WaitingNotice): boolean => !underWay.has(notice.id);
    const old = queue.waiting.filter((each) => isOld(each) && isFree(each));
    expired.push(...old);
    const heads = headsOf(queue.waiting.filter((each) => !old.includes(each)));
    const tests = heads.filter((each) => isTest(each) && isFree(each));
    const others = heads.filter((each) => !isTest(each));
    send.push(...tests, ...nextOf(queue, others, now, isFree));
    const [oldest] = queue.waiting;
    if (oldest !== undefined) times.push(oldest.notice.dueAt + giveUpAfterMs);
    if (others.length > 0 && queue.nextAt > now) times.push(queue.nextAt);
  }
  const future = times.filter((at) => at > now);
  return { send, expired, nextAt: future.length === 0 ? undefined : Math.min(...future) };
}

/**
 * Pause after so many failures in a row: 5 s, doubled each time up to 10 min, of which a random half is waited at
 * least, so that gateways that lost the same server don't come back all at once. `random` is 0 to below 1.
 */
export function pauseMs(failures: number, random: number): number {
  const full = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 20));
  return Math.round(full * (0.5 + random / 2));
}

const isTest = ({ notice }: WaitingNotice): boolean => notice.kind === 'test';

/** The first waiting notice of each incident; one that belongs to none waits for nobody. */
function headsOf(waiting: readonly WaitingNotice[]): readonly WaitingNotice[] {
  const seen = new Set<string>();
  return waiting.filter(({ notice }) => {
    const row = notice.incident ?? notice.id;
    if (seen.has(row)) return false;
    seen.add(row);
    return true;
  });
}

function nextOf(
  queue: ChannelQueue,
  heads: readonly WaitingNotice[],
  now: Instant,
  isFree: (each: WaitingNotice) => boolean,
): readonly WaitingNotice[] {
  const free = heads.filter(isFree);
  const busy = heads.length - free.length;
  if (queue.failures === 0) return free.slice(0, Math.max(0, atOnce - busy));
  if (busy > 0 || now < queue.nextAt) return [];
  const fewest = Math.min(...free.map(({ attempts }) => attempts));
  return free.filter(({ attempts }) => attempts < fewest + patience).slice(0, 1);
}
