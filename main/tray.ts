import type { Menu, MenuItemConstructorOptions, Tray } from 'electron';
import type { BridgeUpdate, LinkStatus, Settings } from '../shared/bridge.ts';
import type { FeedState } from '../shared/feed/reduce.ts';
import { readSound, type SoundSettings } from '../shared/model/soundSettings.ts';
import type { ServiceState } from '../shared/model/service.ts';
import { reasonOf } from '../shared/reasonOf.ts';
import { utcMinute } from '../shared/rules/durations.ts';
import { trayPosture } from './trayPosture.ts';

/** What a snooze from the tray lasts, ms. */
const snoozeMs = 15 * 60_000;
/** So often the posture is looked at while the feed says much, ms. */
const lookMs = 1_000;

/** What of Electron's Tray is used. */
export type SystemTray = Pick<Tray, 'setImage' | 'setToolTip' | 'setContextMenu' | 'on' | 'destroy'>;

/** What the tray rests on. */
export interface TrayDeps {
  readonly make: (icon: string) => SystemTray;
  readonly menu: (template: MenuItemConstructorOptions[]) => Menu;
  readonly iconOf: (state: ServiceState) => string;
  readonly feed: {
    subscribe(listener: (update: BridgeUpdate) => void): () => void;
    state(): FeedState | undefined;
  };
  readonly settings: () => Settings;
  /** True while the kiosk is locked, by whatever way it was. */
  readonly isLocked: () => boolean;
  readonly keepSound: (sound: SoundSettings) => void;
  readonly open: () => void;
  readonly quit: () => void;
  /** The gateway's time is not needed: a snooze is told in this machine's own. */
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  /** Told once where the system gives none: the console goes on without it. */
  readonly onFault: (reason: string) => void;
}

/** A workstation's sign in the system's tray: the worst state there is, in words too. Returns its undo. */
export function startTray(deps: TrayDeps): () => void {
  let tray: SystemTray | undefined;
  let status: LinkStatus = { kind: 'connecting', url: '', since: deps.now() };
  let offsetMs = 0;
  let shown = '';
  const draw = (): void => {
    const settings = deps.settings();
    // Its menu would be a way out of a kiosk, without the code.
    if (settings.mode === 'wall' || deps.isLocked()) {
      tray?.destroy();
      tray = undefined;
      shown = '';
      return;
    }
    const { sign, words } = trayPosture(deps.feed.state(), status);
    const { sound } = readSound(settings.sound);
    const now = deps.now() + offsetMs;
    const until = sound.snooze !== undefined && sound.snooze.until > now ? sound.snooze.until : undefined;
    const next = JSON.stringify([sign, words, until]);
    // A menu that is open closes when it is replaced.
    if (next === shown) return;
    shown = next;
    if (tray === undefined) {
      tray = deps.make(deps.iconOf(sign));
      tray.on('click', deps.open);
    }
    tray.setImage(deps.iconOf(sign));
    tray.setToolTip(`Watchfloor: ${words}`);
    const snooze = (end: number | undefined): void =>
      deps.keepSound({
        ...sound,
        snooze: end === undefined ? undefined : { from: end - snoozeMs, until: end },
      });
    tray.setContextMenu(
      deps.menu([
        { label: words, enabled: false },
        { type: 'separator' },
        { label: 'Open', click: deps.open },
        until === undefined
          ? { label: 'Snooze the sound for 15 min', click: () => snooze(deps.now() + offsetMs + snoozeMs) }
          : { label: `End the snooze (until ${utcMinute(until)} UTC)`, click: () => snooze(undefined) },
        { type: 'separator' },
        { label: 'Quit', click: deps.quit },
      ]),
    );
  };
  const unsubscribe = deps.feed.subscribe((update) => {
    if (update.kind !== 'status') return;
    status = update.status;
    offsetMs = update.clockOffsetMs;
  });
  let undoTimer = (): void => undefined;
  const again = (): void => {
    try {
      draw();
    } catch (error) {
      deps.onFault(reasonOf(error));
      return;
    }
    undoTimer = deps.after(lookMs, again);
  };
  again();
  return () => {
    undoTimer();
    unsubscribe();
    tray?.destroy();
  };
}
