import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { PageWatch, watchTimes, type PageWatchDeps } from '../../../main/pageWatch.ts';
import { recoveryLimits } from '../../../main/recovery.ts';
import { silentLog } from '../../support/silentLog.ts';

const life = { view: { board: 'queue' as const }, paintedMsAgo: 40 };

/** A watch over a page that the test drives, on the test's clock. */
function setUp() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const did: string[] = [];
  const page = new EventEmitter();
  const contents = Object.assign(page, {
    forcefullyCrashRenderer: () => void did.push('ended'),
    isDevToolsOpened: () => false,
    isDestroyed: () => false,
  });
  const watch = new PageWatch({
    name: 'left',
    // Only what a watch touches.
    contents: contents as unknown as PageWatchDeps['contents'],
    load: () => {
      did.push('loaded');
      watch.loading();
    },
    standStill: (what) => void did.push(`stands still: ${what}`),
    onRecovery: (what) => void did.push(what),
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => void (timers = timers.filter((other) => other !== timer));
    },
    now: () => now,
    log: silentLog,
  });
  const pass = (ms: number): void => {
    now += ms;
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    for (const { run } of due) run();
  };
  const look = (times: number): void => {
    for (let time = 0; time < times; time += 1) watch.look();
  };
  const crash = (reason = 'crashed'): boolean =>
    page.emit('render-process-gone', {}, { reason, exitCode: 1 });
  return { watch, did, pass, look, crash, waiting: () => timers.length };
}

describe('a watched page', () => {
  it('is loaded again a second after it crashed; one that went away on purpose is not', () => {
    const { did, pass, crash } = setUp();
    crash('clean-exit');
    pass(60_000);
    expect(did).toEqual([]);
    crash('oom');
    expect(did).toEqual([]);
    pass(recoveryLimits.reloadAfterMs);
    expect(did).toEqual(['The page crashed (oom)', 'loaded']);
  });

  it('is left alone while it tells that it lives', () => {
    const { watch, did, look } = setUp();
    for (let time = 0; time < 20; time += 1) {
      watch.heard(life);
      look(watchTimes.hungAfterLooks - 1);
    }
    expect(did).toEqual([]);
  });

  it('is ended when it is silent, and loaded again once it is gone', () => {
    const { watch, did, pass, look, crash } = setUp();
    watch.heard(life);
    look(watchTimes.hungAfterLooks);
    expect(did).toEqual(['ended']);
    // What it says while it is being ended does not save it.
    watch.heard(life);
    crash('killed');
    pass(recoveryLimits.reloadAfterMs);
    expect(did).toEqual(['ended', 'The page did not answer', 'loaded']);
  });

  it('is loaded again even where it does not end', () => {
    const { watch, did, pass, look } = setUp();
    watch.heard(life);
    look(watchTimes.hungAfterLooks);
    pass(watchTimes.endWithinMs);
    pass(recoveryLimits.reloadAfterMs);
    expect(did).toEqual(['ended', 'The page did not answer, nor end', 'loaded']);
  });

  it('has one look left when the system says that it takes no input', () => {
    const { watch, did, look } = setUp();
    watch.heard(life);
    watch.unresponsive();
    watch.heard(life);
    look(watchTimes.hungAfterLooks - 1);
    expect(did).toEqual([]);
    watch.unresponsive();
    look(1);
    expect(did).toEqual(['ended']);
  });

  it('has a minute to come', () => {
    const { watch, did, look } = setUp();
    watch.loading();
    look(watchTimes.loadWithinLooks - 1);
    expect(did).toEqual([]);
    look(1);
    expect(did).toEqual(['ended']);
  });

  it('that keeps crashing stands still, says so, and is tried again', () => {
    const { did, pass, crash } = setUp();
    for (let time = 0; time < recoveryLimits.faults; time += 1) {
      crash();
      pass(recoveryLimits.reloadAfterMs);
    }
    crash();
    expect(did.at(-1)).toBe('stands still: The page crashed (crashed)');
    pass(recoveryLimits.reloadAfterMs);
    expect(did.at(-1)).toBe('stands still: The page crashed (crashed)');
    pass(recoveryLimits.firstWaitMs);
    expect(did.at(-1)).toBe('loaded');
  });

  it('remembers when it was heard and painted', () => {
    const { watch, pass } = setUp();
    expect(watch.signs).toEqual({ heardAt: undefined, paintedAt: undefined });
    pass(1_000);
    watch.heard(life);
    expect(watch.signs).toEqual({ heardAt: 1_000, paintedAt: 960 });
    pass(1_000);
    watch.heard({ view: life.view });
    expect(watch.signs).toEqual({ heardAt: 2_000, paintedAt: 960 });
  });

  it('is not loaded any more once its window is closed', () => {
    const { watch, crash, waiting } = setUp();
    crash();
    watch.stop();
    expect(waiting()).toBe(0);
  });
});
