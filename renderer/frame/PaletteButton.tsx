import type { ReactElement } from 'react';
import { useActions } from '../store/store.ts';
import styles from './Palette.module.css';

/** Opens the palette, and shows its key. */
export function PaletteButton(): ReactElement {
  const { showPalette } = useActions();
  return (
    <button
      type="button"
      className={styles.open}
      aria-haspopup="dialog"
      aria-label="Search or run a command"
      title="Search or run a command (Ctrl K)"
      aria-keyshortcuts="Control+k"
      onClick={() => showPalette(true)}
    >
      <span>Search or run a command</span>
      <kbd aria-hidden="true">Ctrl K</kbd>
    </button>
  );
}
