import type { Alert, AlertState } from '../../../shared/model/alert.ts';
import { durationText, utcSecond, utcSince } from '../../../shared/rules/durations.ts';
import { severityRank } from '../../../shared/rules/severity.ts';
import { serviceNameOf } from './queueRows.ts';
import {
  compareNumbers,
  compareTexts,
  type CellContext,
  type Compare,
  type OrderContext,
  type TableColumn,
} from './tableColumn.ts';
import type { Cell } from '../../components/GridRow.tsx';

/** In the order in which they concern the desk. */
const states: readonly AlertState[] = ['firing', 'lost', 'suppressed', 'resolved'];

/** Labels that tell an alert from its like better than others do, the best first. */
const tellingLabels = ['instance', 'pod', 'node', 'device', 'mountpoint', 'job'];
const labelsShown = 2;
const longestValue = 20;

/** `10.0.7.3:9100 · pod-7 and 3 more`: what other columns show is left out, and what is too long loses its middle. */
function labelsText({ labels, service }: Alert): string {
  const rankOf = (name: string): number => {
    const at = tellingLabels.indexOf(name);
    return at < 0 ? tellingLabels.length : at;
  };
  const own = Object.entries(labels)
    .filter(([name, value]) => name !== 'alertname' && name !== 'severity' && value !== service)
    .sort(([one], [other]) => rankOf(one) - rankOf(other));
  const shown = own.slice(0, labelsShown).map(([, value]) => shortened(value));
  const more = own.length - shown.length;
  return `${shown.join(' · ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const shortened = (text: string): string =>
  text.length <= longestValue ? text : `${text.slice(0, longestValue - 9)}…${text.slice(-8)}`;

function leaseCell({ state, leaseUntil, endedAt }: Alert, now: number): Cell {
  if (state === 'resolved')
    return { text: `ended ${utcSince(endedAt ?? leaseUntil ?? now, now)}`, look: 'quiet' };
  if (state === 'lost') return { text: 'not heard from', look: 'missing' };
  if (leaseUntil === undefined) return { text: 'none given', look: 'quiet' };
  const left = leaseUntil - now;
  return left < 0 ? { text: `over by ${durationText(-left)}`, look: 'warm' } : { text: durationText(left) };
}

function silencedCell({ silencedBy, inhibitedBy, source, state }: Alert, { silences }: CellContext): Cell {
  const [first] = silencedBy;
  if (first === undefined) {
    if (inhibitedBy.length > 0) return { text: 'inhibited' };
    return { text: state === 'suppressed' ? 'not said' : 'nobody', look: 'quiet' };
  }
  const silence = silences[`${source}/${first}`] ?? silences[first];
  const more = silencedBy.length > 1 ? ` and ${silencedBy.length - 1} more` : '';
  if (silence === undefined) return { text: `${first}${more}` };
  return {
    text: `${silence.createdBy || 'nobody named'} to ${utcSecond(silence.endsAt).slice(0, 5)}${more}`,
  };
}

/** Every column of the alerts, in the order in which they are offered. */
export const alertColumns: readonly TableColumn<Alert>[] = [
  {
    id: 'severity',
    title: 'Severity',
    isTitleHidden: true,
    width: 66,
    cell: ({ severity }) => ({ text: severity, look: 'severity' }),
    compare:
      ({ severities }) =>
      (one, other) =>
        severityRank(severities, one.severity) - severityRank(severities, other.severity),
  },
  {
    id: 'state',
    title: 'State',
    width: 92,
    cell: ({ state }) => ({
      text: state,
      ...(state === 'lost' ? { look: 'missing' } : state === 'firing' ? {} : { look: 'quiet' }),
    }),
    compare: () => (one, other) => states.indexOf(one.state) - states.indexOf(other.state),
  },
  {
    id: 'alert',
    title: 'Alert',
    cell: (alert) => ({ text: alert.name, look: 'title', detail: labelsText(alert) }),
    compare: () => (one, other) => compareTexts(one.name, other.name),
  },
  {
    id: 'service',
    title: 'Service',
    width: 116,
    cell: ({ service }, { services }) => ({ text: serviceNameOf(services, service) || 'none' }),
    compare:
      ({ services }) =>
      (one, other) =>
        compareTexts(
          serviceNameOf(services, one.service) || undefined,
          serviceNameOf(services, other.service) || undefined,
        ),
  },
  {
    id: 'since',
    title: 'Since, UTC',
    width: 84,
    isNumber: true,
    cell: ({ startsAt }, { now }) => ({ text: utcSince(startsAt, now) }),
    compare: () => (one, other) => one.startsAt - other.startsAt,
  },
  {
    id: 'lease',
    title: 'Lease left',
    width: 108,
    isNumber: true,
    cell: (alert, { now }) => leaseCell(alert, now),
    compare: () => (one, other) => compareNumbers(one.leaseUntil, other.leaseUntil),
  },
  {
    id: 'incident',
    title: 'Incident',
    width: 106,
    cell: ({ incident }) =>
      incident === undefined ? { text: 'none', look: 'quiet' } : { text: incident, look: 'id' },
    compare: () => (one, other) => compareTexts(one.incident, other.incident),
  },
  {
    id: 'silenced',
    title: 'Silenced by',
    width: 112,
    cell: silencedCell,
    compare: () => (one, other) => compareTexts(one.silencedBy[0], other.silencedBy[0]),
  },
  {
    id: 'source',
    title: 'Source',
    width: 110,
    cell: ({ source }) => ({ text: source }),
    compare: () => (one, other) => compareTexts(one.source, other.source),
  },
];

/** The alerts' own order: worst severity first, what fires before what does not, then the oldest. */
export const ownAlertOrder = ({ severities }: OrderContext): Compare<Alert> => {
  const ranks = new Map(severities.map(({ id, rank }) => [id, rank]));
  const rankOf = ({ severity }: Alert): number => ranks.get(severity) ?? Number.MAX_SAFE_INTEGER;
  return (one, other) =>
    rankOf(one) - rankOf(other) ||
    states.indexOf(one.state) - states.indexOf(other.state) ||
    one.startsAt - other.startsAt ||
    (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
};
