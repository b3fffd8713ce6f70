import type { CommandName } from '../../../shared/feed/commands.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import type { ActKind } from '../../store/uiState.ts';

/** An act of the queue that asks for something first: its key, its command, and when it fits. */
export interface QueueAct {
  readonly kind: ActKind;
  readonly key: string;
  readonly name: CommandName;
  /** For the map of keys. */
  readonly does: string;
  /** Incidents that it fits; `desk` needs none, `proposed` a run that waits for approval. */
  readonly on: 'any' | 'open' | 'resolved' | 'desk' | 'proposed';
}

/** Every such act; buttons, keys and the map of keys all come from here. */
export const queueActs: readonly QueueAct[] = [
  { kind: 'note', name: 'incident.note', key: 'n', does: 'note', on: 'any' },
  { kind: 'assess', name: 'incident.assess', key: 'i', does: 'assess severity and impact', on: 'open' },
  { kind: 'update', name: 'incident.update', key: 'u', does: 'stakeholder update', on: 'open' },
  { kind: 'escalate', name: 'incident.escalate', key: 'e', does: 'escalate to the next role', on: 'open' },
  { kind: 'assign', name: 'incident.assign', key: 'o', does: 'assign', on: 'open' },
  { kind: 'resolve', name: 'incident.resolve', key: 'x', does: 'resolve', on: 'open' },
  { kind: 'reclassify', name: 'incident.reclassify', key: 'c', does: 'reclassify', on: 'open' },
  { kind: 'silence', name: 'silence.create', key: 's', does: 'silence its alerts', on: 'open' },
  { kind: 'attach', name: 'incident.attach', key: 'T', does: 'attach an alert', on: 'open' },
  { kind: 'detach', name: 'incident.detach', key: 'D', does: 'detach an alert', on: 'open' },
  { kind: 'merge', name: 'incident.merge', key: 'J', does: 'merge into another incident', on: 'open' },
  { kind: 'split', name: 'incident.split', key: 'P', does: 'split off part of an incident', on: 'open' },
  {
    kind: 'report',
    name: 'incident.report',
    key: 'p',
    does: 'report on a resolved incident',
    on: 'resolved',
  },
  { kind: 'reopen', name: 'incident.reopen', key: 'R', does: 'reopen', on: 'resolved' },
  { kind: 'declare', name: 'incident.declare', key: 'd', does: 'declare an incident', on: 'desk' },
  { kind: 'maintain', name: 'change.start', key: 'm', does: 'start or end maintenance', on: 'desk' },
  { kind: 'decline', name: 'automation.decline', key: 'Y', does: 'decline a proposed run', on: 'proposed' },
  {
    kind: 'automation',
    name: 'automation.switch',
    key: 'z',
    does: 'stop all automation, or start it again',
    on: 'desk',
  },
];

/** The key that shows and hides the buttons of what is rarely done. */
export const moreKey = { key: 't', does: 'more: attach, merge, split, declare, maintenance' } as const;

/** The acts that arrange what incidents hold. */
export type GroupingKind = 'attach' | 'detach' | 'merge' | 'split';

/** True for an act that arranges what incidents hold. */
export const isGrouping = (kind: ActKind): kind is GroupingKind =>
  kind === 'attach' || kind === 'detach' || kind === 'merge' || kind === 'split';

/** True for acts that need no incident. */
export const isOfDesk = (kind: ActKind): boolean =>
  queueActs.some((act) => act.kind === kind && act.on === 'desk');

/** True where an act fits an incident as it stands. */
export function fitsIncident({ on }: Pick<QueueAct, 'on'>, incident: Incident | undefined): boolean {
  if (on === 'desk') return true;
  if (incident === undefined) return false;
  return on === 'any' || on === 'proposed' || (on === 'resolved') === (incident.status === 'resolved');
}

/**
 * The acts that have a button for an incident. Who has not assessed it yet is offered that, severity included, in place
 * of a mere change of severity; a report is given once. Keys work for all that fit.
 */
export const buttonsFor = (incident: Incident): readonly QueueAct[] =>
  queueActs.filter((act) => {
    if (act.on === 'desk' || act.on === 'proposed' || !fitsIncident(act, incident)) return false;
    if (isGrouping(act.kind)) return false;
    if (act.kind === 'reclassify') return incident.assessed !== undefined;
    if (act.kind === 'assess') return incident.assessed === undefined;
    return act.kind !== 'report' || incident.reported === undefined;
  });

/** The acts whose buttons are shown on demand: four more all the time would push out what every incident needs. */
export const lesserFor = (incident: Incident): readonly QueueAct[] =>
  queueActs.filter((act) => isGrouping(act.kind) && fitsIncident(act, incident));
