import type { QuietHours, ScreenSound } from '../model/soundSettings.ts';
import { siteMinute } from './durations.ts';

/** A snooze ends within this, whatever was kept: a clock that was wrong must not silence a console for days, ms. */
export const longestSnoozeMs = 4 * 3_600_000;

/** Why a screen is silent now. */
export type SoundHold =
  | { readonly kind: 'off' }
  | { readonly kind: 'snoozed'; readonly from: number; readonly until: number }
  | {
      readonly kind: 'quiet';
      readonly to: string;
      readonly timeZone: string;
      readonly worstSounds: boolean;
    };

/** What wants to sound, as far as it may be held back. */
export interface Sounding {
  /** An incident of the worst severity, or a feed that is lost. */
  readonly isWorst: boolean;
  /** When it came, ms. */
  readonly since: number;
}

/** Everything that holds sounds back at `now`; `timeZone` is the screen's own. */
export function holdsOf(
  { on, quiet, snooze }: Pick<ScreenSound, 'on' | 'quiet' | 'snooze'>,
  now: number,
  timeZone: string,
): readonly SoundHold[] {
  const holds: SoundHold[] = on ? [] : [{ kind: 'off' }];
  if (snooze !== undefined && isSnoozed(snooze, now)) holds.push({ kind: 'snoozed', ...snooze });
  if (quiet !== undefined && isQuiet(quiet, now, timeZone))
    holds.push({
      ...{ kind: 'quiet', to: quiet.to, worstSounds: quiet.worstSounds },
      timeZone: quiet.timeZone ?? timeZone,
    });
  return holds;
}

const isSnoozed = ({ from, until }: { from: number; until: number }, now: number): boolean =>
  now < until && until - now <= longestSnoozeMs && until - from <= longestSnoozeMs;

function isQuiet({ from, to, timeZone: own }: QuietHours, now: number, timeZone: string): boolean {
  const minute = siteMinute(now, own ?? timeZone);
  return from <= to ? from <= minute && minute < to : from <= minute || minute < to;
}

/** True where one of these holds it back: whoever snoozed did not know of a P0 that came afterwards. */
export function isHeld(holds: readonly SoundHold[], { isWorst, since }: Sounding): boolean {
  return holds.some((hold) => {
    switch (hold.kind) {
      case 'off':
        return true;
      case 'snoozed':
        return !isWorst || since <= hold.from;
      case 'quiet':
        return !isWorst || !hold.worstSounds;
    }
  });
}
