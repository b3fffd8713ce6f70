import { useMemo } from 'react';
import {
  readSound,
  soundOn,
  type ScreenSound,
  type SoundSettings,
} from '../../shared/model/soundSettings.ts';
import { severityOrder } from '../../shared/rules/severity.ts';
import { holdsOf } from '../../shared/rules/soundHolds.ts';
import { zoneOf } from '../selectors/siteZone.ts';
import { soundMark, type SoundMarkLine } from '../selectors/soundMark.ts';
import { useNow } from '../store/now.ts';
import { useConsole } from '../store/store.ts';

/** The sound of this screen: what is kept, what follows from it here, and how it stands now. */
export interface ScreenSoundNow {
  readonly sound: SoundSettings;
  readonly problem?: string | undefined;
  readonly screen: ScreenSound;
  readonly mark: SoundMarkLine;
  readonly timeZone: string;
  /** Ids of the policy's severities, the worst first. */
  readonly severities: readonly string[];
}

/** How the sound of this screen stands, second by second. */
export function useSoundMark(): ScreenSoundNow {
  const now = useNow();
  const kept = useConsole((state) => state.settings.sound);
  const mode = useConsole((state) => state.ui.mode);
  const display = useConsole((state) => state.ui.display);
  const standing = useConsole((state) => state.sound);
  const site = useConsole((state) => state.settings.site);
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const timeZone = useMemo(() => zoneOf(desk, site), [desk, site]);
  const { sound, problem } = useMemo(() => readSound(kept), [kept]);
  const screen = useMemo(() => soundOn(sound, { mode, display }), [sound, mode, display]);
  const severities = useMemo(() => severityOrder(desk?.severities ?? []), [desk]);
  const holds = holdsOf(screen, now, timeZone);
  const mark = soundMark(standing, holds, severities[0] ?? 'P0');
  return { sound, problem, screen, mark, timeZone, severities };
}
