import type { PolicyFigure } from '../../../shared/policy/index.ts';
import { noise } from './noise.ts';
import type { Condition } from './script.ts';

const dayMs = 24 * 3_600_000;

/** Where a figure is at home, in its unit: well within its target, or what is usual for its unit. */
function usual(figure: PolicyFigure, seed: number, key: string): number {
  const own = noise(seed, `usual/${key}`);
  const { below, above } = figure.target ?? {};
  const ceiling = figure.unit === '%' ? 100 : figure.unit === 'ratio' ? 1 : undefined;
  // What counts failures or delay is small where nothing is wrong, whatever its unit.
  if (below === undefined && above === undefined && /error|lag/i.test(figure.id)) return 0.05 + 0.2 * own;
  if (below !== undefined) return below * (0.45 + 0.3 * own);
  if (above !== undefined)
    return ceiling === undefined ? above * (1.3 + own) : above + (ceiling - above) * (0.4 + 0.5 * own);
  const byUnit: Readonly<Record<PolicyFigure['unit'], number>> = {
    ms: 3,
    s: 1,
    min: 5,
    '%': 99.9,
    'req/s': 240,
    ratio: 0.97,
    count: 12,
    'per day': 40,
    points: 80,
  };
  return byUnit[figure.unit] * (ceiling === undefined ? 0.7 + 0.6 * own : 1);
}

/** A figure at an instant; undefined where a service that is down measures nothing. */
export function figureValue(
  figure: PolicyFigure,
  at: {
    readonly seed: number;
    readonly service: string;
    readonly now: number;
    readonly condition: Condition;
  },
): number | undefined {
  const { seed, service, now, condition } = at;
  const key = `${service}/${figure.id}`;
  const isShare = figure.unit === '%' || figure.unit === 'ratio';
  if (condition === 'down') return figure.unit === 'req/s' ? 0 : undefined;
  const home = usual(figure, seed, key);
  const jitter = noise(seed, `${key}/${Math.floor(now / 5_000)}`) - 0.5;
  // A share keeps near home; traffic follows the day; the rest trembles.
  const swing = figure.unit === 'req/s' ? 1 + 0.25 * Math.sin((now / dayMs) * 2 * Math.PI) : 1;
  let value = home * swing * (1 + jitter * (isShare ? 0.002 : 0.12));
  const { below, above } = figure.target ?? {};
  if (condition === 'slow' && (figure.unit === 'ms' || figure.unit === 's')) {
    value = (below ?? home) * (1.5 + 0.3 * jitter);
  }
  if (condition === 'few-hits' && isShare && above !== undefined) value = above * (0.93 + 0.02 * jitter);
  const top = figure.unit === '%' ? 100 : figure.unit === 'ratio' ? 1 : Number.POSITIVE_INFINITY;
  return Number(Math.min(top, value).toPrecision(5));
}
