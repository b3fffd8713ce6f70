import type { Alert } from '../../shared/model/alert.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { objectiveLabel } from '../alerts/objectiveLabel.ts';
import { burnCause, unavailableCause, wrongHashCause, type Signal } from '../desk/signal.ts';
import { isBelieved, type Evidence } from './findings.ts';
import { downSeverity, isAvailabilityAlert, isSuppressed } from './gravity.ts';
import { counted } from './wording.ts';

/** One missed scrape opens no incident; this long without one does. */
const scrapeGraceMs = 60_000;

type SignalPolicy = Pick<Policy, 'probes' | 'alerts' | 'compliance'>;

/** What the desk acts on: health checks, scrapes and hashes of the services, and the alerts of all sources. */
export function signalsOf(
  evidence: readonly Evidence[],
  alerts: readonly Alert[],
  policy: SignalPolicy,
): readonly Signal[] {
  const names = new Map(evidence.map(({ service }) => [service.id, service.name]));
  return [
    ...evidence.flatMap((one) => [...probeSignals(one, policy), ...upSignals(one, policy)]),
    // A silenced alert opens nothing, and ends nothing either.
    ...alerts.filter((alert) => !isSuppressed(alert)).map((alert) => alertSignal(alert, names)),
  ];
}

/** Alerts that tell of a wrong hash by their name share the probes' cause. */
const hashAlertName = /HashMismatch$/;

function probeSignals(evidence: Evidence, policy: SignalPolicy): readonly Signal[] {
  const { service, signals } = evidence;
  const { probe } = signals;
  if (probe === undefined || service.probe === undefined) return [];
  const { id, name } = service;
  const { failuresInRow, wrongHash, text } = probe;
  const isOld = !isBelieved(
    evidence,
    probe.source,
    probe.at,
    3 * service.probe.interval + service.probe.timeout,
  );
  const isDown = failuresInRow >= service.probe.failureThreshold;
  const stateOf = (isBad: boolean): Signal['state'] => (!isBad ? 'clear' : isOld ? 'lost' : 'bad');
  const health: Signal = {
    key: `probe:${id}`,
    cause: unavailableCause(id),
    state: stateOf(isDown),
    title: `${name} is unavailable`,
    text: probe.ok
      ? `Health check answers: ${text}`
      : `${counted(failuresInRow, 'health check')} failed: ${text}`,
    severity: downSeverity(service, policy),
    category: policy.alerts.defaultCategory,
    service: id,
    startedAt: probe.failingSince ?? probe.at,
  };
  // What was well when last heard is neither bad nor clear now: nothing is said of it.
  const healths = isOld && !isDown ? [] : [health];
  // While it doesn't answer, nothing is known of its hash.
  if (!service.probe.expectHash || (!probe.ok && wrongHash === undefined)) return healths;
  const said = wrongHash?.found === undefined ? 'no hash' : wrongHash.found;
  const hash: Signal = {
    key: `hash:${id}`,
    cause: wrongHashCause(id),
    state: wrongHash !== undefined && !probe.ok ? 'lost' : stateOf(wrongHash !== undefined),
    title: `${name} answers with the wrong constitutional hash`,
    text:
      wrongHash === undefined
        ? 'Constitutional hash is right'
        : `It says ${said}, expected ${wrongHash.expected}`,
    severity: policy.probes.hashMismatch,
    category: policy.compliance.category,
    service: id,
    isNeverPlanned: true,
    startedAt: wrongHash?.since ?? probe.at,
  };
  return isOld && wrongHash === undefined ? healths : [...healths, hash];
}

function upSignals(evidence: Evidence, policy: SignalPolicy): readonly Signal[] {
  const { service, signals, now } = evidence;
  const { up } = signals;
  if (up === undefined || service.up === undefined) return [];
  const isBad = !up.up && now - up.since >= scrapeGraceMs;
  // Not up, but not for long enough: neither news nor an end.
  if (!up.up && !isBad) return [];
  const isOld = !isBelieved(evidence, up.source, up.at);
  if (isOld && !isBad) return [];
  return [
    {
      key: `up:${service.id}`,
      cause: unavailableCause(service.id),
      state: !isBad ? 'clear' : isOld ? 'lost' : 'bad',
      title: `${service.name} is unavailable`,
      text: up.up ? 'Prometheus scrapes it' : "Prometheus can't scrape it",
      severity: downSeverity(service, policy),
      category: policy.alerts.defaultCategory,
      service: service.id,
      startedAt: up.since,
    },
  ];
}

const alertStates = {
  firing: 'bad',
  suppressed: 'bad',
  resolved: 'clear',
  lost: 'lost',
} as const satisfies Record<Alert['state'], Signal['state']>;
const alertWords = {
  firing: 'is firing',
  suppressed: 'is silenced',
  resolved: 'is resolved',
  lost: 'is no longer heard of; whether it ended is not known',
} as const satisfies Record<Alert['state'], string>;

function alertSignal(alert: Alert, names: ReadonlyMap<string, string>): Signal {
  const { id, name, service, category, severity, startsAt } = alert;
  const isUnavailable = service !== undefined && isAvailabilityAlert(alert);
  const on = service === undefined ? '' : ` on ${names.get(service) ?? service}`;
  const summary = alert.annotations['summary']?.slice(0, 200);
  return {
    key: `alert:${id}`,
    cause: causeOf(alert),
    foldsUnder:
      service !== undefined && alert.labels[objectiveLabel] !== undefined
        ? unavailableCause(service)
        : undefined,
    state: alertStates[alert.state],
    title: isUnavailable ? `${names.get(service) ?? service} is unavailable` : summary || `${name}${on}`,
    text: `Alert ${name}${on} ${alertWords[alert.state]}`,
    severity,
    category,
    service,
    alert: id,
    isNeverPlanned: hashAlertName.test(name),
    startedAt: alert.state === 'resolved' ? (alert.endedAt ?? startsAt) : startsAt,
  };
}

/** What an alert shares its incident by. */
export function causeOf(alert: Pick<Alert, 'service' | 'name' | 'labels' | 'category'>): string {
  const { service, name, labels } = alert;
  // The gateway sees the same burn itself: whoever is first opens the incident, and the other joins it.
  const objective = labels[objectiveLabel];
  if (objective !== undefined) return burnCause(objective);
  if (service !== undefined && isAvailabilityAlert(alert)) return unavailableCause(service);
  if (service !== undefined && hashAlertName.test(name)) return wrongHashCause(service);
  return `${service ?? '-'}:${name}`;
}
