import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import type { Menu, MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { startTray, type SystemTray } from '../../../main/tray.ts';
import { trayPosture } from '../../../main/trayPosture.ts';
import { settingsSchema, type BridgeUpdate, type LinkStatus } from '../../../shared/bridge.ts';
import { emptyFeedState, type FeedState } from '../../../shared/feed/reduce.ts';
import { serviceStates, type ServiceState } from '../../../shared/model/service.ts';
import { frozenAt } from '../../support/frozen/frozenEstate.ts';
import { liveFloor } from '../../support/frozen/frozenFloor.ts';

const [first] = liveFloor;
function worldOf(...states: readonly ServiceState[]): FeedState {
  if (first === undefined) throw new Error('The frozen floor is empty.');
  const service = Object.fromEntries(
    states.map((state, place) => [`s${place}`, { ...first.service, id: `s${place}`, state }]),
  );
  return { ...emptyFeedState, at: frozenAt, entities: { ...emptyFeedState.entities, service } };
}
const live: LinkStatus = {
  ...{ kind: 'live', url: '', since: 0 },
  ...{ person: 'M. Tanaka', role: 'operator', gateway: 'apac-1' },
};

const lost = { kind: 'lost', url: '', since: 0, problem: 'gone' } as const;

describe('the posture in the tray', () => {
  it('is the worst state there is, in words, and quiet where all is well', () => {
    expect(trayPosture(worldOf('degraded', 'down', 'operational'), live)).toEqual({
      sign: 'down',
      words: '1 down, 1 degraded',
    });
    expect(trayPosture(worldOf('maintenance', 'unknown'), live).sign).toBe('unknown');
    expect(trayPosture(worldOf('operational'), live)).toEqual({
      sign: 'operational',
      words: 'All 1 services as they should be',
    });
  });

  it('is unknown without a live feed, and where nothing was ever known', () => {
    for (const status of [lost, { kind: 'connecting', url: '', since: 0 } as const])
      expect(trayPosture(worldOf('operational'), status).sign).toBe('unknown');
    const drill = { ...lost, drill: { id: 'd', from: 0, until: 1 } };
    expect(trayPosture(worldOf('down'), drill).words).toMatch(/^DRILL: feed lost/);
    expect(trayPosture(worldOf('down'), lost).words).toBe('Feed lost. Last known at 03:16:56 UTC: 1 down');
    expect(trayPosture(undefined, live).sign).toBe('unknown');
    expect(trayPosture(worldOf(), live).sign).toBe('unknown');
  });
});

function trayOf(mode: 'wall' | 'workstation', { kiosk = false, isLocked = false, hasTray = true } = {}) {
  const done: string[] = [];
  let settings = settingsSchema.parse({ mode, kiosk });
  let lock = isLocked;
  let template: MenuItemConstructorOptions[] = [];
  let tick = (): void => undefined;
  let hear: (update: BridgeUpdate) => void = () => undefined;
  const tray = Object.assign(new EventEmitter(), {
    setImage: (icon: string) => void done.push(`icon ${icon}`),
    setToolTip: (text: string) => void done.push(text),
    setContextMenu: () => undefined,
    destroy: () => void done.push('gone'),
  });
  const stop = startTray({
    // Of a tray and a menu no more is used.
    make() {
      if (!hasTray) throw new Error('no status area');
      return tray as unknown as SystemTray;
    },
    menu(given) {
      template = given;
      return {} as Menu;
    },
    iconOf: (state) => state,
    feed: {
      state: () => worldOf('down'),
      subscribe(listener) {
        hear = listener;
        return () => undefined;
      },
    },
    settings: () => settings,
    isLocked: () => lock,
    keepSound: (sound) => (settings = settingsSchema.parse({ ...settings, sound })),
    open: () => void done.push('open'),
    quit: () => void done.push('quit'),
    onFault: (reason) => void done.push(`fault: ${reason}`),
    now: () => frozenAt,
    after(_ms, run) {
      tick = run;
      return () => undefined;
    },
  });
  hear({ kind: 'status', status: live, clockOffsetMs: 0 });
  tick();
  const press = (label: RegExp): void => {
    const item = template.find((one) => label.test(one.label ?? ''));
    if (item?.click === undefined) throw new Error(`no ${String(label)} in the menu`);
    Reflect.apply(item.click, undefined, []);
    tick();
  };
  const labels = (): readonly string[] => template.flatMap(({ label }) => label ?? []);
  const turnLock = (next: boolean): void => {
    lock = next;
    tick();
  };
  return { done, tray, press, labels, stop, turnLock, kept: () => settings.sound };
}

describe('the tray', () => {
  it('shows the posture, opens, and quits', () => {
    const { done, tray, press, labels, stop } = trayOf('workstation');
    expect(done.slice(-2)).toEqual(['icon down', 'Watchfloor: 1 down']);
    expect(labels()).toEqual(['1 down', 'Open', 'Snooze the sound for 15 min', 'Quit']);
    tray.emit('click');
    press(/^Open/);
    press(/^Quit/);
    stop();
    expect(done.slice(-4)).toEqual(['open', 'open', 'quit', 'gone']);
  });

  it('snoozes the sound with an end, says it, and ends it', () => {
    const { press, labels, kept } = trayOf('workstation');
    press(/^Snooze/);
    expect(kept()).toMatchObject({ snooze: { from: frozenAt, until: frozenAt + 900_000 } });
    expect(labels()).toContain('End the snooze (until 03:31 UTC)');
    press(/^End/);
    expect(kept()).not.toHaveProperty('snooze.until');
    expect(labels()).toContain('Snooze the sound for 15 min');
  });

  it('is done without where the system gives none, which is told once', () => {
    const { done, stop } = trayOf('workstation', { hasTray: false });
    stop();
    expect(done).toEqual(['fault: no status area']);
  });

  it('has a picture of each state, for plain and for dense displays', () => {
    for (const state of serviceStates) {
      expect(existsSync(`assets/icons/tray/${state}.png`)).toBe(true);
      expect(existsSync(`assets/icons/tray/${state}@2x.png`)).toBe(true);
    }
  });

  it('is none on a wall, and none in a kiosk, which is left by its code alone', () => {
    expect(trayOf('workstation', { isLocked: true }).done).toEqual([]);
    expect(trayOf('wall').done).toEqual([]);
  });

  it('follows the kiosk itself, which is left and entered whatever the settings say', () => {
    const { done, turnLock } = trayOf('workstation', { kiosk: true, isLocked: true });
    turnLock(false);
    expect(done).toEqual(['icon down', 'Watchfloor: 1 down']);
    turnLock(true);
    expect(done.at(-1)).toBe('gone');
  });
});
