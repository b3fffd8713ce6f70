import type { OrderedMap } from 'immutable';
import type { Alert, AlertState } from '../../shared/model/alert.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Observation } from '../sources/source.ts';
import { mapAlert, type AlertMapping } from './mapAlert.ts';

/** All known alerts by id; Alertmanager may send each by itself, so none may copy all. */
export type Alerts = OrderedMap<string, Alert>;

/** An alert that changed its state, appeared (`from` absent) or is kept no longer (`to` absent). */
export interface AlertChange {
  readonly alert: Alert;
  readonly from?: AlertState | undefined;
  readonly to?: AlertState | undefined;
}

/** The alerts after something was seen, and what changed by it. */
export interface AlertOutcome {
  readonly alerts: Alerts;
  readonly changes: readonly AlertChange[];
}

type Heard = Extract<Observation, { kind: 'alerts' }>;

/** Two clocks, and seconds cut off in between: how near an end must be to the lease's to be the lease's. */
const leaseToleranceMs = 2_000;
const keepResolvedMs = 15 * 60_000;

/**
 * Takes in a list of alerts. `isContinuous`: the source was heard without a break since its last complete list. Then
 * what vanished before its lease ran out was resolved; what vanished otherwise is lost: Alertmanager restarted empty,
 * was unreachable, or Prometheus no longer renews the lease.
 */
export function applyAlerts(
  known: Alerts,
  heard: Heard,
  context: { readonly mapping: AlertMapping; readonly isContinuous: boolean },
): AlertOutcome {
  let next = known;
  const changes: AlertChange[] = [];
  const set = (alert: Alert): void => {
    const from = known.get(alert.id)?.state;
    next = next.set(alert.id, alert);
    if (from !== alert.state) changes.push({ alert, from, to: alert.state });
  };
  const listed = new Set<string>();
  for (const told of heard.alerts) {
    const alert = mapAlert(told, context.mapping, heard.source, heard.at);
    if (alert === undefined) continue;
    listed.add(alert.id);
    const before = known.get(alert.id);
    // A poll that began before a webhook came knows less than the webhook.
    if (before !== undefined && before.lastSeenAt > heard.at) continue;
    if (alert.state !== 'resolved') set(alert);
    // An end that was never seen to begin is no news.
    else if (before !== undefined && before.state !== 'resolved') set(ended(before, alert));
  }
  if (heard.complete) {
    for (const before of known.values()) {
      if (before.source !== heard.source || listed.has(before.id) || !isOpen(before)) continue;
      if (before.lastSeenAt > heard.at) continue;
      const ranOut = before.leaseUntil !== undefined && before.leaseUntil <= heard.at + leaseToleranceMs;
      const isEnd = context.isContinuous && !heard.restarted && !ranOut;
      set(isEnd ? { ...before, state: 'resolved', endedAt: heard.at, lastSeenAt: heard.at } : lose(before));
    }
  }
  return { alerts: next, changes };
}

const isOpen = ({ state }: Alert): boolean => state === 'firing' || state === 'suppressed';
const lose = (alert: Alert): Alert => ({ ...alert, state: 'lost' });

/** Alertmanager also says 'resolved' when a lease merely runs out, with the lease's end as the end. */
function ended(before: Alert, told: Alert): Alert {
  const isLeaseEnd =
    before.leaseUntil !== undefined &&
    told.endedAt !== undefined &&
    Math.abs(told.endedAt - before.leaseUntil) <= leaseToleranceMs &&
    told.lastSeenAt >= before.leaseUntil - leaseToleranceMs;
  return isLeaseEnd
    ? { ...lose(before), lastSeenAt: told.lastSeenAt }
    : { ...told, leaseUntil: before.leaseUntil };
}

/** How a source is as its alerts grow old: silent, or heard without a break since. */
export interface SourceHearing {
  readonly isSilent: boolean;
  /** What it told is believed for so long. */
  readonly believedForMs: number;
  /** Since when it has been fresh without a break or a restart; absent while it is not. */
  readonly freshSince: Instant | undefined;
}

/**
 * What time alone does: alerts of a silent source are lost; ended ones are dropped after 15 minutes, and so are lost
 * ones that their source, fresh all the while, has not mentioned again.
 */
export function ageAlerts(
  known: Alerts,
  hearingOf: (source: string) => SourceHearing | undefined,
  now: Instant,
): AlertOutcome {
  let next = known;
  const changes: AlertChange[] = [];
  for (const alert of known.values()) {
    const hearing = hearingOf(alert.source);
    const isLateLease =
      alert.leaseUntil !== undefined && alert.leaseUntil < now && hearing?.freshSince === undefined;
    // A webhook still comes through where the list is too long to be answered in time.
    const isUnheard =
      hearing === undefined || (hearing.isSilent && now - alert.lastSeenAt > hearing.believedForMs);
    if (isOpen(alert) && (isUnheard || isLateLease)) {
      const lost = lose(alert);
      next = next.set(alert.id, lost);
      changes.push({ alert: lost, from: alert.state, to: 'lost' });
    } else if (isOver(alert, hearing?.freshSince, now)) {
      next = next.delete(alert.id);
      changes.push({ alert, from: alert.state });
    }
  }
  return { alerts: next, changes };
}

function isOver(alert: Alert, freshSince: Instant | undefined, now: Instant): boolean {
  if (alert.state === 'resolved') return now - (alert.endedAt ?? alert.lastSeenAt) >= keepResolvedMs;
  if (alert.state !== 'lost' || freshSince === undefined) return false;
  return now - Math.max(freshSince, alert.lastSeenAt) >= keepResolvedMs;
}
