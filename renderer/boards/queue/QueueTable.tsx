import { durationText, utcSince } from '../../../shared/rules/durations.ts';
import { IncidentRow } from '../../components/IncidentRow.tsx';
import { dueWords, rowCap, serviceNameOf, type QueueRow, type QueueSource } from './queueRows.ts';
import styles from './QueueBoard.module.css';

interface QueueTableProps {
  readonly rows: readonly QueueRow[];
  readonly source: QueueSource;
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
}

const alertsText = (count: number): string => `${count} ${count === 1 ? 'alert' : 'alerts'}`;

/** The queue as a table of two-line rows, the first `rowCap` of them. */
export function QueueTable({ rows, source, selected, onSelect }: QueueTableProps) {
  const { services, now } = source;
  const shown = rows.slice(0, rowCap);
  const tabbable = shown.some(({ incident }) => incident.id === selected) ? selected : shown[0]?.incident.id;
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label="Incidents">
        <colgroup>
          <col />
          <col />
          <col />
          <col />
          <col />
          <col />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <span className={styles.hidden}>Severity</span>
            </th>
            <th scope="col">
              <span className={styles.hidden}>Id</span>
            </th>
            <th scope="col">Incident</th>
            <th scope="col" className={styles.num}>
              Since, UTC
            </th>
            <th scope="col" className={styles.num}>
              Open
            </th>
            <th scope="col">Owner</th>
            <th scope="col" className={styles.num}>
              Next due
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ incident, due }) => {
            const words = dueWords(due, now);
            const service = serviceNameOf(services, incident.service) || 'no service';
            return (
              <IncidentRow
                key={incident.id}
                id={incident.id}
                severity={incident.severity}
                title={incident.title}
                context={`${service} · ${alertsText(incident.alerts.length)}`}
                since={utcSince(incident.openedAt, now)}
                open={durationText((incident.resolved?.at ?? now) - incident.openedAt)}
                owner={incident.assignee}
                due={words.text}
                dueDetail={words.detail}
                dueTone={words.tone}
                selected={incident.id === selected}
                tabbable={incident.id === tabbable}
                onSelect={onSelect}
              />
            );
          })}
        </tbody>
      </table>
      {rows.length > shown.length && (
        <p className={styles.more}>{rows.length - shown.length} more: filter to see them</p>
      )}
    </div>
  );
}
