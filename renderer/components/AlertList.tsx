import type { Alert } from '../../shared/model/alert.ts';
import { utcSince } from '../../shared/rules/durations.ts';
import { leaseOf } from '../../shared/rules/lease.ts';
import { LeaseBar } from './LeaseBar.tsx';
import styles from './AlertList.module.css';

function words(alert: Alert, now: number): string {
  const at = (instant: number): string => `${utcSince(instant, now)} UTC`;
  if (alert.state === 'lost') return `lost: not heard since ${at(alert.lastSeenAt)}`;
  if (alert.state === 'resolved')
    return alert.endedAt === undefined ? 'resolved' : `resolved ${at(alert.endedAt)}`;
  if (alert.state === 'firing') return 'firing';
  return `${alert.silencedBy.length > 0 ? 'silenced' : 'inhibited'} at its source`;
}

/** The alerts attached to an incident, each with its state in words, and how long its source still vouches for it. */
export function AlertList({ alerts, total, now }: { alerts: readonly Alert[]; total: number; now: number }) {
  return (
    <section className={styles.alerts} aria-label="Alerts">
      <h3>
        Alerts <span>{total === 0 ? 'none attached' : `${total} attached`}</span>
      </h3>
      <ul>
        {alerts.map((alert) => {
          const lease = leaseOf(alert, now);
          return (
            <li key={alert.id} className={styles[alert.state]}>
              <b title={alert.annotations['summary']}>{alert.name}</b>
              <span>{words(alert, now)}</span>
              {lease !== undefined && <LeaseBar lease={lease} now={now} />}
            </li>
          );
        })}
      </ul>
      {total > alerts.length && <p>{total - alerts.length} no longer held by the gateway</p>}
    </section>
  );
}
