import type { Ref } from 'react';
import type { Incident } from '../../../shared/model/incident.ts';
import { incidentClocks } from '../../../shared/rules/clocks.ts';
import { utcSince } from '../../../shared/rules/durations.ts';
import { IncidentDetail } from '../../components/IncidentDetail.tsx';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { attachedAlerts, runbookLines, tierWords } from './detailLines.ts';
import { outgoingLines } from './outgoingWords.ts';
import { QueueActs } from './QueueActs.tsx';
import { serviceNameOf } from './queueRows.ts';
import styles from './QueueBoard.module.css';

function summaryOf(incident: Incident, now: number): string {
  const at = (instant: number): string => `${utcSince(instant, now)} UTC`;
  const { acknowledged, resolved, assignee } = incident;
  const owner = assignee === undefined ? 'No owner' : `With ${assignee}`;
  if (resolved !== undefined) return `Resolved ${at(resolved.at)} by ${resolved.by}: ${resolved.note}`;
  if (acknowledged === undefined) return `${owner}. Not acknowledged.`;
  return `${owner}. Acknowledged ${at(acknowledged.at)} by ${acknowledged.by}.`;
}

/** The selected incident with its acts; only the acts where none is selected. */
export function QueueDetail({
  incident,
  runbooksRef,
}: {
  incident: Incident | undefined;
  runbooksRef: Ref<HTMLUListElement>;
}) {
  const now = useNow();
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const services = useConsole((state) => state.feed.entities.service);
  const allAlerts = useConsole((state) => state.feed.entities.alert);
  const outgoing = useConsole((state) => state.outgoing);
  const lines = outgoingLines(outgoing, incident?.id);
  if (incident === undefined) {
    return (
      <aside className={styles.noDetail} role="region" aria-label="Incident detail">
        <p>No incident is selected.</p>
        <ul>
          {lines.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
        <QueueActs incident={undefined} />
      </aside>
    );
  }
  const service = incident.service === undefined ? undefined : services[incident.service];
  const alerts = attachedAlerts(incident, allAlerts);
  const context = [serviceNameOf(services, incident.service) || 'no service', tierWords(desk, service)]
    .filter(Boolean)
    .join(' · ');
  return (
    <IncidentDetail
      incident={incident}
      context={context}
      summary={summaryOf(incident, now)}
      clocks={desk === undefined ? [] : incidentClocks(incident, desk, now)}
      alerts={alerts}
      runbooks={runbookLines(incident, alerts, service)}
      runbooksRef={runbooksRef}
      outgoing={lines}
      now={now}
    >
      <QueueActs incident={incident} />
    </IncidentDetail>
  );
}
