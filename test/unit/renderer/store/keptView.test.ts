import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { tellLife } from '../../../../renderer/boot/life.ts';
import { createActions } from '../../../../renderer/store/actions.ts';
import { keptViewOf, withView } from '../../../../renderer/store/keptView.ts';
import { createConsoleStore } from '../../../../renderer/store/store.ts';
import { settingsSchema, type Capabilities, type ConsoleBridge } from '../../../../shared/bridge.ts';
import { keptViewSchema, type PageLife } from '../../../../shared/desktop.ts';
import { boardIds } from '../../../../shared/model/board.ts';

const newStore = () =>
  createConsoleStore(settingsSchema.parse({}), {} as Capabilities, { board: 'health', mode: 'workstation' });

it('what a page shows is the same after it was kept and taken up again', () => {
  const text = fc.option(fc.string({ minLength: 1, maxLength: 20 }), { nil: undefined });
  const view = fc.record({
    board: fc.constantFrom(...boardIds),
    ...{ selected: text, queueView: fc.string({ minLength: 1, maxLength: 20 }), queueFilter: text },
    ...{ runbook: text, runbookIncident: text, objective: text, handoff: text },
  });
  fc.assert(
    fc.property(view, (kept) => {
      const again = keptViewOf(withView(newStore().getState().ui, keptViewSchema.parse(kept)));
      expect(again).toEqual(kept);
    }),
  );
});

it('a link opens its board on what it leads to, and leaves the rest', () => {
  const store = newStore();
  const { showLink, viewBurn } = createActions(store, {} as ConsoleBridge);
  viewBurn({ selected: 'auth' });
  showLink({ kind: 'runbook', id: 'monitoring-lost' });
  expect(store.getState().ui).toMatchObject({ board: 'runbooks', runbooks: { selected: 'monitoring-lost' } });
  showLink({ kind: 'board', id: 'rota' });
  expect(store.getState().ui).toMatchObject({ board: 'rota', burn: { selected: 'auth' } });
});

it('a link to an incident that the console does not hold is said once it holds anything', () => {
  const store = newStore();
  const { showLink } = createActions(store, {} as ConsoleBridge);
  showLink({ kind: 'incident', id: 'INC-7' });
  expect(store.getState()).toMatchObject({ ui: { board: 'queue', selected: 'INC-7' }, notices: [] });
  store.setState(({ feed }) => ({ feed: { ...feed, at: 1 } }));
  store.setState(({ feed }) => ({ feed: { ...feed, at: 2 } }));
  expect(store.getState().notices).toMatchObject([
    { text: 'This console knows no INC-7: it is over and put away, or of another desk.' },
  ]);
});

it('a page tells that it lives, and of no paint where the window gets no frames', () => {
  let frames: (() => void)[] = [];
  let now = 0;
  let tick: (() => void) | undefined;
  const told: PageLife[] = [];
  const page = {
    setInterval: (run: () => void) => ((tick = run), 1),
    clearInterval: vi.fn(),
    requestAnimationFrame: (run: () => void) => frames.push(run),
    performance: { now: () => now },
  };
  // Only what the signs of life touch.
  const undo = tellLife(
    newStore(),
    { live: async (life) => void told.push(life) },
    page as unknown as Window,
  );
  const frame = (): void => {
    const due = frames;
    frames = [];
    for (const run of due) run();
  };
  const beatAt = (at: number): number | undefined => {
    now = at;
    tick?.();
    return told.at(-1)?.paintedMsAgo;
  };
  frame();
  // One frame has begun, and nothing was painted yet.
  expect(beatAt(2_000)).toBeUndefined();
  frame();
  expect(beatAt(4_000)).toBe(2_000);
  expect([beatAt(6_000), beatAt(40_000)]).toEqual([4_000, 38_000]);
  expect(frames.length).toBeLessThanOrEqual(1);
  undo();
  expect(page.clearInterval).toHaveBeenCalledOnce();
});
