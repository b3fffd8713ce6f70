import type { SoundName } from '../../shared/model/soundSettings.ts';
import { harmonics, lengthOf, soundPatterns, type Pulse } from './soundPatterns.ts';

/** What of the browser's AudioContext is used. */
export type SoundContext = Pick<
  AudioContext,
  | 'state'
  | 'currentTime'
  | 'destination'
  | 'resume'
  | 'close'
  | 'createOscillator'
  | 'createGain'
  | 'createPeriodicWave'
  | 'addEventListener'
>;

/** `refused`: the browser waits for a key or a click. `missing`: this machine has no way to sound. */
export type SoundStanding = 'closed' | 'ready' | 'refused' | 'missing';

/** Plays the console's sounds. */
export interface SoundPlayer {
  /** Asks for the machine's sound, or asks again after a key press. */
  wake(): void;
  standing(): SoundStanding;
  /** Plays these one after the other, after what plays already; nothing where it is not ready. */
  play(sounds: readonly { readonly name: SoundName; readonly volume: number }[]): void;
  /** Ends what plays, and gives the machine's sound back. */
  close(): void;
}

/** Silence between two sounds, seconds. */
const pauseSeconds = 0.4;
/** Attack and release of a pulse: without them it would crack, seconds. */
const rampSeconds = 0.02;
/** The strongest sum of all harmonics stays below clipping. */
const headroom = 0.35;
/** What may still wait to be played: what is older than that says nothing any more, seconds. */
const mostWaitingSeconds = 6;

/** A player over an audio context, which is opened when it is first asked for. */
export function createSoundPlayer(open: () => SoundContext, onChange: () => void): SoundPlayer {
  let context: SoundContext | undefined;
  let isMissing = false;
  let busyUntil = 0;
  const standing = (): SoundStanding => {
    if (isMissing) return 'missing';
    if (context === undefined || context.state === 'closed') return 'closed';
    return context.state === 'running' ? 'ready' : 'refused';
  };
  return {
    standing,
    wake() {
      try {
        if (context === undefined) {
          context = open();
          context.addEventListener('statechange', onChange);
        }
        // A refusal needs no word of its own: the state says it.
        if (context.state !== 'running') void context.resume().then(onChange, () => undefined);
      } catch {
        isMissing = true;
      }
      onChange();
    },
    play(sounds) {
      if (context === undefined || standing() !== 'ready') return;
      const now = context.currentTime;
      for (const { name, volume } of sounds) {
        const start = Math.max(now, busyUntil);
        if (start - now > mostWaitingSeconds) return;
        busyUntil = start + lengthOf(name) / 1_000 + pauseSeconds;
        for (const pulse of soundPatterns[name]) soundPulse(context, pulse, start, volume);
      }
    },
    close() {
      void context?.close().catch(() => undefined);
      context = undefined;
      busyUntil = 0;
    },
  };
}

function soundPulse(
  context: SoundContext,
  { at, lasts, hz, toHz }: Pulse,
  start: number,
  volume: number,
): void {
  const begin = start + at / 1_000;
  const end = begin + lasts / 1_000;
  const oscillator = context.createOscillator();
  const wave = [0, ...harmonics];
  oscillator.setPeriodicWave(
    context.createPeriodicWave(new Float32Array(wave.length), Float32Array.from(wave), {
      disableNormalization: true,
    }),
  );
  oscillator.frequency.setValueAtTime(hz, begin);
  if (toHz !== undefined) oscillator.frequency.exponentialRampToValueAtTime(toHz, end);
  // Loudness is felt roughly as the square of what a slider says.
  const strength = headroom * volume ** 2;
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, begin);
  gain.gain.linearRampToValueAtTime(strength, begin + rampSeconds);
  gain.gain.setValueAtTime(strength, end - rampSeconds);
  gain.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(gain);
  gain.connect(context.destination);
  oscillator.onended = () => gain.disconnect();
  oscillator.start(begin);
  oscillator.stop(end);
}
