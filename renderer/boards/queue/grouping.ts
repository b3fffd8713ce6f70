import type { Alert } from '../../../shared/model/alert.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import type { ActDraft } from '../../components/ActForm.tsx';
import { lacks, type ActOutcome } from './actCommand.ts';
import type { GroupingKind } from './acts.ts';

/** Something that may be chosen. */
export interface Choosable {
  readonly id: string;
  readonly name: string;
}

interface Held {
  readonly incidents: Readonly<Record<string, Incident>>;
  readonly alerts: Readonly<Record<string, Alert>>;
}

const inWords: Readonly<Record<Alert['state'], string>> = {
  firing: 'firing',
  suppressed: 'silenced',
  lost: 'lost',
  resolved: 'resolved',
};

const alertWords = ({ name, service, state, severity, incident }: Alert): string =>
  [`${severity} ${name}`, service, inWords[state], incident].filter(Boolean).join(' · ');

/** What fires comes before what ended. */
const stateOrder: readonly Alert['state'][] = ['firing', 'lost', 'suppressed', 'resolved'];
const byState = (one: Alert, other: Alert): number =>
  stateOrder.indexOf(one.state) - stateOrder.indexOf(other.state) || one.name.localeCompare(other.name);

/** Alerts that may be attached to an incident: those that it does not have. */
const attachable = ({ id }: Incident, { alerts }: Held): readonly Choosable[] =>
  Object.values(alerts)
    .filter(({ incident }) => incident !== id)
    .sort(byState)
    .map((alert) => ({ id: alert.id, name: alertWords(alert) }));

/** Incidents that another may be merged into: those that are open and stand by themselves. */
const mergeTargets = ({ id }: Incident, { incidents }: Held): readonly Choosable[] =>
  Object.values(incidents)
    .filter((other) => other.id !== id && other.status !== 'resolved' && other.foldedUnder === undefined)
    .sort((one, other) => other.openedAt - one.openedAt)
    .map(({ id: other, severity, title }) => ({ id: other, name: `${other} · ${severity} ${title}` }));

const signalNames: Readonly<Record<string, string>> = {
  probe: 'Health check',
  up: 'Scrape',
  hash: 'Constitutional hash',
  burn: 'Budget burn',
  trigger: 'Trigger',
};

/** What an incident holds that may be taken out: its signals by key, or its alerts where the gateway tells of no others. */
function signalsIn(incident: Incident, { alerts }: Held): readonly Choosable[] {
  const keys = incident.signals?.map(({ key }) => key) ?? incident.alerts.map((alert) => `alert:${alert}`);
  return keys.map((key) => {
    const [kind = '', rest = ''] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
    const alert = kind === 'alert' ? alerts[rest] : undefined;
    if (alert !== undefined) return { id: key, name: alertWords({ ...alert, incident: undefined }) };
    return { id: key, name: `${signalNames[kind] ?? kind} ${rest}` };
  });
}

/** Alerts of an incident that may be detached. */
const detachable = (incident: Incident, held: Held): readonly Choosable[] =>
  signalsIn(incident, held)
    .filter(({ id }) => id.startsWith('alert:'))
    .map(({ id, name }) => ({ id: id.slice('alert:'.length), name }));

/** Turns the filled form of such an act into its command. */
export function groupingCommand(
  kind: GroupingKind,
  incident: string | undefined,
  draft: ActDraft,
): ActOutcome {
  if (incident === undefined) return lacks('No incident is selected.');
  const text = draft.text.trim();
  const reason = text === '' ? {} : { reason: text };
  if (kind === 'merge') {
    if (draft.target === '') return lacks('Choose the incident that it becomes part of.');
    return { ok: true, name: 'incident.merge', params: { incident, into: draft.target, ...reason } };
  }
  if (kind === 'split') {
    if (draft.signals.length === 0) return lacks('Choose what the new incident is to hold.');
    const title = draft.title.trim();
    const named = title === '' ? {} : { title };
    const params = { incident, signals: draft.signals, ...named, ...reason };
    return { ok: true, name: 'incident.split', params };
  }
  if (draft.target === '') return lacks('Choose an alert.');
  return { ok: true, name: `incident.${kind}`, params: { incident, alert: draft.target, ...reason } };
}

/** What may be chosen in the form of such an act. */
export function choosableFor(
  kind: GroupingKind,
  incident: Incident | undefined,
  held: Held,
): readonly Choosable[] {
  if (incident === undefined) return [];
  const choices = { attach: attachable, detach: detachable, merge: mergeTargets, split: signalsIn };
  return choices[kind](incident, held);
}
