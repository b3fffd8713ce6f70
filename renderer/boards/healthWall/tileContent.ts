import type { Service, ServiceState } from '../../../shared/model/service.ts';
import type { Figure, History, Telemetry } from '../../../shared/model/telemetry.ts';
import { durationText, roughText, utcMinute, utcSince } from '../../../shared/rules/durations.ts';

const hourMs = 3_600_000;

/** What a tile says about a service at one instant. */
export interface TileContent {
  readonly state: ServiceState;
  readonly words: string;
  readonly figure: string;
  readonly unit: string;
  readonly line: string;
}

interface Moment {
  readonly now: number;
  readonly live: boolean;
}

/** The words and figures of a tile. Without a live feed nothing is current: all is unknown, with what was last known. */
export function tileContent(
  service: Service,
  telemetry: Telemetry | undefined,
  { now, live }: Moment,
): TileContent {
  const figures = telemetry?.figures ?? [];
  const headline = figures.find((figure) => figure.headline) ?? figures[0];
  const { state, since, reason } = service;
  if (!live) {
    const known = headline?.value === undefined || headline.at === undefined ? undefined : headline;
    const line = known === undefined ? '' : `${namedText(known)} at ${utcMinute(known.at ?? now)} UTC`;
    return { state: 'unknown', words: `Last known: ${state}`, figure: '?', unit: '', line };
  }
  switch (state) {
    case 'down': {
      const lastsMs = now - since;
      const words = `Down since ${utcSince(since, now)}`;
      return {
        state,
        words,
        figure: durationText(lastsMs),
        unit: lastsMs < hourMs ? 'min down' : 'down',
        line: reason,
      };
    }
    case 'unknown':
      return { state, words: `Unknown since ${utcSince(since, now)}`, figure: '?', unit: '', line: reason };
    case 'degraded': {
      const figure = figures.find(isOutside) ?? headline;
      return { state, words: `Degraded ${roughText(now - since)}`, ...figureParts(figure), line: reason };
    }
    case 'maintenance':
      return { state, words: 'Maintenance', ...figureParts(headline), line: reason };
    case 'operational': {
      const line = figures
        .filter((figure) => figure !== headline)
        .map(namedText)
        .join(' · ');
      return { state, words: 'Operational', ...figureParts(headline), line };
    }
  }
}

/** The one line of a platform part: why it is not operational, else its headline figure. */
export function partLine(service: Service, telemetry: Telemetry | undefined, live: boolean): string {
  if (!live) return `Last known: ${service.state}`;
  if (service.state !== 'operational') return service.reason;
  const headline = telemetry?.figures.find((figure) => figure.headline) ?? telemetry?.figures[0];
  return headline === undefined ? 'Operational' : namedText(headline);
}

/** Whole steps between a history's last point and now. */
export function stepsSinceEnd(history: History | undefined, now: number): number {
  return history === undefined ? 0 : Math.max(0, Math.floor((now - history.endsAt) / history.stepMs));
}

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

function figureParts(figure: Figure | undefined): Pick<TileContent, 'figure' | 'unit'> {
  if (figure === undefined) return { figure: '?', unit: '' };
  return { figure: valueText(figure), unit: `${figure.unit} ${figure.name}` };
}

/** `p99 2.1 ms`; a rate says in its unit what it is: `1,204 req/s`. */
function namedText(figure: Figure): string {
  const text = `${valueText(figure)} ${figure.unit}`;
  return figure.unit.includes('/') ? text : `${figure.name} ${text}`;
}
