import type { ConsoleBridge } from '../../shared/bridge.ts';
import { startPageNotifier, type PageNotifierDeps } from '../sound/pageNotifier.ts';
import { startSound, type SoundDesk } from '../sound/soundDesk.ts';
import { createSoundPlayer } from '../sound/soundPlayer.ts';
import type { ConsoleStore } from '../store/store.ts';

function eachSecond(run: () => void): () => void {
  const timer = setInterval(run, 1_000);
  return () => clearInterval(timer);
}

/** The notifications of this page, where its shell shows none by itself. */
export const startPageNotifications = (
  deps: Pick<PageNotifierDeps, 'store' | 'actions' | 'notifications'>,
): (() => void) => startPageNotifier({ ...deps, eachSecond, now: Date.now });

/** The sound of this page, over the browser's own audio, timers and keys. */
export function startPageSound(store: ConsoleStore, voice: ConsoleBridge['voice']): SoundDesk {
  return startSound({
    ...{ store, voice, now: Date.now },
    // Alarms want their latency short, whatever that costs in power.
    makePlayer: (onChange) =>
      createSoundPlayer(() => new AudioContext({ latencyHint: 'interactive' }), onChange),
    eachSecond,
    onPress(run) {
      const options = { capture: true };
      window.addEventListener('keydown', run, options);
      window.addEventListener('pointerdown', run, options);
      return () => {
        window.removeEventListener('keydown', run, options);
        window.removeEventListener('pointerdown', run, options);
      };
    },
  });
}
