import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { durationText, spanText, utcSecond } from '../../../shared/rules/durations.ts';
import { escalationLadder, escalationStopped, nextEscalation } from '../../../shared/rules/escalation.ts';
import { EscalationCard, type EscalationLine } from '../../components/EscalationCard.tsx';
import { FindingsCard } from '../../components/FindingsCard.tsx';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import styles from './QueueBoard.module.css';

function ladderLines(incident: Incident, desk: DeskInfo, now: number): readonly EscalationLine[] {
  const next = nextEscalation(incident, desk.escalation, now);
  const isStopped = escalationStopped(incident, desk.escalation);
  const stoppedAt = incident.resolved?.at ?? incident.acknowledged?.at ?? now;
  return escalationLadder(incident, desk.escalation).map((step) => {
    const isPast = step.at <= (isStopped ? stoppedAt : now);
    const isNext = next !== undefined && next.at === step.at && next.role === step.role;
    const person =
      desk.people.find(({ id, name }) => id === step.person || name === step.person)?.name ?? step.person;
    const when = isNext
      ? `in ${durationText(step.at - now)}`
      : isStopped && !isPast
        ? 'not needed'
        : utcSecond(step.at);
    return {
      after: spanOf(step.afterMs),
      role: step.role,
      person,
      when,
      state: isNext ? 'next' : isPast ? 'done' : 'ahead',
    };
  });
}

const spanOf = (ms: number): string => (ms === 0 ? '0 min' : spanText(ms));

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
        note={isStopped ? `${incident.severity}, stopped: ${incident.status}` : note}
        lines={desk === undefined ? [] : ladderLines(incident, desk, now)}
        empty={`The policy names no escalation for ${incident.severity}.`}
      />
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
