import type { Service, ServiceState } from '../../../shared/model/service.ts';
import type { Figure, History, Telemetry } from '../../../shared/model/telemetry.ts';
import { isOutside, valueText } from '../../selectors/figures.ts';
import { durationText, roughText, utcMinute, utcSince } from '../../../shared/rules/durations.ts';

const hourMs = 3_600_000;

/** What a tile says about a service at one instant. */
export interface TileContent {
  readonly state: ServiceState;
  readonly words: string;
  /** Zone of the time in `words`; absent where there is none. */
  readonly zone?: 'UTC';
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
    return { state: 'unknown', words: wasText(state), figure: '?', unit: '', line };
  }
  switch (state) {
    case 'down': {
      const lastsMs = now - since;
      return {
        state,
        words: stateWords(service, now),
        zone: 'UTC',
        figure: durationText(lastsMs),
        unit: lastsMs < hourMs ? 'min down' : 'down',
        line: reason,
      };
    }
    case 'unknown':
      return {
        state,
        words: stateWords(service, now),
        zone: 'UTC',
        figure: '?',
        unit: '',
        line: reason,
      };
    case 'degraded': {
      const figure = figures.find(isOutside) ?? headline;
      const line = degradedLine(reason, figure, figures);
      return { state, words: stateWords(service, now), ...figureParts(figure), line };
    }
    case 'maintenance':
      return { state, words: stateWords(service, now), ...figureParts(headline), line: workLine(service) };
    case 'operational': {
      const line = figures
        .filter((figure) => figure !== headline)
        .map(namedText)
        .join(' · ');
      return { state, words: stateWords(service, now), ...figureParts(headline), line };
    }
  }
}

/** The one line of a platform part: its state and why where it is not operational, else its headline figure. */
export function partLine(service: Service, telemetry: Telemetry | undefined, { now, live }: Moment): string {
  if (!live) return wasText(service.state);
  const figures = telemetry?.figures ?? [];
  const outside = service.state === 'degraded' ? figures.find(isOutside) : undefined;
  if (outside !== undefined) return namedText(outside);
  if (service.state !== 'operational') return `${stateWords(service, now)} · ${workLine(service)}`;
  const headline = figures.find((figure) => figure.headline) ?? figures[0];
  return headline === undefined ? 'Operational' : namedText(headline);
}

/** Without a live feed: `Was operational`, short enough for the narrowest tile. */
const wasText = (state: ServiceState): string => `Was ${state === 'maintenance' ? 'in maintenance' : state}`;

/** A state with its age or its beginning; times are UTC, and the caller says so where there is room. */
function stateWords({ state, since }: Service, now: number): string {
  switch (state) {
    case 'down':
      return `Down since ${utcSince(since, now)}`;
    case 'unknown':
      return `Unknown since ${utcSince(since, now)}`;
    case 'degraded':
      return `Degraded ${roughText(now - since)}`;
    case 'maintenance':
      return 'Maintenance';
    case 'operational':
      return 'Operational';
  }
}

/** The reason; where it only says again what the figure says, its target and the other figures in its place. */
function degradedLine(reason: string, shown: Figure | undefined, figures: readonly Figure[]): string {
  if (shown === undefined || !isOutside(shown) || !reason.startsWith(`${shown.name} `)) return reason;
  const { below, above } = shown.target ?? {};
  const side = below !== undefined ? `below ${below}` : `above ${above}`;
  const others = figures.filter((figure) => figure !== shown && figure.value !== undefined).map(namedText);
  return [`target ${side} ${shown.unit}`, ...others].join(' · ');
}

/** The reason; of maintenance, its end before its title, which may be cut off: `CHG-118 to 04:00 UTC · Upgrade`. */
function workLine(service: Service): string {
  if (service.state !== 'maintenance') return service.reason;
  const change = service.findings.find(({ state }) => state === 'maintenance')?.change;
  return change === undefined
    ? service.reason
    : `${change.id} to ${utcMinute(change.endsAt)} UTC · ${change.title}`;
}

/** Whole steps between a history's last point and now. */
export function stepsSinceEnd(history: History | undefined, now: number): number {
  return history === undefined ? 0 : Math.max(0, Math.floor((now - history.endsAt) / history.stepMs));
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
