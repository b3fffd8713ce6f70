import type { Incident } from '../../../shared/model/incident.ts';
import { durationText, utcSince } from '../../../shared/rules/durations.ts';
import { compareIncidents, severityRank } from '../../../shared/rules/severity.ts';
import type { Cell } from '../../components/GridRow.tsx';
import { dueWords, serviceNameOf, type QueueRow } from './queueRows.ts';
import {
  compareNumbers,
  compareTexts,
  type Compare,
  type OrderContext,
  type TableColumn,
} from './tableColumn.ts';

const alertsText = (count: number): string =>
  count === 0 ? 'no alerts' : `${count} ${count === 1 ? 'alert' : 'alerts'}`;

const by =
  <Value extends string | number>(
    valueOf: (row: QueueRow, context: OrderContext) => Value | undefined,
  ): TableColumn<QueueRow>['compare'] =>
  (context) =>
  (one, other) => {
    const [first, second] = [valueOf(one, context), valueOf(other, context)];
    return typeof first === 'number' || typeof second === 'number'
      ? compareNumbers(first as number | undefined, second as number | undefined) // of one kind, by the signature
      : compareTexts(first, second);
  };

/** A symptom that nobody took is with whoever has its cause. */
function ownerCell({ assignee, foldedUnder, status }: Incident): Cell {
  if (assignee !== undefined) return { text: assignee };
  if (foldedUnder === undefined || status === 'resolved') return { text: 'no owner', look: 'missing' };
  return { text: `with ${foldedUnder.incident}`, look: 'quiet' };
}

const isFirstOut = ({ id, status }: Incident, firstOut: string | undefined): boolean =>
  id === firstOut && status !== 'resolved';

/** Every column of the incidents, in the order in which they are offered. */
export const incidentColumns: readonly TableColumn<QueueRow>[] = [
  {
    id: 'severity',
    title: 'Severity',
    isTitleHidden: true,
    width: 66,
    cell: ({ incident }) => ({ text: incident.severity, look: 'severity' }),
    compare: by(({ incident }, { severities }) => severityRank(severities, incident.severity)),
  },
  {
    id: 'id',
    title: 'Id',
    isTitleHidden: true,
    width: 106,
    cell: ({ incident }) => ({ text: incident.id, look: 'id' }),
    compare: by(({ incident }) => Number(incident.id.slice(4))),
  },
  {
    id: 'incident',
    title: 'Incident',
    cell: ({ incident }, { services, firstOut }) => ({
      text: incident.title,
      look: 'title',
      ...(isFirstOut(incident, firstOut) ? { mark: 'First out' } : {}),
      detail: [
        ...(incident.foldedUnder === undefined ? [] : [`symptom of ${incident.foldedUnder.incident}`]),
        serviceNameOf(services, incident.service) || 'no service',
        alertsText(incident.alerts.length),
      ].join(' · '),
    }),
    compare: by(({ incident }) => incident.title),
  },
  {
    id: 'since',
    title: 'Since, UTC',
    width: 88,
    isNumber: true,
    cell: ({ incident }, { now }) => ({ text: utcSince(incident.openedAt, now) }),
    compare: by(({ incident }) => incident.openedAt),
  },
  {
    id: 'open',
    title: 'Open',
    width: 78,
    isNumber: true,
    cell: ({ incident }, { now }) => ({
      text: durationText((incident.resolved?.at ?? now) - incident.openedAt),
    }),
    // All that is still open grows alike.
    compare: by(({ incident }) => (incident.resolved?.at ?? Number.MAX_SAFE_INTEGER) - incident.openedAt),
  },
  {
    id: 'owner',
    title: 'Owner',
    width: 112,
    cell: ({ incident }) => ownerCell(incident),
    compare: by(({ incident }) => incident.assignee),
  },
  {
    id: 'due',
    title: 'Next due',
    width: 156,
    isNumber: true,
    cell: ({ due }, { now }) => {
      const { text, detail, tone } = dueWords(due, now);
      return { text, look: tone, ...(detail === undefined ? {} : { detail }) };
    },
    compare: by(({ due }) => due?.dueAt),
  },
  {
    id: 'status',
    title: 'Status',
    width: 116,
    cell: ({ incident }) => ({ text: incident.status }),
    compare: by(({ incident }) => ['open', 'acknowledged', 'resolved'].indexOf(incident.status)),
  },
  {
    id: 'service',
    title: 'Service',
    width: 150,
    cell: ({ incident }, { services }) => ({ text: serviceNameOf(services, incident.service) || 'none' }),
    compare: by(({ incident }, { services }) => serviceNameOf(services, incident.service) || undefined),
  },
  {
    id: 'category',
    title: 'Category',
    width: 110,
    cell: ({ incident }) => ({ text: incident.category ?? 'none' }),
    compare: by(({ incident }) => incident.category),
  },
  {
    id: 'alerts',
    title: 'Alerts',
    width: 70,
    isNumber: true,
    cell: ({ incident }) => ({ text: String(incident.alerts.length) }),
    compare: by(({ incident }) => incident.alerts.length),
  },
  {
    id: 'updated',
    title: 'Last update, UTC',
    width: 124,
    isNumber: true,
    cell: ({ incident }, { now }) =>
      incident.updatedAt === undefined
        ? { text: 'none sent', look: 'quiet' }
        : { text: utcSince(incident.updatedAt, now) },
    compare: by(({ incident }) => incident.updatedAt),
  },
];

/** The queue's own order: worst severity first, then the oldest. */
export const ownIncidentOrder = ({ severities }: OrderContext): Compare<QueueRow> => {
  const compare = compareIncidents(severities);
  return (one, other) => compare(one.incident, other.incident);
};
