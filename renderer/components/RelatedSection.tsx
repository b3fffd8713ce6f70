import type { RelatedIncidents } from '../../shared/model/relatedIncidents.ts';
import { roughText, sentenceText, spanText, utcSince } from '../../shared/rules/durations.ts';
import { FoldSection } from './FoldSection.tsx';
import styles from './RelatedSection.module.css';

const dayMs = 86_400_000;
const withinText = (ms: number): string => (ms >= dayMs ? `${Math.round(ms / dayMs)} d` : spanText(ms));

/** Incidents of the same service and cause: whether it happened before, how long it took, and what ended it. */
export function RelatedSection({
  related,
  problem,
  loss,
  now,
}: {
  related: RelatedIncidents | undefined;
  problem: string | undefined;
  /** Why nothing can be asked now; absent while the feed is live. */
  loss: string | undefined;
  now: number;
}) {
  if (related === undefined) {
    const gist = problem ?? (loss === undefined ? 'asking' : `not known: ${loss}`);
    return (
      <FoldSection name="Related incidents" gist={gist} isOpen={false}>
        <p className={styles.quiet}>{gist}</p>
      </FoldSection>
    );
  }
  const { incidents, total, withinMs, asOf } = related;
  const within = `in ${withinText(withinMs)}`;
  const isOld = loss !== undefined || problem !== undefined;
  const age = isOld ? `, as of ${roughText(now - asOf)} ago` : '';
  return (
    <FoldSection
      name="Related incidents"
      gist={`${total === 0 ? 'none' : total} ${within}${age}`}
      isOpen={false}
    >
      {total === 0 && (
        <p className={styles.quiet}>
          No other incident of this service and cause {within}
          {age}
        </p>
      )}
      <ul className={styles.related} aria-label="Related incidents">
        {incidents.map(({ id, title, severity, openedAt, resolvedAt, note }) => (
          <li key={id}>
            <p>
              <b>{id}</b> {severity}, {utcSince(openedAt, now)} UTC,{' '}
              {resolvedAt === undefined
                ? `open for ${sentenceText(now - openedAt)}`
                : `took ${sentenceText(resolvedAt - openedAt)}`}
            </p>
            <p>{note ?? title}</p>
          </li>
        ))}
      </ul>
      {total > incidents.length && (
        <p className={styles.quiet}>{total - incidents.length} older ones are not shown</p>
      )}
    </FoldSection>
  );
}
