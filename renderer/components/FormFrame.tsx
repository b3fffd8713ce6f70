import type { KeyboardEvent, ReactNode } from 'react';
import { ActButton } from './ActButton.tsx';
import styles from './FormFrame.module.css';

/** The keys of every form: Ctrl+Enter sends, Esc closes. The board below gets neither. */
export const formKeys =
  (send: () => void, close: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

interface FormFrameProps {
  readonly title: string;
  /** Beside the title: what it is about. */
  readonly subject?: string | undefined;
  /** What keeps it from being sent, in one sentence. */
  readonly problem?: string | undefined;
  readonly sendLabel: string;
  readonly isSendPrimary?: boolean;
  readonly isSendDisabled?: boolean;
  readonly isSendFocused?: boolean;
  /** Another way to send, before the usual one. */
  readonly leading?: ReactNode;
  readonly children: ReactNode;
  readonly onSend: () => void;
  readonly onClose: () => void;
}

/** An inline form around its fields: title, what is wrong, and the buttons with their keys. */
export function FormFrame(props: FormFrameProps) {
  const { title, subject, problem, sendLabel, leading, children, onSend, onClose } = props;
  return (
    <form
      className={styles.form}
      aria-label={title}
      onKeyDown={formKeys(onSend, onClose)}
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <h3>
        {title}
        {subject !== undefined && <span>{subject}</span>}
      </h3>
      {children}
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        {leading}
        <ActButton
          submit
          primary={props.isSendPrimary ?? true}
          disabled={props.isSendDisabled}
          autoFocus={props.isSendFocused}
        >
          {sendLabel}
        </ActButton>
        <ActButton onPress={onClose}>Close</ActButton>
        <span className={styles.hint}>
          <kbd>Ctrl Enter</kbd> sends <kbd>Esc</kbd> closes
        </span>
      </div>
    </form>
  );
}
