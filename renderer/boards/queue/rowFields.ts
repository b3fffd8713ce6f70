import type { Alert } from '../../../shared/model/alert.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { rowTest, type FilteredRow, type RowFilter } from '../../../shared/rules/rowFilter.ts';
import { serviceNameOf } from './queueRows.ts';
import type { OrderContext } from './tableColumn.ts';

type Services = OrderContext['services'];
type Fields<Row> = Readonly<Record<string, (row: Row, services: Services) => string | undefined>>;

const incidentFields: Fields<Incident> = {
  id: ({ id }) => id,
  title: ({ title }) => title,
  severity: ({ severity }) => severity,
  status: ({ status }) => status,
  service: ({ service }) => service,
  service_name: ({ service }, services) => serviceNameOf(services, service),
  owner: ({ assignee }) => assignee,
  category: ({ category }) => category,
};

const alertFields: Fields<Alert> = {
  alertname: ({ name }) => name,
  severity: ({ severity }) => severity,
  state: ({ state }) => state,
  service: ({ service }) => service,
  service_name: ({ service }, services) => serviceNameOf(services, service),
  incident: ({ incident }) => incident,
  silenced_by: ({ silencedBy }) => silencedBy.join(','),
  source: ({ source }) => source,
};

function valueIn<Row>(fields: Fields<Row>, row: Row, services: Services, name: string): string | undefined {
  return Object.hasOwn(fields, name) ? (fields[name]?.(row, services) ?? '') : undefined;
}

const labelOf = ({ labels }: Alert, name: string): string =>
  Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';

/** An alert as a filter sees it: its fields, then its labels; a field hides a label of the same name. */
export const filteredAlert = (alert: Alert, services: Services): FilteredRow => ({
  valueOf: (name) => valueIn(alertFields, alert, services, name) ?? labelOf(alert, name),
  text: () =>
    [alert.name, alert.incident, alert.service, serviceNameOf(services, alert.service), alert.severity]
      .concat(alert.state, Object.values(alert.labels))
      .join(' ')
      .toLowerCase(),
});

/** An incident as a filter sees it, with the labels of one of its alerts. */
export const filteredIncident = (incident: Incident, services: Services, alert?: Alert): FilteredRow => ({
  valueOf: (name) =>
    valueIn(incidentFields, incident, services, name) ?? (alert === undefined ? '' : labelOf(alert, name)),
  text: () => {
    const { id, title, service, assignee = 'no owner', severity, mergedFrom = [] } = incident;
    // What was merged into it is found by its old id.
    return [id, ...mergedFrom, title, service, serviceNameOf(services, service), assignee, severity]
      .join(' ')
      .toLowerCase();
  },
});

/** True where a filter asks for labels, which only the alerts of an incident have. */
export const asksLabels = ({ matchers }: RowFilter): boolean =>
  matchers.some(({ name }) => !Object.hasOwn(incidentFields, name));

/** Tests incidents: one passes where its fields with the labels of one of its alerts do. */
export function incidentTest(
  filter: RowFilter,
  services: Services,
  alerts: Readonly<Record<string, Alert>>,
): (incident: Incident) => boolean {
  const test = rowTest(filter);
  const needsLabels = asksLabels(filter);
  return (incident) => {
    const own = needsLabels ? incident.alerts.flatMap((id) => alerts[id] ?? []) : [];
    if (own.length === 0) return test(filteredIncident(incident, services));
    return own.some((alert) => test(filteredIncident(incident, services, alert)));
  };
}

/** The names that a filter may ask for. */
export function filterNames(table: 'incidents' | 'alerts', alerts: Iterable<Alert>): readonly string[] {
  const fields = Object.keys(table === 'alerts' ? alertFields : incidentFields);
  const names = new Set<string>();
  for (const { labels } of alerts) for (const name of Object.keys(labels)) names.add(name);
  return [...new Set([...fields, ...[...names].sort()])];
}

/** The values that rows have of a field or label. */
export function filterValues(name: string, rows: Iterable<FilteredRow>): readonly string[] {
  const values = new Set<string>();
  for (const row of rows) values.add(row.valueOf(name));
  return [...values].sort();
}
