import { OrderedMap } from 'immutable';
import { assertNever } from '../../shared/assertNever.ts';
import type { Incident, TimelineEntry } from '../../shared/model/incident.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Notice } from '../../shared/model/notice.ts';
import { lateness } from '../../shared/rules/lateness.ts';
import type { DeskEvent, EventOf } from './events.ts';
import { withLine } from './timeline.ts';

/** A notice that people have not been told yet. */
export interface WaitingNotice {
  readonly notice: Notice;
  /** Attempts that failed. */
  readonly attempts: number;
  /** Who asked for it. */
  readonly by: string;
}

/** What a channel has to send, and how it fared. */
export interface ChannelQueue {
  /** In the order asked for. */
  readonly waiting: readonly WaitingNotice[];
  /** Failures since it last took something; while there are any, it is tried with one notice at a time. */
  readonly failures: number;
  /** No attempt before this. */
  readonly nextAt: Instant;
  readonly dead: number;
  readonly lastTest?: {
    readonly at: Instant;
    readonly by: string;
    readonly ok: boolean;
    readonly detail: string;
  };
  readonly lastDelivery?: { readonly at: Instant; readonly lateMs: number };
  readonly lastFailure?: { readonly at: Instant; readonly problem: string };
}

/** The notices of a desk. */
export interface NoticesState {
  /** By channel id. */
  readonly channels: Readonly<Record<string, ChannelQueue>>;
  /** Channels told of an incident, by its id. */
  readonly told: OrderedMap<string, readonly string[]>;
  readonly next: number;
}

/** No notice was ever asked for. */
export const noNotices: NoticesState = { channels: {}, told: OrderedMap(), next: 1 };

const idle: ChannelQueue = { waiting: [], failures: 0, nextAt: 0, dead: 0 };

/** A channel's queue; an idle one where nothing was ever asked of it. */
export const queueOf = ({ channels }: NoticesState, channel: string): ChannelQueue =>
  channels[channel] ?? idle;

/** Ids of the channels that were told of an incident: they hear how it goes on, whatever its severity becomes. */
export const channelsTold = ({ told }: NoticesState, incident: string): readonly string[] =>
  told.get(incident) ?? [];

/** The same without what was told of incidents that have left the desk. */
export function withoutForgotten(
  notices: NoticesState,
  incidents: OrderedMap<string, Incident>,
): NoticesState {
  const forgotten = [...notices.told.keys()].filter((incident) => !incidents.has(incident));
  return { ...notices, told: notices.told.deleteAll(forgotten) };
}

/** The parts of the desk that notices change. */
interface Noticed {
  readonly notices: NoticesState;
  readonly incidents: OrderedMap<string, Incident>;
}

type NoticeEvent = Extract<DeskEvent, { type: `notice.${string}` }>;

/** Folds an event of a notice in; one of a notice that is not waiting changes nothing. */
export function evolveNotice({ notices, incidents }: Noticed, event: NoticeEvent): Noticed {
  if (event.type === 'notice.due') return { incidents, notices: asked(notices, event) };
  const queue = queueOf(notices, event.channel);
  const held = queue.waiting.find(({ notice }) => notice.id === event.notice);
  if (held === undefined) return { notices, incidents };
  const next = afterwards(queue, held, event);
  const text = lineOf(held, event);
  const incident = incidents.get(held.notice.incident ?? '');
  const entry: TimelineEntry | undefined =
    text === undefined ? undefined : { at: event.at, by: event.by, kind: 'notice', text };
  return {
    notices: { ...notices, channels: { ...notices.channels, [event.channel]: next } },
    incidents:
      incident === undefined || entry === undefined
        ? incidents
        : incidents.set(incident.id, withLine(incident, entry)),
  };
}

function asked(notices: NoticesState, { notice, by }: EventOf<'notice.due'>): NoticesState {
  const { id, channel, incident } = notice;
  const queue = queueOf(notices, channel);
  const waiting = [...queue.waiting, { notice, attempts: 0, by: by.name }];
  return {
    channels: { ...notices.channels, [channel]: { ...queue, waiting } },
    told: incident === undefined ? notices.told : withTold(notices, incident, channel),
    next: Math.max(notices.next, Number(id.replace('NTC-', '')) + 1),
  };
}

function withTold(notices: NoticesState, incident: string, channel: string): NoticesState['told'] {
  const known = channelsTold(notices, incident);
  return known.includes(channel) ? notices.told : notices.told.set(incident, [...known, channel]);
}

function afterwards(
  queue: ChannelQueue,
  held: WaitingNotice,
  event: Exclude<NoticeEvent, { type: 'notice.due' }>,
): ChannelQueue {
  const { at } = event;
  const others = queue.waiting.filter((each) => each !== held);
  const test = (ok: boolean, detail: string): Pick<ChannelQueue, 'lastTest'> =>
    held.notice.kind === 'test' ? { lastTest: { at, by: held.by, ok, detail } } : {};
  switch (event.type) {
    case 'notice.failed': {
      const waiting = queue.waiting.map((each) =>
        each === held ? { ...held, attempts: event.attempt } : each,
      );
      const { problem, nextAt } = event;
      return { ...queue, waiting, failures: queue.failures + 1, nextAt, lastFailure: { at, problem } };
    }
    case 'notice.delivered': {
      const { lateMs, detail } = event;
      const lastDelivery = { at, lateMs };
      return { ...queue, ...test(true, detail), waiting: others, failures: 0, nextAt: 0, lastDelivery };
    }
    case 'notice.dead': {
      const { problem } = event;
      // Whoever tests sees how it came out; that is no notice that somebody missed.
      if (held.notice.kind === 'test') return { ...queue, ...test(false, problem), waiting: others };
      return { ...queue, waiting: others, dead: queue.dead + 1, lastFailure: { at, problem } };
    }
    default:
      return assertNever(event, 'notice event');
  }
}

/** What the incident's timeline says of it; of the failures only the first, or an outage would fill it. */
function lineOf(
  { notice }: WaitingNotice,
  event: Exclude<NoticeEvent, { type: 'notice.due' }>,
): string | undefined {
  const what = notice.to?.role === undefined ? notice.kind : `${notice.kind}, for ${notice.to.role}`;
  switch (event.type) {
    case 'notice.failed':
      if (event.attempt > 1) return undefined;
      return `${event.name} was not told yet (${what}): ${event.problem}; it is tried again`;
    case 'notice.delivered': {
      const late = lateness(event.lateMs);
      return `${event.name} was told (${what})${late === undefined ? '' : `, ${late}`}`;
    }
    case 'notice.dead':
      return `${event.name} was never told (${what}): ${event.problem}`;
    default:
      return assertNever(event, 'notice event');
  }
}
