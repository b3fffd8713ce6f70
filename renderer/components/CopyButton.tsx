import { useEffect, useState, type ReactElement } from 'react';
import { copyText } from './copyChart.ts';
import styles from './CopyButton.module.css';

const saidMs = 2_000;

/** Copies a text as it is, and says whether it could. */
export function CopyButton({ text }: { text: string }): ReactElement {
  const [said, setSaid] = useState<string>();
  useEffect(() => {
    if (said === undefined) return undefined;
    const timer = setTimeout(() => setSaid(undefined), saidMs);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = (): void => {
    void copyText(text, 'Code', 'code.txt').then(setSaid);
  };
  return (
    <button type="button" className={styles.copy} onClick={copy} aria-label="Copy the code">
      <span role="status">{said ?? 'Copy'}</span>
    </button>
  );
}
