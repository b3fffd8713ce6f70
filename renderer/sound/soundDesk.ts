import { createContext } from 'react';
import type { ConsoleBridge } from '../../shared/bridge.ts';
import { soundOn, type ScreenSound, type SoundName } from '../../shared/model/soundSettings.ts';
import { holdsOf } from '../../shared/rules/soundHolds.ts';
import { soundNow, type SoundState } from '../../shared/rules/soundNow.ts';
import { soundSight } from '../../shared/rules/soundSight.ts';
import { siteZone } from '../selectors/siteZone.ts';
import type { ConsoleState, ConsoleStore } from '../store/store.ts';
import { soundOf } from './keptSound.ts';
import type { SoundPlayer, SoundStanding } from './soundPlayer.ts';

/** What the sound of a page rests on. */
export interface SoundDeskDeps {
  readonly store: ConsoleStore;
  readonly makePlayer: (onChange: () => void) => SoundPlayer;
  readonly voice: ConsoleBridge['voice'];
  /** Calls once a second; returns its undo. */
  readonly eachSecond: (run: () => void) => () => void;
  /** Calls at each key and click; returns its undo. */
  readonly onPress: (run: () => void) => () => void;
  readonly now: () => number;
}

/** The sound of this page. */
export interface SoundDesk {
  /** Plays one here and now, whatever holds sounds back. */
  test(name: SoundName): void;
  stop(): void;
}

/** For the sound test; undefined where a page has no sound. */
export const SoundContext = createContext<Pick<SoundDesk, 'test'> | undefined>(undefined);

/** Makes the page sound as `soundNow` says, and says in the store how its sound stands. */
export function startSound(deps: SoundDeskDeps): SoundDesk {
  const { store, voice, now } = deps;
  let state: SoundState = {};
  let letGo: (() => void) | undefined;
  let loudness = 0;
  let isVoice = false;
  const player = deps.makePlayer(() => step());

  const tell = (standing: SoundStanding): void => {
    const { sound } = store.getState();
    if (sound.standing !== standing || sound.isVoice !== isVoice)
      store.setState({ sound: { standing, isVoice } });
  };
  /** Only a page that can sound may be the one that does. */
  const claim = (screen: ScreenSound): void => {
    const wanted = screen.on && player.standing() === 'ready' ? screen.volume : 0;
    if (wanted === loudness) return;
    letGo?.();
    letGo = undefined;
    isVoice = false;
    loudness = wanted;
    if (wanted > 0)
      letGo = voice.claim(wanted, (isHeld) => {
        isVoice = isHeld;
        tell(player.standing());
      });
  };
  const step = (): void => {
    const console = store.getState();
    const screen = screenOf(console);
    claim(screen);
    tell(player.standing());
    const at = now() + console.clockOffsetMs;
    const holds = holdsOf(screen, at, siteZone(console));
    const outcome = soundNow(
      state,
      soundSight(console.feed, console.status.kind, console.outgoing, at),
      screen,
      holds,
    );
    state = outcome.state;
    if (!isVoice) return;
    player.play(outcome.play.map((name) => ({ name, volume: volumeOf(screen, name) })));
  };
  const undo = [
    store.subscribe((after, before) => {
      if (isOther(after, before)) step();
    }),
    deps.eachSecond(() => {
      if (screenOf(store.getState()).on && player.standing() === 'closed') player.wake();
      else step();
    }),
    deps.onPress(() => {
      if (player.standing() === 'refused') player.wake();
    }),
  ];
  return {
    test(name) {
      player.wake();
      player.play([{ name, volume: volumeOf(screenOf(store.getState()), name) }]);
    },
    stop() {
      for (const end of undo) end();
      letGo?.();
      player.close();
    },
  };
}

const screenOf = ({ settings, ui }: ConsoleState): ScreenSound => soundOn(soundOf(settings.sound), ui);

const volumeOf = ({ signals, volume }: ScreenSound, name: SoundName): number =>
  Math.min(1, signals[name].volume * volume);

/** Sounds rest on these and on the time. */
const isOther = (after: ConsoleState, before: ConsoleState): boolean =>
  after.feed.entities.incident !== before.feed.entities.incident ||
  after.feed.entities.flood !== before.feed.entities.flood ||
  after.status !== before.status ||
  after.outgoing !== before.outgoing ||
  after.settings !== before.settings;
