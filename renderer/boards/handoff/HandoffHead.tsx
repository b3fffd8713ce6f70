import type { Handoff } from '../../../shared/model/handoff.ts';
import { durationText, siteMinute, utcMinute, utcSecond } from '../../../shared/rules/durations.ts';
import { useConsole } from '../../store/store.ts';
import { useNow } from '../../store/now.ts';
import styles from './HandoffDesk.module.css';

/** Who hands over to whom, and how long there is. */
export function HandoffHead({ handoff }: { handoff: Handoff }) {
  const now = useNow();
  const sites = useConsole((state) => state.feed.entities.desk['desk']?.sites);
  const { from, to, boundaryAt, begun, closed, takeover, outgoing, incoming, id } = handoff;
  const zone = sites?.find(({ name }) => name === to.site)?.timeZone;
  const local = zone === undefined ? '' : ` · ${siteMinute(boundaryAt, zone)} ${to.site}`;
  const isOverdue = closed === undefined && now >= boundaryAt;
  const begins =
    begun.by.kind === 'gateway'
      ? `begun ${utcMinute(begun.at)} UTC`
      : `begun ${utcMinute(begun.at)} UTC by ${begun.by.name}`;
  const who = outgoing === undefined || incoming === undefined ? '' : ` · ${outgoing.by} to ${incoming.by}`;
  return (
    <header className={styles.head}>
      <div>
        <h1>
          {from.site} hands over to {to.site}
        </h1>
        <p>
          {id} · {from.name} to {to.name} · {begins}
          {who}
          {takeover !== undefined && ` · taken over by ${takeover.by}: ${takeover.reason}`}
        </p>
      </div>
      <div className={isOverdue ? styles.late : styles.clock}>
        <b>
          {closed === undefined
            ? durationText(Math.abs(boundaryAt - now))
            : closed.outcome === 'complete'
              ? 'Complete'
              : 'Taken over'}
        </b>
        <span>
          {closed === undefined
            ? `${isOverdue ? 'overdue since' : 'until'} ${utcMinute(boundaryAt)} UTC${local}`
            : `closed ${utcSecond(closed.at)} UTC, changes no more`}
        </span>
      </div>
    </header>
  );
}
