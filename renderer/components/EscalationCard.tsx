import styles from './EscalationCard.module.css';

/** One step of the ladder in words. */
export interface EscalationLine {
  readonly after: string;
  readonly role: string;
  readonly person?: string | undefined;
  readonly when: string;
  readonly state: 'done' | 'next' | 'ahead';
}

/** Who is due when, the next one highlighted. */
export function EscalationCard({
  note,
  lines,
  empty,
}: {
  note: string;
  lines: readonly EscalationLine[];
  empty: string;
}) {
  return (
    <section className={styles.card} aria-label="Escalation" tabIndex={0}>
      <h3>
        Escalation <span>{note}</span>
      </h3>
      {lines.length === 0 && <p className={styles.none}>{empty}</p>}
      <ol className={styles.ladder}>
        {lines.map((line) => (
          <li
            key={`${line.after} ${line.role}`}
            className={styles[line.state]}
            aria-current={line.state === 'next' ? 'step' : undefined}
          >
            <b>{line.after}</b>
            <span>
              {line.role}
              {line.person === undefined ? (
                <i className={styles.hole}> nobody holds this role</i>
              ) : (
                <i> {line.person}</i>
              )}
            </span>
            <em>{line.when}</em>
          </li>
        ))}
      </ol>
    </section>
  );
}
