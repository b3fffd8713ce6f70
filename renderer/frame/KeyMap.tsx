import { useActions, useConsole } from '../store/store.ts';
import styles from './KeyMap.module.css';

const keys: readonly (readonly [string, string])[] = [
  ['j k', 'next, previous incident'],
  ['a', 'acknowledge'],
  ['n', 'note'],
  ['o', 'assign'],
  ['x', 'resolve'],
  ['c', 'reclassify'],
  ['Shift R', 'reopen'],
  ['d', 'declare an incident'],
  ['r', 'runbook'],
  ['/', 'filter'],
  ['g h', 'service health'],
  ['g q', 'incident queue'],
  ['Ctrl Enter', 'send what is written'],
  ['Esc', 'close'],
  ['?', 'this list'],
];

/** Every key and what it does. */
export function KeyMap() {
  const shown = useConsole((state) => state.ui.showsKeys);
  const { showKeys } = useActions();
  if (!shown) return null;
  return (
    <div className={styles.shade} onClick={() => showKeys(false)}>
      <section className={styles.sheet} role="dialog" aria-label="Keys">
        <h2>Keys</h2>
        <dl>
          {keys.map(([key, does]) => (
            <div key={key}>
              <dt>
                {key.split(' ').map((part) => (
                  <kbd key={part}>{part}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
