import type { Instant } from '../../../shared/model/instant.ts';
import type { RotaListEntity } from '../../../shared/model/rota.ts';

const dayMs = 86_400_000;

/** How many days the calendar shows. */
export const shownDays = 14;
/** How far the first day may be moved from today: what the feed tells. */
const earliest = -7;
const latest = 35 - shownDays;

/** A move of the first day, within what is told; in days from today. */
export const movedBy = (shift: number, by: number): number =>
  Math.min(latest, Math.max(earliest, shift + by));

/** One column: a UTC day. */
export interface DayColumn {
  readonly at: Instant;
  /** `Fri 20` */
  readonly label: string;
  /** Month, on its first column. */
  readonly month: string;
  readonly isToday: boolean;
  readonly isWeekend: boolean;
}

/** The columns from `shift` days after today. */
export function dayColumns(now: Instant, shift: number): readonly DayColumn[] {
  const today = Math.floor(now / dayMs) * dayMs;
  return Array.from({ length: shownDays }, (_, index) => {
    const at = today + (shift + index) * dayMs;
    const date = new Date(at);
    const say = (options: Intl.DateTimeFormatOptions): string =>
      date.toLocaleDateString('en-GB', { ...options, timeZone: 'UTC' });
    return {
      at,
      label: `${say({ weekday: 'short' })} ${date.getUTCDate()}`,
      month: index === 0 || date.getUTCDate() === 1 ? say({ month: 'short' }) : '',
      isToday: at === today,
      isWeekend: date.getUTCDay() % 6 === 0,
    };
  });
}

/** A stretch as it is drawn: where it begins and how wide it is, shares of the calendar's width. */
export interface Block {
  readonly key: string;
  readonly left: number;
  readonly width: number;
  /** Person id; absent in a hole. */
  readonly person?: string | undefined;
  readonly override?: string | undefined;
  readonly from: Instant;
  readonly to: Instant;
  readonly hole?: string | undefined;
  /** How much text has room: a name and what it stands in by, a name, initials, or nothing. */
  readonly room: 'both' | 'name' | 'initials' | 'none';
}

const roomOf = (days: number): Block['room'] =>
  days >= 2.9 ? 'both' : days >= 1.6 ? 'name' : days >= 0.6 ? 'initials' : 'none';

/** The stretches of a list that the columns show. */
export function blocksOf({ spans }: Pick<RotaListEntity, 'spans'>, from: Instant): readonly Block[] {
  const whole = shownDays * dayMs;
  return spans.flatMap((span) => {
    const left = Math.max(span.from, from) - from;
    const right = Math.min(span.to, from + whole) - from;
    if (right <= left) return [];
    const { person, override, hole } = span;
    const days = (right - left) / dayMs;
    return [
      {
        key: String(span.from),
        left: left / whole,
        width: (right - left) / whole,
        ...{ person, override, hole, from: span.from, to: span.to },
        room: roomOf(days),
      },
    ];
  });
}

/** `M. Tanaka` -> `MT` */
export const initialsOf = (name: string): string =>
  name
    .split(/[\s.-]+/)
    .flatMap((word) => [...word][0] ?? [])
    .slice(0, 3)
    .join('')
    .toUpperCase();
