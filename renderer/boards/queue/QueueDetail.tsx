import type { Ref } from 'react';
import type { Incident } from '../../../shared/model/incident.ts';
import { incidentClocks } from '../../../shared/rules/clocks.ts';
import { IncidentDetail } from '../../components/IncidentDetail.tsx';
import { OutgoingMark } from '../../components/OutgoingMark.tsx';
import { useNow } from '../../store/now.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { attachedAlerts, runbookLines, tierWords } from './detailLines.ts';
import { outgoingLines } from './outgoingWords.ts';
import { DetailProcedure, DetailSections } from './DetailSections.tsx';
import { IncidentSummary } from './IncidentSummary.tsx';
import { nextWords } from './ladderLines.ts';
import { QueueActs, type MoreActs } from './QueueActs.tsx';
import { runLines } from './runLines.ts';
import { serviceNameOf } from './queueRows.ts';
import styles from './QueueBoard.module.css';

/** The selected incident with its acts; only the acts where none is selected. */
export function QueueDetail({
  incident,
  runbooksRef,
  linksRef,
  more,
  onOpenIncident,
}: {
  incident: Incident | undefined;
  runbooksRef: Ref<HTMLUListElement>;
  linksRef: Ref<HTMLUListElement>;
  more: MoreActs;
  onOpenIncident: (id: string) => void;
}) {
  const now = useNow();
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const services = useConsole((state) => state.feed.entities.service);
  const allAlerts = useConsole((state) => state.feed.entities.alert);
  const { openLink } = useActions();
  const outgoing = useConsole((state) => state.outgoing);
  const runs = useConsole((state) => state.feed.entities.runbookRun);
  const lines = outgoingLines(outgoing, incident?.id);
  if (incident === undefined) {
    return (
      <aside className={styles.noDetail} role="region" aria-label="Incident detail">
        <p>No incident is selected.</p>
        <ul>
          {lines.map(({ id, text, bad }) => (
            <li key={id}>
              <OutgoingMark bad={bad} /> {text}
            </li>
          ))}
        </ul>
        <QueueActs incident={undefined} more={more} />
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
      summary={<IncidentSummary incident={incident} now={now} onOpen={onOpenIncident} />}
      clocks={desk === undefined ? [] : incidentClocks(incident, desk, now)}
      alerts={alerts}
      next={desk === undefined ? undefined : nextWords(incident, desk, now)}
      procedure={<DetailProcedure incident={incident} />}
      sections={<DetailSections incident={incident} alerts={alerts} linksRef={linksRef} />}
      runbooks={runbookLines(incident, alerts, service)}
      runbooksRef={runbooksRef}
      onOpen={openLink}
      runs={runLines(runs, incident.id, now)}
      outgoing={lines}
      now={now}
    >
      <QueueActs incident={incident} more={more} />
    </IncidentDetail>
  );
}
