import type { Incident } from '../../../shared/model/incident.ts';
import { escalationStopped } from '../../../shared/rules/escalation.ts';
import { EscalationCard } from '../../components/EscalationCard.tsx';
import { FindingsCard } from '../../components/FindingsCard.tsx';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { ladderLines, teamLines } from './ladderLines.ts';
import { QueueAutomation } from './QueueAutomation.tsx';
import styles from './QueueBoard.module.css';

/** Escalation and service of the selected incident, below the queue. */
export function QueueContext({ incident }: { incident: Incident }) {
  const now = useNow();
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const service = useConsole((state) =>
    incident.service === undefined ? undefined : state.feed.entities.service[incident.service],
  );
  const rule = desk?.escalation.find(({ severity }) => severity === incident.severity);
  const isStopped = desk !== undefined && escalationStopped(incident, desk.escalation);
  const note = rule === undefined ? incident.severity : `${incident.severity}, stops when ${rule.stopsOn}`;
  return (
    <div className={styles.context}>
      <EscalationCard
        note={`${isStopped ? `${incident.severity}, stopped: ${incident.foldedUnder === undefined ? incident.status : 'folded'}` : note} · UTC`}
        lines={desk === undefined ? [] : ladderLines(incident, desk, now)}
        teams={desk === undefined ? [] : teamLines(incident, desk)}
        empty={`The policy names no escalation for ${incident.severity}.`}
      />
      <QueueAutomation incident={incident} />
      <FindingsCard
        service={service}
        now={now}
        empty={
          incident.service === undefined
            ? 'No service is named for this incident.'
            : `Nothing is known of ${incident.service}.`
        }
      />
    </div>
  );
}
