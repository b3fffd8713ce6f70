import styles from './IncidentLink.module.css';

/** The id of another incident, which opens it; the bare id where the console does not hold it. */
export function IncidentLink({ id, onOpen }: { id: string; onOpen: ((id: string) => void) | undefined }) {
  if (onOpen === undefined) return id;
  return (
    <button type="button" className={styles.link} title={`Open ${id}`} onClick={() => onOpen(id)}>
      {id}
    </button>
  );
}
