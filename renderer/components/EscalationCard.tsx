import styles from './EscalationCard.module.css';

/** One step of the ladder in words. */
export interface EscalationLine {
  readonly after: string;
  readonly role: string;
  readonly person?: string | undefined;
  readonly when: string;
  readonly state: 'done' | 'next' | 'ahead';
}

/** A team that may take part. */
export interface TeamLine {
  /** `L1`; absent for a team outside the tiers. */
  readonly level?: string | undefined;
  readonly name: string;
  readonly people: readonly string[];
  /** Why it takes part: `at P0`, `by procedure`; absent where it does not. */
  readonly part?: string | undefined;
}

const mostNamed = 2;

function peopleText(people: readonly string[]): string {
  const more = people.length - mostNamed;
  return `${people.slice(0, mostNamed).join(', ')}${more > 0 ? `, ${more} more` : ''}`;
}

/** Who is due when, the next one highlighted. */
export function EscalationCard({
  note,
  lines,
  teams,
  empty,
}: {
  note: string;
  lines: readonly EscalationLine[];
  teams: readonly TeamLine[];
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
      {teams.length > 0 && (
        <>
          <h4>Response teams</h4>
          <ul className={styles.teams} aria-label="Response teams">
            {teams.map(({ level, name, people, part }) => (
              <li key={`${level ?? ''} ${name}`} className={part === undefined ? undefined : styles.called}>
                <b>{level ?? ''}</b>
                <span title={people.join(', ')}>
                  {name}
                  {people.length === 0 ? (
                    <i className={styles.hole}> nobody is named for it</i>
                  ) : (
                    <i> {peopleText(people)}</i>
                  )}
                </span>
                <em>{part ?? 'not called'}</em>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
