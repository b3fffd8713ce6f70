import { assertNever } from '../../shared/assertNever.ts';
import type { Handoff, HandoffItem, HandoffPromise } from '../../shared/model/handoff.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { DeskEvent, EventOf } from './events.ts';

/** The handoffs of a desk, without what is known only now. */
export interface HandoffsState {
  /** Open ones, and the newest that are closed; the journal keeps all. */
  readonly all: Readonly<Record<string, Handoff>>;
  /** Open ones, and those that an open handoff tells of. */
  readonly promises: Readonly<Record<string, HandoffPromise>>;
  readonly nextPromise: number;
}

/** No shift was ever handed over. */
export const noHandoffs: HandoffsState = { all: {}, promises: {}, nextPromise: 1 };

/** Records that are closed stay on the desk up to this number. */
const rememberedRecords = 30;

type HandoffEvent = Extract<DeskEvent, { type: `handoff.${string}` }>;
type ActEvent = Exclude<
  HandoffEvent,
  { type: 'handoff.begun' | 'handoff.promised' | 'handoff.fulfilled' | 'handoff.signed' }
>;

/** Folds an event of a handoff in. A record that is closed is changed by nothing. */
export function evolveHandoff(state: HandoffsState, event: HandoffEvent): HandoffsState {
  switch (event.type) {
    case 'handoff.begun':
      return event.handoff in state.all ? state : withHandoff(state, begun(event));
    case 'handoff.promised':
      return promised(state, event);
    case 'handoff.fulfilled': {
      const promise = state.promises[event.promise];
      if (promise === undefined || promise.done !== undefined) return state;
      const done = { ...actOf(event), note: event.note };
      return { ...state, promises: { ...state.promises, [promise.id]: { ...promise, done } } };
    }
    case 'handoff.signed':
      return ofOpen(state, event.handoff, (handoff) => signed(state, handoff, event));
    default:
      return ofOpen(state, event.handoff, (handoff) =>
        withHandoff(state, { ...handoff, ...told(handoff, event) }),
      );
  }
}

/** The promises that a handoff tells of: open ones, and those done since the last one. */
export const promisesSince = (
  { promises }: Pick<HandoffsState, 'promises'>,
  since: Instant,
): readonly HandoffPromise[] =>
  Object.values(promises).filter(({ done }) => done === undefined || done.at >= since);

function begun(event: EventOf<'handoff.begun'>): Handoff {
  const { handoff: id, boundaryAt, nextEndsAt, from, to, accepts, since } = event;
  return {
    ...{ id, boundaryAt, nextEndsAt, from, to, accepts, since },
    begun: { at: event.at, by: event.by },
    items: event.items.map((item) => ({ ...item, unticked: [] })),
    notes: { revision: 0, text: '' },
    acceptances: [],
    questions: [],
    escalations: [],
    difference: { lines: [], total: 0 },
    promises: [],
  };
}

function told(handoff: Handoff, event: ActEvent): Partial<Handoff> {
  const act = actOf(event);
  switch (event.type) {
    case 'handoff.ticked': {
      const evidence = { ...event.evidence, asOf: event.at };
      const tick = { ...act, evidence, comment: event.comment };
      return withItem(handoff, event.item, (item) => ({ ...item, tick, changed: undefined }));
    }
    case 'handoff.unticked':
      return withItem(handoff, event.item, ({ tick, unticked, ...item }) => ({
        ...item,
        changed: undefined,
        unticked: [...unticked, { ...act, reason: event.reason, tickedBy: tick?.by ?? '' }],
      }));
    case 'handoff.changed': {
      const changed = { ...event.evidence, at: event.at };
      return withItem(handoff, event.item, (item) => ({ ...item, changed }));
    }
    case 'handoff.noted':
      return { notes: { revision: event.revision, text: event.text, last: act } };
    case 'handoff.accepted': {
      const { incident, title, severity } = event;
      const others = handoff.acceptances.filter((known) => known.incident !== incident);
      return { acceptances: [...others, { ...act, incident, title, severity }] };
    }
    case 'handoff.asked': {
      const { question: id, about: incident, text } = event;
      return { questions: [...handoff.questions, { ...act, id, incident, text }] };
    }
    case 'handoff.answered': {
      const answer = { ...act, text: event.text };
      return {
        questions: handoff.questions.map((asked) =>
          asked.id === event.question ? { ...asked, answer } : asked,
        ),
      };
    }
    case 'handoff.takenOver':
      return { takeover: { ...act, reason: event.reason }, difference: event.difference };
    case 'handoff.escalated': {
      const { at, afterMs, role, person, dueAt } = event;
      return { escalations: [...handoff.escalations, { at, afterMs, role, person, dueAt }] };
    }
    default:
      return assertNever(event, 'handoff event');
  }
}

function signed(state: HandoffsState, handoff: Handoff, event: EventOf<'handoff.signed'>): HandoffsState {
  const { difference, at, rota, onRota } = event;
  const act = { ...actOf(event), onRota };
  if (event.side === 'outgoing') return withHandoff(state, { ...handoff, outgoing: act, difference, rota });
  const outcome = handoff.takeover === undefined ? 'complete' : 'taken-over';
  const promises = [...promisesSince(state, handoff.since.at)];
  const next = withHandoff(state, {
    ...handoff,
    ...{ incoming: act, difference, promises, rota: rota ?? handoff.rota },
    closed: { at, outcome },
  });
  return { ...next, all: remembered(next.all), promises: stillTold(next) };
}

function promised(state: HandoffsState, event: EventOf<'handoff.promised'>): HandoffsState {
  const { promise: id, handoff, text } = event;
  const number = Number(id.replace('PRM-', ''));
  return {
    ...state,
    promises: { ...state.promises, [id]: { ...actOf(event), id, handoff, text } },
    nextPromise: Math.max(state.nextPromise, number + 1),
  };
}

/** What was done long ago no open handoff tells of; the closed ones have their own copy. */
function stillTold({ all, promises }: HandoffsState): HandoffsState['promises'] {
  const open = Object.values(all).filter(({ closed }) => closed === undefined);
  const last = Math.max(0, ...Object.values(all).map(({ closed }) => closed?.at ?? 0));
  const from = Math.min(last, ...open.map(({ since }) => since.at));
  return Object.fromEntries(
    Object.entries(promises).filter(([, { done }]) => done === undefined || done.at >= from),
  );
}

function remembered(all: HandoffsState['all']): HandoffsState['all'] {
  const closed = Object.values(all)
    .filter((handoff) => handoff.closed !== undefined)
    .toSorted((one, other) => other.boundaryAt - one.boundaryAt);
  const forgotten = new Set(closed.slice(rememberedRecords).map(({ id }) => id));
  if (forgotten.size === 0) return all;
  return Object.fromEntries(Object.entries(all).filter(([id]) => !forgotten.has(id)));
}

const actOf = ({ at, by }: Pick<HandoffEvent, 'at' | 'by'>) => ({ at, by: by.name });

const withHandoff = (state: HandoffsState, handoff: Handoff): HandoffsState => ({
  ...state,
  all: { ...state.all, [handoff.id]: handoff },
});

const withItem = (
  { items }: Handoff,
  id: string,
  to: (item: HandoffItem) => HandoffItem,
): Pick<Handoff, 'items'> => ({ items: items.map((item) => (item.id === id ? to(item) : item)) });

function ofOpen(
  state: HandoffsState,
  id: string,
  change: (handoff: Handoff) => HandoffsState,
): HandoffsState {
  const handoff = state.all[id];
  return handoff === undefined || handoff.closed !== undefined ? state : change(handoff);
}
