import type { Service } from '../../shared/model/service.ts';
import { utcSince } from '../../shared/rules/durations.ts';
import { StateGlyph } from './StateGlyph.tsx';
import styles from './FindingsCard.module.css';

/** The state of an incident's service, why, and every present finding. */
export function FindingsCard({
  service,
  now,
  empty,
}: {
  service: Service | undefined;
  now: number;
  empty: string;
}) {
  return (
    <section className={styles.card} aria-label="Service findings" tabIndex={0}>
      <h3>
        {service?.name ?? 'Service'}{' '}
        {service !== undefined && (
          <span>
            {service.state} since {utcSince(service.since, now)} UTC
          </span>
        )}
      </h3>
      {service === undefined ? (
        <p className={styles.none}>{empty}</p>
      ) : (
        <>
          {service.findings.some(({ text }) => text === service.reason) ? null : (
            <p className={styles.reason}>
              <StateGlyph state={service.state} /> {service.reason}
            </p>
          )}
          <ul className={styles.findings}>
            {service.findings.map((finding, index) => (
              <li key={`${finding.kind} ${finding.text} ${index}`}>
                <StateGlyph state={finding.state} />
                <span>{finding.text}</span>
                <time>{utcSince(finding.since, now)}</time>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
