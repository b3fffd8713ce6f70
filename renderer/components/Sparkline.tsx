import { memo, type ReactElement } from 'react';
import styles from './Sparkline.module.css';

interface SparklineProps {
  /** Oldest first; null is a gap. */
  readonly points: readonly (number | null)[];
  /** How many steps lie between the last point and the right edge: the line ends where the data ended. */
  readonly stepsSinceEnd: number;
  /** Colour of the state the line belongs to. */
  readonly tone: 'down' | 'degraded' | 'unknown' | 'maintenance' | 'operational';
}

const width = 288;
const height = 66;
const inset = 6;
/** The height stands for at least this share of the highest point. */
const leastSpan = 0.5;

/** The short past of one figure, stretched to its box. */
export const Sparkline = memo(function Sparkline({
  points,
  stepsSinceEnd,
  tone,
}: SparklineProps): ReactElement {
  return (
    <svg
      className={`${styles.spark} ${styles[tone]}`}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className={styles.area} d={sparkArea(points, stepsSinceEnd)} />
      <path d={sparkPath(points, stepsSinceEnd)} vectorEffect="non-scaling-stroke" />
    </svg>
  );
});

type Place = readonly [x: number, y: number];

/** Where each unbroken run of points lies in the box; a gap ends a run. */
function runsOf(points: readonly (number | null)[], stepsSinceEnd: number): readonly (readonly Place[])[] {
  const known = points.filter((point) => point !== null);
  const least = known.reduce((low, point) => Math.min(low, point), Infinity);
  const most = known.reduce((high, point) => Math.max(high, point), -Infinity);
  const middle = (least + most) / 2;
  // A steady figure is drawn steady: its last per cents never fill the height.
  const span = Math.max(most - least, Math.abs(most) * leastSpan);
  const stepX = width / Math.max(1, points.length - 1);
  const shift = Math.max(0, stepsSinceEnd) * stepX;
  const yOf = (value: number): number =>
    span === 0 ? height / 2 : height / 2 - ((value - middle) / span) * (height - 2 * inset);
  const runs: Place[][] = [];
  let isRunning = false;
  points.forEach((point, index) => {
    const x = index * stepX - shift;
    if (point === null || x < 0) {
      isRunning = false;
      return;
    }
    if (!isRunning) runs.push([]);
    runs.at(-1)?.push([x, yOf(point)]);
    isRunning = true;
  });
  return runs;
}

const at = ([x, y]: Place): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** The svg path of a row of points; each gap starts a new stroke, and a lone point becomes a dot. */
export function sparkPath(points: readonly (number | null)[], stepsSinceEnd: number): string {
  return runsOf(points, stepsSinceEnd)
    .map((run) => `M${run.map(at).join(' L')}${run.length === 1 ? ' h0.01' : ''}`)
    .join(' ');
}

/** The area between the same line and the foot of the box. */
export function sparkArea(points: readonly (number | null)[], stepsSinceEnd: number): string {
  return runsOf(points, stepsSinceEnd)
    .filter((run) => run.length > 1)
    .map((run) => `M${run.map(at).join(' L')} V${height} H${run[0]?.[0].toFixed(1) ?? 0} Z`)
    .join(' ');
}
