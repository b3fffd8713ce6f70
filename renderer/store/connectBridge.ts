import type { BridgeUpdate, ConsoleBridge, LinkStatus } from '../../shared/bridge.ts';
import { applyBeat, applyPatch } from '../../shared/feed/reduce.ts';
import { drillOf } from '../../shared/rules/drillOf.ts';
import { reunionOf } from '../selectors/reunion.ts';
import type { ConsoleState, ConsoleStore } from './store.ts';

/** Where updates wait for the next frame; `request` returns its undo. */
export interface FrameClock {
  request(run: () => void): () => void;
}

/** Animation frames, with a timer for windows that are hidden and get none. */
export const animationFrames: FrameClock = {
  request(run) {
    let isDone = false;
    const once = (): void => {
      if (isDone) return;
      isDone = true;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      run();
    };
    const frame = requestAnimationFrame(once);
    const timer = setTimeout(once, 100);
    return () => {
      isDone = true;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  },
};

/** Feeds the store from a bridge, one store update per frame. Returns its undo. */
export function connectBridge(
  store: ConsoleStore,
  bridge: ConsoleBridge,
  frames: FrameClock = animationFrames,
): () => void {
  let waiting: BridgeUpdate[] = [];
  let undoFrame: (() => void) | undefined;
  let unsubscribe: (() => void) | undefined;
  const flush = (): void => {
    undoFrame = undefined;
    const updates = waiting;
    waiting = [];
    const before = store.getState();
    const outcome = updates.reduce(fold, { state: before, gap: false });
    if (outcome.state !== before) store.setState(outcome.state, true);
    // A patch went missing between the shell and this page: ask for everything again.
    if (outcome.gap) resubscribe();
  };
  const listen = (update: BridgeUpdate): void => {
    waiting.push(update);
    undoFrame ??= frames.request(flush);
  };
  const resubscribe = (): void => {
    unsubscribe?.();
    unsubscribe = bridge.subscribe(listen);
  };
  resubscribe();
  return () => {
    unsubscribe?.();
    undoFrame?.();
  };
}

interface Folded {
  readonly state: ConsoleState;
  readonly gap: boolean;
}

function fold({ state, gap }: Folded, update: BridgeUpdate): Folded {
  switch (update.kind) {
    case 'state':
      return { state: { ...state, feed: update.state }, gap: false };
    case 'patch': {
      const outcome = applyPatch(state.feed, update.patch);
      if (outcome.kind === 'applied') return { state: { ...state, feed: outcome.state }, gap };
      return { state, gap: gap || outcome.kind === 'gap' };
    }
    case 'beat':
      return { state: { ...state, feed: applyBeat(state.feed, update.beat) }, gap };
    case 'status': {
      const { status, clockOffsetMs } = update;
      const live = status.kind === 'live';
      const who = live ? { person: status.person, vouched: status.vouched === true } : {};
      return { state: { ...state, status, live, clockOffsetMs, ...who, ...parting(state, status) }, gap };
    }
    case 'outgoing':
      return { state: { ...state, outgoing: update.outgoing }, gap };
    case 'library':
      return { state: { ...state, library: update.standing }, gap };
    case 'settings':
      return { state: { ...state, standing: update.standing, settings: update.standing.settings }, gap };
    case 'open':
      return {
        state: { ...state, ui: { ...state.ui, board: 'queue', selected: update.incident, act: undefined } },
        gap,
      };
    case 'kiosk':
      return { state: { ...state, kiosk: update.standing }, gap };
    case 'notice': {
      const others = state.notices.filter(({ id }) => id !== update.id);
      return { state: { ...state, notices: [...others, { id: update.id, text: update.text }] }, gap };
    }
  }
}

/** A shorter loss that nobody could notice is not told of, ms. */
const leastGapMs = 60_000;

/** Remembers the last state before a loss, and compares it with the first one after. */
function parting(
  { feed, gap, outgoing, reunion }: ConsoleState,
  status: LinkStatus,
): Pick<ConsoleState, 'gap' | 'reunion'> {
  if (status.kind !== 'live') {
    // Without any state before, there is nothing to compare.
    if (feed.at === 0) return { gap, reunion };
    const wasLost = gap?.wasLost === true || status.kind !== 'connecting';
    const isDrill = gap?.isDrill === true || drillOf(status) !== undefined;
    return { gap: { before: gap?.before ?? feed, wasLost, isDrill }, reunion };
  }
  if (gap === undefined) return { gap, reunion };
  const isTold = gap.wasLost || feed.at - gap.before.at >= leastGapMs;
  return { gap: undefined, reunion: isTold ? reunionOf(gap.before, feed, outgoing, gap.isDrill) : reunion };
}
