import { unnamedOperator } from '../../shared/feed/person.ts';
import { useActions, useConsole } from '../store/store.ts';
import styles from './PersonButton.module.css';

/** Who is at this console; opens the question. Where nobody is chosen and no token says it, that is said. */
export function PersonButton() {
  const name = useConsole(({ live, vouched, person, settings }) => {
    // Another window of this console may have changed it: the gateway's word goes before our copy.
    const known = live || vouched ? person : (settings.person ?? '');
    return known === unnamedOperator ? '' : known;
  });
  const { askPerson } = useActions();
  return (
    <button
      type="button"
      className={name === '' ? `${styles.person} ${styles.nobody}` : styles.person}
      aria-haspopup="dialog"
      aria-keyshortcuts="w"
      title="Who is at this console (w)"
      onClick={() => askPerson(true)}
    >
      {name === '' ? 'Choose your name' : name}
    </button>
  );
}
