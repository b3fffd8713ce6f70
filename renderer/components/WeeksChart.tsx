import { memo, useRef, type ReactElement } from 'react';
import { Bar, CartesianGrid, ComposedChart, Line, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { useBox } from './useBox.ts';
import styles from './WeeksChart.module.css';

/** One calendar week; null where nothing counts, which leaves a hole and is not zero. */
export interface WeekPoint {
  readonly from: number;
  readonly label: string;
  readonly minutes: number | null;
  readonly incidents: number;
}

interface WeeksChartProps {
  readonly weeks: readonly WeekPoint[];
  /** A target's bound, minutes. */
  readonly bound?: number | undefined;
}

const tick = { fontSize: 12, fill: 'var(--ink-3)' };
const axis = { axisLine: false, tickLine: false, tick } as const;
const margin = { top: 24, right: 8, bottom: 0, left: 0 };

/** Mean time to acknowledge by week, over the number of incidents that each week rests on. */
export const WeeksChart = memo(function WeeksChart({ weeks, bound }: WeeksChartProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useBox(box, { width: 640, height: 220 });
  return (
    <div ref={box} className={styles.chart}>
      <h4>Mean time to acknowledge, min (line); incidents acknowledged (bars, right)</h4>
      <ComposedChart width={width} height={height} data={[...weeks]} margin={margin}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="label" height={20} interval="preserveStartEnd" {...axis} />
        <YAxis yAxisId="minutes" width={48} domain={[0, 'auto']} {...axis} />
        <YAxis yAxisId="incidents" orientation="right" width={40} allowDecimals={false} {...axis} />
        <Bar
          yAxisId="incidents"
          dataKey="incidents"
          fill="var(--line)"
          maxBarSize={28}
          isAnimationActive={false}
        />
        {bound === undefined ? null : (
          <ReferenceLine
            yAxisId="minutes"
            y={bound}
            ifOverflow="extendDomain"
            stroke="var(--degraded)"
            strokeDasharray="6 4"
          />
        )}
        <Line
          yAxisId="minutes"
          dataKey="minutes"
          stroke="var(--series-1)"
          strokeWidth={2}
          dot={{ r: 3, fill: 'var(--series-1)' }}
          isAnimationActive={false}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--ink-3)' }}
          content={({ active, label }) => {
            const week = weeks.find((one) => one.label === label);
            return active === true && week !== undefined ? (
              <p className={styles.readout}>
                Week of {week.label}:{' '}
                {week.minutes === null ? 'not enough' : `${week.minutes.toFixed(1)} min`}, {week.incidents}{' '}
                acknowledged
              </p>
            ) : null;
          }}
        />
      </ComposedChart>
    </div>
  );
});
