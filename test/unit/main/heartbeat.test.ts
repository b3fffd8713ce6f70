import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { lives, livesWithinMs, startHeartbeat } from '../../../main/heartbeat.ts';
import { systemdNotify } from '../../../main/systemdNotify.ts';
import type { WindowSigns } from '../../../main/windows.ts';
import { silentLog } from '../../support/silentLog.ts';

const now = 1_000_000;
const window: WindowSigns = {
  ...{ name: 'left', board: 'health', isWall: true, isShown: true },
  ...{ heardAt: now - 2_000, paintedAt: now - 1_000 },
};
const late = now - livesWithinMs - 1;

it.each([
  ['a wall that is painted', [window], true],
  ['a wall that is not painted', [{ ...window, paintedAt: late }], false],
  ['a wall that was never painted', [{ ...window, paintedAt: undefined }], false],
  ['a wall whose page is silent', [{ ...window, heardAt: late }], false],
  ['two walls of which one is not painted', [window, { ...window, paintedAt: late }], false],
  ['a wall that waits for its display', [{ ...window, isShown: false, paintedAt: undefined }], true],
  ['a desk that is minimised', [{ ...window, isWall: false, isShown: false, paintedAt: late }], true],
  ['a desk whose page is silent', [{ ...window, isWall: false, heardAt: late }], false],
  ['no window', [], false],
] as const)('%s', (_what, windows, isAlive) => {
  expect(lives(windows, now)).toBe(isAlive);
});

it('beats while the wall is painted, stands still while it is not, and is gone at the end', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'watchfloor-beat-')), 'beat');
  let windows: readonly WindowSigns[] = [{ ...window, paintedAt: late }];
  let due: (() => void) | undefined;
  let beats = 0;
  const end = startHeartbeat({
    path,
    everyMs: 5_000,
    windows: () => windows,
    now: () => now,
    pid: 7,
    version: '1.2.3',
    after: (_ms, run) => {
      due = run;
      return () => undefined;
    },
    onBeat: () => (beats += 1),
    log: silentLog,
  });
  /** Lets the next beat happen, and waits until the one after it is due. */
  const beat = async (): Promise<void> => {
    const run = due;
    due = undefined;
    run?.();
    await vi.waitFor(() => expect(due).toBeDefined());
  };
  await beat();
  expect([beats, existsSync(path)]).toEqual([0, false]);
  windows = [window];
  await beat();
  expect(beats).toBe(1);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    at: new Date(now).toISOString(),
    pid: 7,
    version: '1.2.3',
    windows: [
      { name: 'left', board: 'health', isShown: true, paintedAt: new Date(now - 1_000).toISOString() },
    ],
  });
  windows = [{ ...window, paintedAt: late }];
  await beat();
  expect(beats).toBe(1);
  end();
  expect(existsSync(path)).toBe(false);
});

function systemd(env: Record<string, string>) {
  const told: string[] = [];
  let time = 0;
  const notify = systemdNotify(env, {
    ...{ pid: 42, now: () => time, log: silentLog },
    run: async (program, args) => void told.push([program, ...args].join(' ')),
  });
  const beatAt = async (at: number): Promise<void> => {
    time = at;
    notify?.beat();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { notify, told, beatAt };
}

it('systemd is told of the first beat, and then as often as a third of what it waits', async () => {
  const { notify, told, beatAt } = systemd({ NOTIFY_SOCKET: '/run/x', WATCHDOG_USEC: '60000000' });
  expect(notify?.watchdogMs).toBe(60_000);
  for (const at of [0, 5_000, 15_000, 20_000, 25_000, 40_000]) await beatAt(at);
  expect(told).toEqual([
    'systemd-notify --ready WATCHDOG=1',
    'systemd-notify WATCHDOG=1',
    'systemd-notify WATCHDOG=1',
  ]);
});

it('systemd that does not watch this process hears once; where there is none, nobody is told', async () => {
  const other = systemd({ NOTIFY_SOCKET: '/run/x', WATCHDOG_USEC: '60000000', WATCHDOG_PID: '41' });
  for (const at of [0, 30_000, 60_000]) await other.beatAt(at);
  expect(other.told).toEqual(['systemd-notify --ready']);
  expect(systemd({}).notify).toBeUndefined();
});
