import type { LinkStatus } from '../shared/bridge.ts';
import type { FeedState } from '../shared/feed/reduce.ts';
import type { ServiceState } from '../shared/model/service.ts';
import { utcSecond } from '../shared/rules/durations.ts';
import { drillOf } from '../shared/rules/drillOf.ts';

/** What the tray shows: one sign and its words. */
export interface TrayPosture {
  readonly sign: ServiceState;
  /** One line: "1 down, 2 degraded". */
  readonly words: string;
}

const order = ['down', 'degraded', 'unknown', 'maintenance'] as const;

/** The posture in a tray: the worst state there is; without a live feed unknown, whatever was known before. */
export function trayPosture(state: FeedState | undefined, status: LinkStatus): TrayPosture {
  if (state === undefined || state.at === 0) return { sign: 'unknown', words: 'Nothing known yet' };
  const services = Object.values(state.entities.service);
  const counts = order.map((kind) => ({
    kind,
    count: services.filter((service) => service.state === kind).length,
  }));
  const abnormal = counts.filter(({ count }) => count > 0);
  const list = abnormal.map(
    ({ kind, count }) => `${count} ${kind === 'maintenance' ? 'in maintenance' : kind}`,
  );
  const words = list.length === 0 ? `All ${services.length} services as they should be` : list.join(', ');
  if (status.kind !== 'live')
    return {
      sign: 'unknown',
      words: `${drillOf(status) === undefined ? 'F' : 'DRILL: f'}eed lost. Last known at ${utcSecond(state.at)} UTC: ${words}`,
    };
  return { sign: abnormal[0]?.kind ?? (services.length === 0 ? 'unknown' : 'operational'), words };
}
