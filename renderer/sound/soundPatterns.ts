import type { SoundName } from '../../shared/model/soundSettings.ts';

/** One pulse of a sound. */
export interface Pulse {
  /** From the beginning of the sound, ms. */
  readonly at: number;
  readonly lasts: number;
  /** Pitch at its beginning; it glides to `toHz` where that is given. */
  readonly hz: number;
  readonly toHz?: number | undefined;
}

/**
 * Strength of the harmonics, the pitch itself first. IEC 60601-1-8 asks for a pitch of 150 to 1,000 Hz with at least four
 * harmonics within 300 to 4,000 Hz, none 15 dB weaker than the pitch: such a sound is placed by ear, and survives poor speakers.
 */
export const harmonics = [1, 0.8, 0.6, 0.45, 0.3] as const;

/** Pulses one after the other, each so long, with these gaps behind them. */
function row(
  start: number,
  lasts: number,
  pitches: readonly number[],
  gaps: readonly number[],
): readonly Pulse[] {
  let at = start;
  return pitches.map((hz, place) => {
    const pulse = { at, lasts, hz };
    at += lasts + (gaps[place] ?? gaps.at(-1) ?? 0);
    return pulse;
  });
}

const c5 = 523;
const a4 = 440;
const e4 = 330;
const c4 = 262;
/** Three and two, as the standard's high priority. */
const urgent = (start: number): readonly Pulse[] =>
  row(start, 150, [c5, c5, c5, c5, c5], [100, 100, 300, 100, 0]);

/**
 * The console's sounds. Incidents in the manner of IEC 60601-1-8, where the number of pulses tells the priority: ten fast
 * ones in two groups of five for its high, three for its medium, two and one below; each also has its own pitch. The feed
 * has no pulses but glides, down where it is lost and up where it is back, so that it is never taken for an incident.
 */
export const soundPatterns: Readonly<Record<SoundName, readonly Pulse[]>> = {
  worst: [...urgent(0), ...urgent(1_900)],
  second: row(0, 200, [a4, a4, a4], [200]),
  third: row(0, 200, [e4, c4], [200]),
  rest: row(0, 200, [c4], [0]),
  lost: [
    { at: 0, lasts: 700, hz: 700, toHz: 350 },
    { at: 1_000, lasts: 700, hz: 700, toHz: 350 },
  ],
  back: [{ at: 0, lasts: 700, hz: 350, toHz: 700 }],
};

/** How long a sound lasts, ms. */
export const lengthOf = (name: SoundName): number =>
  Math.max(...soundPatterns[name].map(({ at, lasts }) => at + lasts));
