import { useState, type KeyboardEvent, type ReactElement } from 'react';
import type { Incident } from '../../../shared/model/incident.ts';
import { compareIncidents } from '../../../shared/rules/severity.ts';
import { Modal } from '../../components/Modal.tsx';
import { SeverityBadge } from '../../components/SeverityBadge.tsx';
import { useConsole } from '../../store/store.ts';
import styles from './IncidentChooser.module.css';

/** "Which incident do you follow it for?": the open ones, the worst first, by keyboard. */
export function IncidentChooser({
  chosen,
  onChoose,
  onClose,
}: {
  chosen: string | undefined;
  onChoose: (incident: string | undefined) => void;
  onClose: () => void;
}): ReactElement {
  const all = useConsole(({ feed }) => feed.entities.incident);
  const desk = useConsole(({ feed }) => feed.entities.desk['desk']);
  const incidents = Object.values(all)
    .filter(({ status }) => status !== 'resolved')
    .sort(compareIncidents(desk?.severities ?? []));
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      incidents.findIndex(({ id }) => id === chosen),
    ),
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (by !== undefined) setAt(Math.min(incidents.length - 1, Math.max(0, at + by)));
    else if (event.key === 'Enter' && incidents[at] !== undefined) onChoose(incidents[at].id);
    else if (event.key === 'Backspace') onChoose(undefined);
    else if (event.key === 'Escape') onClose();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Modal label="Incident of the run" className={styles.sheet} onClose={onClose} onKeyDown={onKeyDown}>
      <h2>Follow it for</h2>
      {incidents.length === 0 ? <p>No incident is open. Declare one at the queue: g q, then d.</p> : null}
      <ul
        role="listbox"
        aria-label="Open incidents"
        tabIndex={0}
        // The keys are for it from the moment it opens.
        ref={(list) => list?.focus()}
        aria-activedescendant={incidents[at] === undefined ? undefined : `follow ${incidents[at].id}`}
      >
        {incidents.map((incident, place) => (
          <Choice key={incident.id} incident={incident} isAt={place === at} onChoose={onChoose} />
        ))}
      </ul>
      <p className={styles.keys}>
        <kbd>j</kbd> <kbd>k</kbd> move <kbd>Enter</kbd> choose <kbd>Backspace</kbd> none, only read{' '}
        <kbd>Esc</kbd> close
      </p>
    </Modal>
  );
}

function Choice({
  incident: { id, severity, title },
  isAt,
  onChoose,
}: {
  incident: Incident;
  isAt: boolean;
  onChoose: (incident: string) => void;
}): ReactElement {
  return (
    <li
      id={`follow ${id}`}
      role="option"
      aria-selected={isAt}
      ref={(item) => {
        if (isAt) item?.scrollIntoView({ block: 'nearest' });
      }}
      onClick={() => onChoose(id)}
    >
      <SeverityBadge severity={severity} />
      <span className={styles.id}>{id}</span>
      <b>{title}</b>
    </li>
  );
}
