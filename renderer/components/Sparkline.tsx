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
const inset = 8;

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
      <path d={sparkPath(points, stepsSinceEnd)} vectorEffect="non-scaling-stroke" />
    </svg>
  );
});

/** The svg path of a row of points; each gap starts a new stroke, and a lone point becomes a dot. */
export function sparkPath(points: readonly (number | null)[], stepsSinceEnd: number): string {
  const known = points.filter((point) => point !== null);
  const least = known.reduce((low, point) => Math.min(low, point), Infinity);
  const most = known.reduce((high, point) => Math.max(high, point), -Infinity);
  const stepX = width / Math.max(1, points.length - 1);
  const shift = Math.max(0, stepsSinceEnd) * stepX;
  const yOf = (value: number): number =>
    most === least ? height / 2 : height - inset - ((value - least) / (most - least)) * (height - 2 * inset);
  let path = '';
  let isDrawing = false;
  points.forEach((point, index) => {
    const x = index * stepX - shift;
    if (point === null || x < 0) {
      isDrawing = false;
      return;
    }
    const next = points[index + 1];
    const at = `${x.toFixed(1)} ${yOf(point).toFixed(1)}`;
    if (isDrawing) path += ` L${at}`;
    else path += `${path === '' ? '' : ' '}M${at}${next === null || next === undefined ? ' h0.01' : ''}`;
    isDrawing = true;
  });
  return path;
}
