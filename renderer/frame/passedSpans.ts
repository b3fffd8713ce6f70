import type { DeskInfo } from '../../shared/model/desk.ts';
import { shiftAt } from '../../shared/rules/shifts.ts';
import type { Presence } from '../selectors/presence.ts';

const hourMs = 3_600_000;

/** A span that may be asked for; without a beginning it can't be, and only then `lacks` says why. */
export interface PassedSpan {
  readonly id: string;
  readonly label: string;
  readonly key: string;
  readonly from: number | undefined;
  readonly lacks?: string | undefined;
}

/** The spans in the order of their keys, as of `now`. */
export function passedSpans(
  presence: Presence | undefined,
  desk: Pick<DeskInfo, 'shifts'> | undefined,
  now: number,
): readonly PassedSpan[] {
  const turn = shiftAt(desk?.shifts ?? [], now);
  const last = (id: string, label: string, key: string, ms: number): PassedSpan => ({
    ...{ id, label, key, from: now - ms },
  });
  const known = (
    id: string,
    label: string,
    key: string,
    from: number | undefined,
    lacks: string,
  ): PassedSpan => ({
    ...{ id, label, key, from, lacks: from === undefined ? lacks : undefined },
  });
  const isHere = 'You have not been away from this console for 10 min';
  return [
    known('away', 'Last key press', '1', presence?.away?.from, isHere),
    known('shift', 'Shift', '2', turn?.startsAt, 'No shift is on duty now'),
    last('1h', '1 h', '3', hourMs),
    last('8h', '8 h', '4', 8 * hourMs),
    last('24h', '24 h', '5', 24 * hourMs),
  ];
}
