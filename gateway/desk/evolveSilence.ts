import type { OrderedMap } from 'immutable';
import type { Incident } from '../../shared/model/incident.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { EventOf } from './events.ts';

/** A silence that a person asked for, and what became of it. */
export interface SilenceRequest {
  /** `SIL-101-mhx2k3f1`: no other gateway's desk gives the same. */
  readonly id: string;
  readonly source: string;
  readonly act: EventOf<'silence.requested'>['act'];
  readonly by: string;
  readonly at: Instant;
  readonly outcome?:
    | { readonly ok: true; readonly at: Instant; readonly silence: string }
    | { readonly ok: false; readonly at: Instant; readonly problem: string }
    | undefined;
}

/** The requests of a desk: those under way, and those that ended in the last hour. */
export interface SilencesState {
  readonly requests: Readonly<Record<string, SilenceRequest>>;
  readonly next: number;
  /** By incident and silence: the end of each that hides alerts of the incident, as its timeline has it. */
  readonly told: Readonly<Record<string, Readonly<Record<string, Instant>>>>;
}

/** No silence was ever asked for. */
export const noSilences: SilencesState = { requests: {}, next: 101, told: {} };

/** What has ended is of no more use to the desk after this; the journal keeps it. */
export const keepEndedMs = 60 * 60_000;

type SilenceEvent = EventOf<'silence.requested' | 'silence.done' | 'silence.failed'>;

/** Folds an event of a silence in; an outcome of an unknown request changes nothing. */
export function evolveSilence(state: SilencesState, event: SilenceEvent): SilencesState {
  const { requests, next } = state;
  const kept = Object.fromEntries(
    Object.entries(requests).filter(
      ([, { outcome }]) => outcome === undefined || event.at - outcome.at < keepEndedMs,
    ),
  );
  const { request: id, source, at, by } = event;
  if (event.type === 'silence.requested') {
    const request: SilenceRequest = { id, source, act: event.act, by: by.name, at };
    return { ...state, requests: { ...kept, [id]: request }, next: next + 1 };
  }
  const request = kept[id];
  if (request === undefined) return { ...state, requests: kept, next };
  const outcome =
    event.type === 'silence.done'
      ? ({ ok: true, at, silence: event.silence } as const)
      : ({ ok: false, at, problem: event.problem } as const);
  return { ...state, requests: { ...kept, [id]: { ...request, outcome } }, next };
}

/** Folds in what a timeline was told of a silence; of incidents that are resolved nothing more is told, or kept. */
export function evolveTold(
  state: SilencesState,
  { incident, silence, change, endsAt }: EventOf<'silence.told'>,
  incidents: OrderedMap<string, Incident>,
): SilencesState {
  const isOver = change === 'expired' || change === 'ended' || change === 'gone';
  const { [silence]: _, ...others } = state.told[incident] ?? {};
  const all = { ...state.told, [incident]: isOver ? others : { ...others, [silence]: endsAt } };
  const kept = Object.entries(all).filter(
    ([id, ends]) => (incidents.get(id)?.status ?? 'resolved') !== 'resolved' && Object.keys(ends).length > 0,
  );
  return { ...state, told: Object.fromEntries(kept) };
}
