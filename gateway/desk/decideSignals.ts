import { Drafted } from './drafted.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { changesInForce, liftedAt } from '../../shared/rules/maintenance.ts';
import type { DeskEvent } from './events.ts';
import type { DeskState } from './evolve.ts';
import { decideFolding, foldOf, type Fold } from './folding.ts';
import { calledBy, runbooksFor, severityAtOnce } from './procedures.ts';
import { rankOf, type DeskRules } from './rules.ts';
import type { Signal } from './signal.ts';
import type { SignalStanding } from './standings.ts';

/** A signal that ends and begins again is told at most this often, so that flapping does not flood a timeline. */
const restMs = 30_000;
const by = { kind: 'gateway', name: 'gateway' } as const;

/**
 * What follows from the present signals: incidents opened (one for each cause), signals joining and leaving, severity
 * raised. An incident is resolved by people alone: that every signal is clear does not say that it is over.
 * Symptoms fold under their cause.
 * A service in maintenance opens none; what is still bad when its change ends, or its planned end passes, opens one then.
 */
export function decideSignals(
  before: DeskState,
  rules: DeskRules,
  signals: readonly Signal[],
  now: Instant,
): readonly DeskEvent[] {
  const drafted = new Drafted(before);
  // Worst first: the worst signal of a cause names its incident.
  // What a procedure rates at once counts as it does, whatever its source made of it.
  const rated = signals.map((signal) => ({
    ...signal,
    severity: severityAtOnce(rules, signal.category, signal.severity),
  }));
  const ordered = rated.sort(
    (one, other) =>
      rankOf(rules, one.severity) - rankOf(rules, other.severity) || one.startedAt - other.startedAt,
  );
  for (const signal of ordered) {
    const standing = drafted.state.signals.get(signal.key);
    if (signal.state !== 'bad') {
      const isTold = standing === undefined || standing.state === signal.state;
      const isResting =
        standing !== undefined &&
        now - standing.changedAt < restMs &&
        hasFlapped(drafted.state, standing, now);
      // A signal that was lost after it was clear is no news.
      const isNews = !isTold && !isResting && !(signal.state === 'lost' && standing.state === 'clear');
      if (isNews) drafted.add(signalEvent(standing.incident, signal, now));
      continue;
    }
    if (standing?.state === 'bad') continue;
    // Resolved while the signal was lost: hearing the same bad state again is no recurrence.
    if (standing?.state === 'lost' && drafted.state.incidents.get(standing.incident)?.status === 'resolved') {
      drafted.add(signalEvent(standing.incident, signal, now));
      continue;
    }
    const open = incidentFor(drafted.state, rules, signal);
    if (open === undefined && isHeldBack(drafted.state, signal, now)) continue;
    const incident = open ?? `INC-${drafted.state.nextNumber}`;
    if (open === undefined) {
      const fold = foldOf(drafted.state, rules, { ...signal, id: incident, since: now });
      drafted.add(openEvent(incident, rules, signal, heldBackText(drafted.state, signal, now), fold, now));
    }
    drafted.add(signalEvent(incident, signal, now));
    const severity = drafted.state.incidents.get(incident)?.severity ?? signal.severity;
    if (rankOf(rules, signal.severity) < rankOf(rules, severity)) {
      const reason = `${signal.text}, which the policy rates ${signal.severity}`;
      drafted.add({
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
  for (const event of decideFolding(drafted.state, rules, now)) drafted.add(event);
  return drafted.events;
}

/**
 * The open incident that a signal joins: the one that it was in, which may be where a person put it; else that of its
 * cause; else that of what accounts for it.
 */
function incidentFor(state: DeskState, rules: DeskRules, signal: Signal): string | undefined {
  const held = state.incidents.get(state.signals.get(signal.key)?.incident ?? '');
  if (held !== undefined && held.status !== 'resolved') return held.id;
  const foldsUnder = rules.standsAlone(signal) ? undefined : signal.foldsUnder;
  return state.openByCause.get(signal.cause) ?? state.openByCause.get(foldsUnder ?? '');
}

/** Whether an incident's signals changed more than a few times lately. */
function hasFlapped(state: DeskState, { incident }: SignalStanding, now: Instant): boolean {
  const recent = state.incidents
    .get(incident)
    ?.timeline.filter(({ kind, at }) => kind === 'signal' && now - at < 5 * restMs);
  return (recent?.length ?? 0) > 6;
}

function signalEvent(incident: string, { key, state, alert, text }: Signal, now: Instant): DeskEvent {
  return { type: 'incident.signal', at: now, by, incident, signal: key, state, alert, text };
}

const changesOf = ({ changes }: DeskState) => Object.values(changes);

function isHeldBack(state: DeskState, { service, isNeverPlanned }: Signal, now: Instant): boolean {
  if (service === undefined || isNeverPlanned === true) return false;
  return changesInForce(changesOf(state), service, now).length > 0;
}

/** Why an incident opens later than its first signal; empty where nothing held it back. */
function heldBackText(
  state: DeskState,
  { service, startedAt, isNeverPlanned }: Signal,
  now: Instant,
): string {
  if (service === undefined || isNeverPlanned === true) return '';
  const held = changesOf(state).filter((change) => {
    const lifted = liftedAt(change);
    return change.services.includes(service) && lifted !== undefined && startedAt < lifted && lifted <= now;
  });
  return held.length === 0 ? '' : `, held back during ${held.map(({ id }) => id).join(', ')}`;
}

function openEvent(
  incident: string,
  rules: DeskRules,
  signal: Signal,
  heldBack: string,
  fold: Fold | undefined,
  now: Instant,
): DeskEvent {
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
    text: `Opened as ${severity}${heldBack}`,
    alerts: alert === undefined ? [] : [alert],
    folded: fold,
    runbooks: runbooksFor(rules, category, rules.services.get(service ?? '')?.runbooks ?? []),
    ...calledBy(rules, category),
  };
}
