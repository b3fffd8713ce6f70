import { useEffect, useMemo, useState, type ReactElement } from 'react';
import type { Alert } from '../../../shared/model/alert.ts';
import type { QueueView } from '../../../shared/model/queueView.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { alertColumns } from './alertColumns.ts';
import { incidentColumns } from './incidentColumns.ts';
import { QueueFrame } from './QueueFrame.tsx';
import type { QueueRow } from './queueRows.ts';
import { readViews, type KeptViews } from './queueViews.ts';
import { filteredAlert, filteredIncident, filterNames, filterValues } from './rowFields.ts';
import { useAlertList, useIncidentList, useOrderContext } from './useQueueList.ts';

interface ViewProps {
  readonly known: KeptViews;
  /** As it is looked at now. */
  readonly view: QueueView;
}

/** The incident queue: what is open, whose it is, what is due next, and every act on it; and all alerts behind it. */
export function QueueBoard(): ReactElement | null {
  const raw = useConsole(({ settings }) => settings.queueViews);
  const { view: wanted, changes } = useConsole(({ ui }) => ui.queue);
  const known = useMemo(() => readViews(raw), [raw]);
  const kept = known.views.find(({ name }) => name === wanted) ?? known.views[0];
  const view = useMemo(() => kept && { ...kept, ...changes[kept.name] }, [kept, changes]);
  if (view === undefined) return null;
  // Each has a state of its own: what is marked in one view is not marked in another.
  return view.scope === 'alerts' ? (
    <AlertQueue key={view.name} known={known} view={view} />
  ) : (
    <IncidentQueue key={view.name} known={known} view={view} />
  );
}

const incidentIdOf = ({ incident }: QueueRow): string => incident.id;
const alertIdOf = ({ id }: Alert): string => id;
const incidentOfAlert = ({ incident }: Alert): string | undefined => incident;

function IncidentQueue({ known, view }: ViewProps): ReactElement {
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const list = useIncidentList(view, unfolded);
  const incidents = useConsole(({ feed }) => feed.entities.incident);
  const alerts = useConsole(({ feed }) => feed.entities.alert);
  const wanted = useConsole(({ ui }) => ui.selected);
  const act = useConsole(({ ui }) => ui.act);
  const { select } = useActions();
  const { services } = useOrderContext();
  const opened = (wanted === undefined ? undefined : incidents[wanted]?.id) ?? list.rows[0]?.incident.id;

  // The first row is taken once and kept: acts must not slide to another incident when a worse one comes in.
  useEffect(() => {
    if (opened !== undefined && opened !== wanted && act === undefined) select(opened);
  }, [opened, wanted, act, select]);

  const columns = useMemo(() => chosen(incidentColumns, view.columns), [view.columns]);
  return (
    <QueueFrame
      {...{ known, view, list, columns, opened }}
      label="Incidents"
      idOf={incidentIdOf}
      incidentIdOf={incidentIdOf}
      incident={opened === undefined ? undefined : incidents[opened]}
      vocabulary={{
        names: () => filterNames('incidents', Object.values(alerts)),
        valuesOf: (name) =>
          filterValues(
            name,
            Object.values(incidents).flatMap((incident) => [
              filteredIncident(incident, services),
              ...incident.alerts.map((id) => filteredIncident(incident, services, alerts[id])),
            ]),
          ),
      }}
      unfolded={unfolded}
      onFold={(cause) =>
        setUnfolded((known) =>
          known.has(cause) ? new Set([...known].filter((id) => id !== cause)) : new Set([...known, cause]),
        )
      }
      onOpen={select}
      onOpenIncident={select}
    />
  );
}

function AlertQueue({ known, view }: ViewProps): ReactElement {
  const list = useAlertList(view);
  const alerts = useConsole(({ feed }) => feed.entities.alert);
  const incidents = useConsole(({ feed }) => feed.entities.incident);
  const { select, openView } = useActions();
  const { services } = useOrderContext();
  const [wanted, setWanted] = useState<string>();
  const alert = (wanted === undefined ? undefined : alerts[wanted]) ?? list.rows[0];
  const incident = alert?.incident === undefined ? undefined : incidents[alert.incident];
  const columns = useMemo(() => chosen(alertColumns, view.columns), [view.columns]);

  const act = useConsole(({ ui }) => ui.act);
  const selected = useConsole(({ ui }) => ui.selected);
  // As above: the first alert is taken once and kept, and what is open beside it is its incident.
  if (alert !== undefined && alert.id !== wanted && act === undefined) setWanted(alert.id);
  const incidentId = incident?.id;
  useEffect(() => {
    if (incidentId !== selected && act === undefined) select(incidentId);
  }, [incidentId, selected, act, select]);

  return (
    <QueueFrame
      {...{ known, view, list, columns, incident }}
      label="Alerts"
      compact
      idOf={alertIdOf}
      incidentIdOf={incidentOfAlert}
      opened={alert?.id}
      vocabulary={{
        names: () => filterNames('alerts', Object.values(alerts)),
        valuesOf: (name) =>
          filterValues(
            name,
            Object.values(alerts).map((one) => filteredAlert(one, services)),
          ),
      }}
      onOpen={(id) => {
        setWanted(id);
        select(alerts[id]?.incident);
      }}
      onOpenIncident={(id) => {
        // What is open beside the alerts is always the incident of one: another is shown among its like.
        const [first] = known.views.filter(({ scope }) => scope !== 'alerts');
        if (first !== undefined) openView(first.name);
        select(id);
      }}
    />
  );
}

function chosen<Column extends { readonly id: string }>(
  columns: readonly Column[],
  ids: readonly string[],
): readonly Column[] {
  return ids.flatMap((id) => columns.find((column) => column.id === id) ?? []);
}
