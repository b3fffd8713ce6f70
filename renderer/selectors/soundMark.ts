import { cityOf } from './siteZone.ts';
import type { SoundHold } from '../../shared/rules/soundHolds.ts';
import type { SoundGlyphKind } from '../components/SoundGlyph.tsx';
import { utcMinute } from '../../shared/rules/durations.ts';
import type { ConsoleState } from '../store/store.ts';

/** What is shown of the sound on every board. */
export interface SoundMarkLine {
  readonly kind: SoundGlyphKind;
  /** In a few words; empty where all is well. */
  readonly words: string;
  /** One sentence. */
  readonly meaning: string;
}

/** The mark of the sound: what keeps it silent comes before what is well. `worst` is the worst severity's id. */
export function soundMark(
  { standing, isVoice }: ConsoleState['sound'],
  holds: readonly SoundHold[],
  worst: string,
): SoundMarkLine {
  const hold = (kind: SoundHold['kind']): SoundHold | undefined => holds.find((one) => one.kind === kind);
  if (hold('off') !== undefined)
    return { kind: 'off', words: 'Sound off', meaning: 'Nothing sounds here: the sound is switched off.' };
  if (standing === 'missing')
    return {
      kind: 'missing',
      words: 'No sound here',
      meaning: 'Nothing sounds here: this browser gives no way to make a sound.',
    };
  if (standing === 'refused')
    return {
      kind: 'refused',
      words: 'Sound is off until a key is pressed',
      meaning: 'The browser lets a page sound only once a key was pressed or something clicked.',
    };
  const snoozed = hold('snoozed');
  if (snoozed?.kind === 'snoozed') {
    const until = `${utcMinute(snoozed.until)} UTC`;
    return {
      kind: 'snoozed',
      words: `Snoozed until ${until}`,
      meaning: `Nothing sounds until ${until}, but for a ${worst} or a lost feed that comes after the snooze began.`,
    };
  }
  const quiet = hold('quiet');
  if (quiet?.kind === 'quiet') {
    const but = quiet.worstSounds ? `but for ${worst} and a lost feed` : `${worst} too`;
    return {
      kind: 'quiet',
      words: `Quiet until ${quiet.to} ${cityOf(quiet.timeZone)}`,
      meaning: `Quiet hours until ${quiet.to} ${quiet.timeZone}, ${but}.`,
    };
  }
  if (standing === 'ready' && !isVoice)
    return { kind: 'elsewhere', words: '', meaning: 'Another window of this machine sounds for this one.' };
  return { kind: 'on', words: '', meaning: 'The sound is on.' };
}
