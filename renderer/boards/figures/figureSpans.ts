import type { DeskInfo } from '../../../shared/model/desk.ts';
import { monthAt } from '../../../shared/rules/budget.ts';
import type { Span } from '../../../shared/rules/kpis.ts';
import { shiftAt } from '../../../shared/rules/shifts.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A span of the board, in the order of its keys. */
export interface FigureSpan {
  readonly id: string;
  readonly label: string;
  readonly key: string;
}

/** The spans that can be chosen; `free` has its own ends. */
export const figureSpans: readonly FigureSpan[] = [
  { id: 'shift', label: 'Shift', key: '1' },
  { id: '24h', label: '24 h', key: '2' },
  { id: '7d', label: '7 d', key: '3' },
  { id: '30d', label: '30 d', key: '4' },
  { id: 'month', label: 'Month', key: '5' },
  { id: 'last-month', label: 'Last month', key: '6' },
  { id: 'free', label: 'From – to', key: '7' },
];

/** What was chosen, and the ends of a free span. */
export interface ChosenSpan {
  readonly span: string;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** The instants of a span at `now`; undefined where no shift is on duty, or a free span has no ends. */
export function spanAt(
  { span, from, to }: ChosenSpan,
  desk: Pick<DeskInfo, 'shifts'> | undefined,
  now: number,
): Span | undefined {
  const month = monthAt(now);
  switch (span) {
    case 'shift': {
      const turn = shiftAt(desk?.shifts ?? [], now);
      return turn === undefined || turn.startsAt === now ? undefined : { from: turn.startsAt, to: now };
    }
    case '24h':
      return { from: now - dayMs, to: now };
    case '30d':
      return { from: now - 30 * dayMs, to: now };
    case 'month':
      return { from: month.startsAt, to: month.endsAt };
    case 'last-month': {
      const { startsAt, endsAt } = monthAt(month.startsAt - 1);
      return { from: startsAt, to: endsAt };
    }
    case 'free':
      return from === undefined || to === undefined || from >= to ? undefined : { from, to };
    default:
      return { from: now - 7 * dayMs, to: now };
  }
}
