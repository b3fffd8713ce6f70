import type { TimelineEntry } from '../../shared/model/incident.ts';
import { utcSecond, utcSince } from '../../shared/rules/durations.ts';
import { MarkdownText } from './MarkdownText.tsx';
import styles from './Timeline.module.css';

const dots: Readonly<Record<TimelineEntry['kind'], string | undefined>> = {
  opened: styles.bad,
  signal: styles.bad,
  reopened: styles.bad,
  acknowledged: styles.ring,
  assigned: styles.ring,
  reclassified: styles.ring,
  note: undefined,
  notice: undefined,
  resolved: styles.act,
  assessed: styles.ring,
  update: styles.act,
  escalated: styles.ring,
  overdue: styles.bad,
  reported: styles.act,
  automation: styles.act,
  runbook: styles.ring,
  other: undefined,
};

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** What happened, newest first. */
export function Timeline({
  entries,
  total,
  now,
  onOpen,
}: {
  entries: readonly TimelineEntry[];
  total: number;
  now: number;
  /** Opens an address that a note links to. */
  onOpen: (url: string) => void;
}) {
  return (
    <section aria-label="Timeline" className={styles.timeline}>
      <h3>
        Timeline <span>UTC, newest first</span>
      </h3>
      <ul>
        {entries.toReversed().map((entry, index) => (
          <li key={entries.length - index} className={dots[entry.kind]}>
            <time
              dateTime={new Date(entry.at).toISOString()}
              title={`${dayOf(entry.at)} ${utcSecond(entry.at)} UTC`}
            >
              {dayOf(entry.at) === dayOf(now) ? utcSecond(entry.at) : utcSince(entry.at, now)}
            </time>
            <span className={styles.dot} />
            {entry.kind === 'note' ? (
              <div>
                <MarkdownText text={entry.text} onOpen={onOpen} />
                <i className={styles.writer}>{entry.by.name}</i>
              </div>
            ) : (
              <p>
                {entry.text} <i>{entry.by.name}</i>
              </p>
            )}
          </li>
        ))}
      </ul>
      {total > entries.length && (
        <p className={styles.more}>{total - entries.length} older entries are kept by the gateway.</p>
      )}
    </section>
  );
}
