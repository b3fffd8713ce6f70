import { memo, useRef, type ReactElement } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from 'recharts';
import styles from './BudgetChart.module.css';
import { useBox } from './useBox.ts';

/** One objective's line. */
export interface BudgetSeries {
  readonly id: string;
  readonly name: string;
  readonly state: 'down' | 'degraded' | 'unknown' | 'operational' | 'maintenance';
  readonly points: readonly { readonly at: number; readonly left: number | null }[];
}

interface BudgetChartProps {
  readonly series: readonly BudgetSeries[];
  readonly from: number;
  readonly to: number;
  /** Words of an instant on the axis. */
  readonly tickText: (at: number) => string;
  /** Size of its labels, px. */
  readonly fontPx: number;
}

const colours = {
  down: 'var(--down)',
  degraded: 'var(--degraded)',
  unknown: 'var(--unknown)',
  operational: 'var(--ink-3)',
  maintenance: 'var(--maintenance)',
} as const;
/** Lines of the same colour are told apart by their dashes, in order. */
const dashes = ['', '14 6', '4 6'] as const;
const levels = [0, 25, 50, 75, 100];

/** What is left of a few budgets over their window, beside the even burn that spends one exactly. */
export const BudgetChart = memo(function BudgetChart(props: BudgetChartProps): ReactElement {
  const { series, from, to, tickText, fontPx } = props;
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useBox(frame, { width: 468, height: 220 });
  const tick = { fontSize: fontPx, fill: 'var(--ink-3)' };
  const stroke = fontPx / 7;
  return (
    <figure className={styles.figure}>
      <div
        ref={frame}
        className={styles.frame}
        role="img"
        aria-label={`Budget left in per cent: ${series.map(({ name }) => name).join(', ')}`}
      >
        <LineChart
          width={width}
          height={height}
          margin={{ top: fontPx * 0.6, right: 0, bottom: 0, left: 4 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" strokeWidth={stroke / 2} />
          <XAxis
            type="number"
            dataKey="at"
            domain={[from, to]}
            allowDataOverflow
            ticks={[from, from + (to - from) / 2, to]}
            interval={0}
            height={fontPx * 1.5}
            axisLine={false}
            tickLine={false}
            tick={({ x, y, payload, index }: TickProps) => (
              <text
                x={x}
                y={Number(y) + fontPx * 0.6}
                {...tick}
                textAnchor={index === 0 ? 'start' : index === 2 ? 'end' : 'middle'}
              >
                {tickText(payload.value)}
              </text>
            )}
          />
          <YAxis
            type="number"
            orientation="right"
            domain={[-8, 100]}
            ticks={levels}
            interval={0}
            width={fontPx * 3.5}
            axisLine={false}
            tickLine={false}
            tick={({ x, y, payload }: TickProps) => (
              <text x={x} y={Number(y) + fontPx * 0.35} {...tick}>
                {payload.value === 100 ? '100 %' : payload.value}
              </text>
            )}
          />
          <ReferenceLine
            segment={[
              { x: from, y: 100 },
              { x: to, y: 0 },
            ]}
            stroke="var(--ink-3)"
            strokeWidth={stroke / 2}
            strokeDasharray={`${stroke} ${stroke * 3}`}
          />
          {series.toReversed().map(({ id, state, points }) => (
            <Line
              key={id}
              data={[...points]}
              dataKey="left"
              stroke={colours[state]}
              strokeWidth={stroke}
              strokeDasharray={dashes[series.findIndex((one) => one.id === id)] ?? ''}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </div>
      <figcaption>
        {series.map(({ id, name, state }, index) => (
          <span key={id}>
            <Swatch colour={colours[state]} dash={dashes[index] ?? ''} />
            <i>{name}</i>
          </span>
        ))}
        <span>
          <Swatch colour="var(--ink-3)" dash="3 6" />
          <i>even burn</i>
        </span>
      </figcaption>
    </figure>
  );
});

interface TickProps {
  readonly x: number | string;
  readonly y: number | string;
  readonly index: number;
  readonly payload: { readonly value: number };
}

function Swatch({ colour, dash }: { readonly colour: string; readonly dash: string }): ReactElement {
  return (
    <svg viewBox="0 0 34 4" aria-hidden="true">
      <path d="M0 2h34" stroke={colour} strokeWidth="4" strokeDasharray={dash} />
    </svg>
  );
}
