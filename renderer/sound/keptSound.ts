import { readSound, type SoundSettings } from '../../shared/model/soundSettings.ts';

let last: { readonly kept: unknown; readonly sound: SoundSettings } | undefined;

/** The settings of sound as they are kept, read once for as long as nobody changes them. */
export function soundOf(kept: unknown): SoundSettings {
  // Settings are replaced whole.
  if (last === undefined || last.kept !== kept) last = { kept, sound: readSound(kept).sound };
  return last.sound;
}
