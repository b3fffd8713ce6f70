import { memo, useRef, type ReactElement, type Ref } from 'react';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import styles from './HistoryChart.module.css';
import { useBox } from './useBox.ts';

/** One point on the time axis, at the end of its step. */
export interface ChartPoint {
  readonly to: number;
  readonly badPercent: number | null;
  readonly leftPercent: number | null;
}

/** A stretch marked on the time axis. */
export interface ChartMark {
  readonly kind: 'incident' | 'change';
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

interface HistoryChartProps {
  readonly points: readonly ChartPoint[];
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  readonly tickText: (at: number) => string;
  /** Lines of the shares at which a pair of windows burns, per cent: "14.4×". */
  readonly factors: readonly { readonly name: string; readonly percent: number }[];
  /** Even burn: what would be left at the two ends of the span, per cent. */
  readonly even?: { readonly from: number; readonly to: number } | undefined;
  readonly marks: readonly ChartMark[];
  /** What a point says in words. */
  readonly describe: (to: number) => readonly string[];
  readonly frameRef: Ref<HTMLDivElement>;
}

const markColours = { incident: 'var(--down)', change: 'var(--maintenance)' } as const;
const margin = { top: 24, right: 44, bottom: 0, left: 0 };
/** Share of the plot's width or height that a label takes. */
const labelWide = 0.09;
const labelHigh = 0.12;
/** Per cent left below which a label has no room under its line. */
const lowLine = 20;
const tick = { fontSize: 12, fill: 'var(--ink-3)' };
const axis = { axisLine: false, tickLine: false, tick } as const;

/** An objective's past: the bad share of each step, and under it the budget left beside the even burn. */
export const HistoryChart = memo(function HistoryChart(props: HistoryChartProps): ReactElement {
  const { points, from, to, ticks, tickText, factors, even, marks, describe, frameRef } = props;
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useBox(box, { width: 800, height: 320 });
  const hasLeft = points.some(({ leftPercent }) => leftPercent !== null);
  const upper = Math.floor(hasLeft ? height / 2 : height);
  const data = [...points];
  const worst = Math.max(0, ...points.map(({ badPercent }) => badPercent ?? 0));
  const lowest = Math.min(0, ...points.map(({ leftPercent }) => leftPercent ?? 0));
  const nearest = Math.min(...factors.map(({ percent }) => percent));
  const top = niceTop(Math.max(worst * 1.1, Number.isFinite(nearest) ? nearest * 1.4 : 0, 0.01));
  const shownFactors = spaced(
    factors.filter(({ percent }) => percent <= top).toSorted((one, other) => other.percent - one.percent),
    ({ percent }) => percent,
    top * labelHigh,
  );
  const drawnMarks = marksOf(marks, from, to);
  const time = (
    <XAxis
      type="number"
      dataKey="to"
      domain={[from, to]}
      allowDataOverflow
      ticks={[...ticks]}
      interval={0}
      height={20}
      tickFormatter={tickText}
      {...axis}
    />
  );
  // Both plots follow the pointer; the words stand in the upper one.
  const tooltip = (hasWords: boolean): ReactElement => (
    <Tooltip
      isAnimationActive={false}
      cursor={{ stroke: 'var(--ink-3)' }}
      content={({ active, label }) =>
        active === true && hasWords ? <Readout lines={describe(Number(label))} /> : null
      }
    />
  );
  return (
    <div ref={frameRef} className={styles.chart}>
      <div ref={box} className={styles.plots}>
        <h4 style={{ top: 0 }}>Bad share of each step, %</h4>
        <ComposedChart width={width} height={upper} data={data} margin={margin} syncId="past">
          <CartesianGrid vertical={false} stroke="var(--line)" />
          {time}
          <YAxis
            type="number"
            domain={[0, top]}
            allowDataOverflow
            width={56}
            ticks={[0, top / 2, top]}
            interval={0}
            tickFormatter={percentText}
            {...axis}
          />
          {drawnMarks}
          <Area
            type="stepBefore"
            dataKey="badPercent"
            stroke="var(--series-1)"
            fill="var(--series-1)"
            fillOpacity={0.25}
            strokeWidth={1.5}
            dot={false}
            activeDot={{ r: 3 }}
            isAnimationActive={false}
          />
          {shownFactors.map(({ name, percent, isNamed }) => (
            <ReferenceLine
              key={name}
              y={percent}
              stroke="var(--degraded)"
              strokeDasharray="6 4"
              label={
                isNamed
                  ? { value: name, position: 'right', fontSize: 12, fill: 'var(--degraded)' }
                  : undefined
              }
            />
          ))}
          {tooltip(true)}
        </ComposedChart>
        {hasLeft ? (
          <>
            <h4 style={{ top: upper }}>Budget left, %</h4>
            <ComposedChart width={width} height={height - upper} data={data} margin={margin} syncId="past">
              <CartesianGrid vertical={false} stroke="var(--line)" />
              {time}
              <YAxis
                type="number"
                domain={[Math.max(-100, Math.floor(lowest / 10) * 10), 100]}
                allowDataOverflow
                ticks={[...(lowest < 0 ? [Math.max(-100, Math.floor(lowest / 10) * 10)] : []), 0, 50, 100]}
                interval={0}
                width={56}
                {...axis}
              />
              {drawnMarks}
              <ReferenceLine y={0} stroke="var(--down)" />
              {even === undefined ? null : (
                <ReferenceLine
                  segment={[
                    { x: from, y: even.from },
                    { x: to, y: even.to },
                  ]}
                  ifOverflow="hidden"
                  stroke="var(--ink-3)"
                  strokeDasharray="2 5"
                  label={{
                    value: 'even burn',
                    // Under the line where there is room, so that it lies on no axis.
                    position: even.to < lowLine ? 'insideBottomRight' : 'insideTopRight',
                    fontSize: 12,
                    fill: 'var(--ink-3)',
                  }}
                />
              )}
              <Line
                dataKey="leftPercent"
                stroke="var(--series-2)"
                strokeWidth={2}
                dot={false}
                activeDot={{ r: 3 }}
                isAnimationActive={false}
              />
              {tooltip(false)}
            </ComposedChart>
          </>
        ) : null}
      </div>
    </div>
  );
});

function marksOf(marks: readonly ChartMark[], from: number, to: number): readonly ReactElement[] {
  const wide = (to - from) * labelWide;
  return spaced(marks, (mark) => mark.from, wide).flatMap((mark) => [
    <ReferenceArea
      key={`${mark.id} area`}
      x1={mark.from}
      x2={Math.min(mark.to, to)}
      ifOverflow="hidden"
      fill={markColours[mark.kind]}
      fillOpacity={0.12}
    />,
    <ReferenceLine
      key={`${mark.id} line`}
      x={mark.from}
      ifOverflow="hidden"
      stroke={markColours[mark.kind]}
      strokeDasharray={mark.kind === 'incident' ? '3 3' : '8 3'}
      // The heading stands over the first part of the plot.
      label={
        mark.isNamed && mark.from > from + 2 * wide
          ? { value: mark.id, position: 'top', fontSize: 12, fill: 'var(--ink-2)' }
          : undefined
      }
    />,
  ]);
}

/** Names only what lies far enough from the last one named; the words below the chart name them all. */
function spaced<Item>(
  items: readonly Item[],
  placeOf: (item: Item) => number,
  apart: number,
): readonly (Item & { readonly isNamed: boolean })[] {
  let last: number | undefined;
  return items.map((item) => {
    const isNamed = last === undefined || Math.abs(placeOf(item) - last) >= apart;
    if (isNamed) last = placeOf(item);
    return { ...item, isNamed };
  });
}

function Readout({ lines }: { readonly lines: readonly string[] }): ReactElement {
  return (
    <div className={styles.readout}>
      {lines.map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </div>
  );
}

/** The next of 1, 2, 5 times a power of ten: an axis that does not move with each point. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const times = [1, 2, 5, 10].find((step) => step * power >= value) ?? 10;
  return Math.min(100, times * power);
}

const percentText = (value: number): string => String(Number(value.toPrecision(3)));
