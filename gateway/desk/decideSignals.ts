import type { Instant } from '../../shared/model/instant.ts';
import type { DeskEvent } from './events.ts';
import { evolve, type DeskState } from './evolve.ts';
import { rankOf, type DeskRules } from './rules.ts';
import type { Signal } from './signal.ts';

/** A signal that ends and begins again is told at most this often, so that flapping does not flood a timeline. */
const restMs = 30_000;
const by = { kind: 'gateway', name: 'gateway' } as const;

/**
 * What follows from the present signals: incidents opened (one for each cause), signals joining and leaving, severity
 * raised. An incident is resolved by people alone: that every signal is clear does not say that it is over.
 */
export function decideSignals(
  before: DeskState,
  rules: DeskRules,
  signals: readonly Signal[],
  now: Instant,
): readonly DeskEvent[] {
  let state = before;
  const events: DeskEvent[] = [];
  const add = (event: DeskEvent): void => {
    events.push(event);
    state = evolve(state, event);
  };
  // Worst first: the worst signal of a cause names its incident.
  const ordered = [...signals].sort(
    (one, other) =>
      rankOf(rules, one.severity) - rankOf(rules, other.severity) || one.startedAt - other.startedAt,
  );
  for (const signal of ordered) {
    const standing = state.signals[signal.key];
    if (signal.state !== 'bad') {
      const isTold = standing === undefined || standing.state === signal.state;
      const isResting =
        standing !== undefined && now - standing.changedAt < restMs && hasFlapped(state, standing, now);
      // A signal that was lost after it was clear is no news.
      const isNews = !isTold && !isResting && !(signal.state === 'lost' && standing.state === 'clear');
      if (isNews) add(signalEvent(standing.incident, signal, now));
      continue;
    }
    if (standing?.state === 'bad') continue;
    // Resolved while the signal was lost: hearing the same bad state again is no recurrence.
    if (standing?.state === 'lost' && state.incidents[standing.incident]?.status === 'resolved') {
      add(signalEvent(standing.incident, signal, now));
      continue;
    }
    const open = state.openByCause[signal.cause];
    const incident = open ?? `INC-${state.nextNumber}`;
    if (open === undefined) add(openEvent(incident, rules, signal, now));
    add(signalEvent(incident, signal, now));
    const severity = state.incidents[incident]?.severity ?? signal.severity;
    if (rankOf(rules, signal.severity) < rankOf(rules, severity)) {
      const reason = `${signal.text}, which the policy rates ${signal.severity}`;
      add({
        type: 'incident.reclassified',
        at: now,
        by,
        incident,
        from: severity,
        to: signal.severity,
        reason,
      });
    }
  }
  return events;
}

/** Whether an incident's signals changed more than a few times lately. */
function hasFlapped(state: DeskState, { incident }: DeskState['signals'][string], now: Instant): boolean {
  const recent = state.incidents[incident]?.timeline.filter(
    ({ kind, at }) => kind === 'signal' && now - at < 5 * restMs,
  );
  return (recent?.length ?? 0) > 6;
}

function signalEvent(incident: string, { key, state, alert, text }: Signal, now: Instant): DeskEvent {
  return { type: 'incident.signal', at: now, by, incident, signal: key, state, alert, text };
}

function openEvent(incident: string, rules: DeskRules, signal: Signal, now: Instant): DeskEvent {
  const { title, severity, category, service, cause, startedAt, alert } = signal;
  return {
    type: 'incident.opened',
    at: now,
    by,
    incident,
    title,
    severity,
    category,
    service,
    cause,
    // A source's clock may be ahead of ours: nothing was seen before it was.
    firstSignalAt: Math.min(startedAt, now),
    text: `Opened as ${severity}`,
    alerts: alert === undefined ? [] : [alert],
    runbooks: [...(rules.services.get(service ?? '')?.runbooks ?? [])],
  };
}
