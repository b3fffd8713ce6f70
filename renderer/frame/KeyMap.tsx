import { Modal } from '../components/Modal.tsx';
import { useActions, useConsole } from '../store/store.ts';
import { boardSections, everywhere, type KeySection } from './keySections.ts';
import styles from './KeyMap.module.css';

/** Every key and what it does: those of the frame, and those of each board. */
export function KeyMap() {
  const shown = useConsole((state) => state.ui.showsKeys);
  const { showKeys } = useActions();
  if (!shown) return null;
  return (
    <Modal label="Keys" className={styles.sheet} onClose={() => showKeys(false)}>
      <h2>Keys</h2>
      <div className={styles.sections}>
        {[...boardSections, everywhere].map((section) => (
          <Keys key={section.title} {...section} />
        ))}
      </div>
    </Modal>
  );
}

function Keys({ title, keys }: KeySection) {
  return (
    <>
      <h3>{title}</h3>
      <dl>
        {keys.map(([key, does]) => (
          <div key={`${key} ${does}`}>
            <dt>
              {key.split(' ').map((part) => (
                <kbd key={part}>{part}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
