import { FoldSection, hasRoom } from './FoldSection.tsx';
import styles from './ProcedureSection.module.css';

/** What a procedure needs to be shown. */
export interface ProcedureSectionProps {
  readonly name: string;
  readonly does: string;
  readonly steps: readonly string[];
  readonly teams: readonly {
    readonly name: string;
    readonly people: readonly string[];
    readonly channels: readonly string[];
  }[];
}

/** The procedure of an incident's category: what is done in which order, and who is told. */
export function ProcedureSection({ name, does, steps, teams }: ProcedureSectionProps) {
  return (
    <FoldSection name="Procedure" gist={name} isOpen={hasRoom()}>
      <p className={styles.does}>{does}</p>
      {steps.length > 0 && (
        <ol className={styles.steps} aria-label="Steps">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      <ul className={styles.teams} aria-label="Teams told">
        {teams.map((team) => (
          <li key={team.name}>
            <b>{team.name}</b>{' '}
            {team.people.length === 0 ? (
              <i className={styles.hole}>nobody is named for it</i>
            ) : (
              team.people.join(', ')
            )}
            {team.channels.length === 0 ? (
              <i className={styles.hole}>; no channel of its own</i>
            ) : (
              `; told by ${team.channels.join(', ')}`
            )}
          </li>
        ))}
      </ul>
    </FoldSection>
  );
}
