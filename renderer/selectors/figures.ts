import type { Figure } from '../../shared/model/telemetry.ts';

/** True for a measured value outside its target. */
export function isOutside({ value, target }: Figure): boolean {
  if (value === undefined || target === undefined) return false;
  const { below, above } = target;
  return (below !== undefined && value >= below) || (above !== undefined && value <= above);
}

/** `7.8`, `1,204`, `99.991`; shares near 100 keep three places and are never rounded up. */
export function valueText({ value, unit }: Pick<Figure, 'value' | 'unit'>): string {
  if (value === undefined) return '?';
  if (unit.startsWith('%') && value >= 99) return (Math.floor(value * 1_000 + 1e-6) / 1_000).toFixed(3);
  const size = Math.abs(value);
  if (size >= 100) return value.toLocaleString('en-GB', { maximumFractionDigits: 0 });
  if (size > 0 && size < 0.1) return String(Number(value.toPrecision(1)));
  return value.toFixed(1);
}
