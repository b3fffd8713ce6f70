import type { ReactNode } from 'react';
import styles from './ActButton.module.css';

/** What a button of an act needs. */
export interface ActButtonProps {
  readonly children: ReactNode;
  /** The key that does the same. */
  readonly keyName?: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  /** For one that shows and hides others. */
  readonly isExpanded?: boolean;
  readonly submit?: boolean;
  readonly onPress?: () => void;
}

/** A button of the acts row, with its key. */
export function ActButton({
  children,
  keyName,
  primary,
  disabled,
  autoFocus,
  isExpanded,
  submit,
  onPress,
}: ActButtonProps) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={primary ? `${styles.button} ${styles.primary}` : styles.button}
      disabled={disabled}
      autoFocus={autoFocus}
      aria-expanded={isExpanded}
      aria-keyshortcuts={keyName?.replace(/^[A-Z]$/, 'Shift+$&')}
      onClick={onPress}
    >
      {children}
      {keyName !== undefined && <kbd aria-hidden="true">{keyName}</kbd>}
    </button>
  );
}
