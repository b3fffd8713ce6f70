import type { WeekPoint } from '../../components/WeeksChart.tsx';
import type { DeskFigures } from '../../../shared/model/deskFigures.ts';
import { dayText } from '../../../shared/rules/objectiveWords.ts';

/** Weeks as the chart draws them; one on which nothing rests is a hole. */
export const weekPoints = (weeks: NonNullable<DeskFigures['weeks']>): readonly WeekPoint[] =>
  weeks.map(({ from, mtta: { value, counted } }) => ({
    from,
    label: dayText(from),
    minutes: value === undefined ? null : value / 60_000,
    incidents: counted,
  }));
