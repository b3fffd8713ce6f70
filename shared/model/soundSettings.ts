import { z } from 'zod';
import { instantSchema } from './instant.ts';
import { isTimeZone } from './timeZone.ts';

/** How urgent an incident sounds: the policy's worst severity, the next, the third, and all below. */
export const soundRanks = ['worst', 'second', 'third', 'rest'] as const;
export type SoundRank = (typeof soundRanks)[number];
/** Every sound of the console: one for each rank, one for a feed that is lost, one for its return. */
export const soundNames = [...soundRanks, 'lost', 'back'] as const;
export type SoundName = (typeof soundNames)[number];

/** `repeating`: three times more. `untilAcknowledged`: for as long as nobody has acknowledged it; a feed, until it is back. */
export const soundWays = ['off', 'once', 'repeating', 'untilAcknowledged'] as const;

const signalSchema = z.object({
  how: z.enum(soundWays),
  /** Seconds from one repetition to the next. */
  everySeconds: z.number().int().min(5).max(600),
  /** Of what the machine is set to; 1 is all of it. */
  volume: z.number().min(0.05).max(1),
});
export type SoundSignal = z.infer<typeof signalSchema>;

/** Until an acknowledgement only what nobody may miss; the console's least urgent severity is seen, not heard. */
const usual: Readonly<Record<SoundName, SoundSignal>> = {
  worst: { how: 'untilAcknowledged', everySeconds: 15, volume: 1 },
  second: { how: 'repeating', everySeconds: 30, volume: 0.8 },
  third: { how: 'once', everySeconds: 60, volume: 0.6 },
  rest: { how: 'off', everySeconds: 60, volume: 0.5 },
  lost: { how: 'repeating', everySeconds: 30, volume: 1 },
  back: { how: 'once', everySeconds: 60, volume: 0.6 },
};

/** A time of day: `22:00`. */
export const minuteSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day as 22:00');

/** From one time of day to another, over midnight where the second is the earlier. */
export const quietHoursSchema = z.object({
  from: minuteSchema,
  to: minuteSchema,
  /** IANA name; without one, the site of the console, else the machine's own. */
  timeZone: z.string().refine(isTimeZone, 'no such time zone').optional(),
  /** The worst severity and a lost feed sound all the same. */
  worstSounds: z.boolean().default(true),
});
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** What differs on one display, by the name that a layout or the address (`display=`) gives it. */
const displaySoundSchema = z.object({
  name: z.string().min(1).max(60),
  on: z.boolean().optional(),
  /** Multiplies all volumes there. The loudest display of a machine is the one that sounds. */
  volume: z.number().min(0.05).max(1).optional(),
  quiet: quietHoursSchema.optional(),
});
export type DisplaySound = z.infer<typeof displaySoundSchema>;

/** What a console keeps about its sounds and notifications; every field has a use where it is absent. */
export const soundSettingsSchema = z.object({
  /** On at a workstation and off on a wall where it is absent. */
  on: z.boolean().optional(),
  signals: z.partialRecord(z.enum(soundNames), signalSchema).default({}),
  quiet: quietHoursSchema.optional(),
  /** It has an end always; one of more than four hours is none. */
  snooze: z.object({ from: instantSchema, until: instantSchema }).optional(),
  displays: z.array(displaySoundSchema).max(16).default([]),
  /** The least urgent rank that the system tells of; undefined while the operator has not asked for any. */
  notify: z.enum(soundRanks).optional(),
});
export type SoundSettings = z.infer<typeof soundSettingsSchema>;

/** Which screen it is about. */
export interface SoundPlace {
  readonly mode: 'wall' | 'workstation';
  readonly display?: string | undefined;
}

/** The sound of one screen: everything said. */
export interface ScreenSound {
  readonly on: boolean;
  readonly signals: Readonly<Record<SoundName, SoundSignal>>;
  /** Multiplies the volume of each signal. */
  readonly volume: number;
  readonly quiet?: QuietHours | undefined;
  readonly snooze?: { readonly from: number; readonly until: number } | undefined;
}

/** Reads kept settings of sound; where they can't be read the usual ones are used, and `problem` says so. */
export function readSound(kept: unknown): { readonly sound: SoundSettings; readonly problem?: string } {
  const parsed = soundSettingsSchema.safeParse(kept ?? {});
  if (parsed.success) return { sound: parsed.data };
  const issue = parsed.error.issues[0];
  const problem = `The settings of sound are not used: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}.`;
  return { sound: soundSettingsSchema.parse({}), problem };
}

/** The settings with another sound of one display; one that differs in nothing is not kept. */
export function soundOnDisplay(
  sound: SoundSettings,
  name: string,
  change: Partial<DisplaySound>,
): SoundSettings {
  const before = sound.displays.find((display) => display.name === name);
  const { on, volume, quiet } = { ...before, ...change };
  const own = { name, on, volume: volume === 1 ? undefined : volume, quiet };
  const differs = own.on !== undefined || own.volume !== undefined || quiet !== undefined;
  const others = sound.displays.filter((display) => display.name !== name);
  return { ...sound, displays: differs ? [...others, own] : others };
}

/** What holds on one screen: a wall is in a room with others, and sounds only where somebody has said so. */
export function soundOn(sound: SoundSettings, { mode, display }: SoundPlace): ScreenSound {
  const own = sound.displays.find(({ name }) => name === display);
  return {
    on: own?.on ?? sound.on ?? mode === 'workstation',
    signals: { ...usual, ...sound.signals },
    volume: own?.volume ?? 1,
    quiet: own?.quiet ?? sound.quiet,
    snooze: sound.snooze,
  };
}
