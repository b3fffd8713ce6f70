import type { BridgeUpdate, ConsoleBridge } from '../../shared/bridge.ts';
import { applyBeat, applyPatch } from '../../shared/feed/reduce.ts';
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
      return {
        state: { ...state, status, live, clockOffsetMs, person: live ? status.person : state.person },
        gap,
      };
    }
    case 'outgoing':
      return { state: { ...state, outgoing: update.outgoing }, gap };
    case 'notice': {
      const others = state.notices.filter(({ id }) => id !== update.id);
      return { state: { ...state, notices: [...others, { id: update.id, text: update.text }] }, gap };
    }
  }
}
