import type { Outgoing } from '../bridge.ts';
import type { DeskInfo } from '../model/desk.ts';
import type { Incident } from '../model/incident.ts';
import { soundRanks, type SoundRank } from '../model/soundSettings.ts';
import { severityOrder } from './severity.ts';

/** An incident that waits for somebody to acknowledge it. */
export interface Alarm {
  readonly id: string;
  /** 0 is the worst severity of the policy; everything below its third is 3. */
  readonly rank: number;
  /** When it opened, stood up or was judged anew, ms. */
  readonly since: number;
}

/** The name of a rank. */
export const rankName = (rank: number): SoundRank => soundRanks[rank] ?? 'rest';

/**
 * Everything that waits for an acknowledgement: neither what is over, nor what another incident answers for, nor what
 * was acknowledged here and is still on its way.
 */
export function alarmsOf(
  severities: DeskInfo['severities'],
  incidents: Readonly<Record<string, Incident>>,
  outgoing: readonly Pick<Outgoing, 'name' | 'params' | 'state'>[],
): readonly Alarm[] {
  const order = severityOrder(severities);
  const rankOf = (severity: string): number => {
    const place = order.indexOf(severity);
    return place === -1 ? soundRanks.length - 1 : Math.min(place, soundRanks.length - 1);
  };
  const onTheirWay = new Set(
    outgoing
      .filter(
        ({ name, state }) => name === 'incident.acknowledge' && state !== 'refused' && state !== 'failed',
      )
      .map(({ params }) => params['incident']),
  );
  return Object.values(incidents)
    .filter(
      ({ id, status, foldedUnder, acknowledged }) =>
        status === 'open' && acknowledged === undefined && foldedUnder === undefined && !onTheirWay.has(id),
    )
    .map(({ id, severity, clocksFrom, ladderFrom, openedAt }) => ({
      ...{ id, rank: rankOf(severity) },
      since: Math.max(clocksFrom ?? 0, ladderFrom ?? 0, openedAt),
    }));
}
