import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { ActButton } from './ActButton.tsx';
import styles from './ActForm.module.css';

/** The acts that ask for something before they are sent. */
export type ActFormKind = 'note' | 'resolve' | 'reopen' | 'reclassify' | 'assign' | 'declare';

/** What was filled in; fields that an act doesn't ask for stay empty. */
export interface ActDraft {
  readonly text: string;
  readonly title: string;
  readonly severity: string;
  readonly service: string;
  readonly assignee: string;
}

const texts: Readonly<Record<ActFormKind, { readonly title: string; readonly send: string }>> = {
  note: { title: 'Note', send: 'Add note' },
  resolve: { title: 'Resolve', send: 'Resolve' },
  reopen: { title: 'Reopen', send: 'Reopen' },
  reclassify: { title: 'Reclassify', send: 'Reclassify' },
  assign: { title: 'Assign', send: 'Assign' },
  declare: { title: 'Declare incident', send: 'Declare' },
};

/** What the form needs; `onSend` answers with what is still missing. */
export interface ActFormProps {
  readonly kind: ActFormKind;
  readonly subject?: string | undefined;
  readonly draft: ActDraft;
  /** Who this console acts as; empty where not known. */
  readonly person: string;
  /** The fields that this act asks for. */
  readonly fields: (draft: ActDraft, change: (part: Partial<ActDraft>) => void) => ReactNode;
  readonly busy: boolean;
  readonly onDraft: (draft: ActDraft) => void;
  readonly onSend: (draft: ActDraft) => string | undefined;
  readonly onClose: () => void;
}

/** The inline form of an act: Ctrl+Enter sends, Esc closes and keeps the draft. */
export function ActForm({
  kind,
  subject,
  draft: initial,
  person,
  fields,
  busy,
  onDraft,
  onSend,
  onClose,
}: ActFormProps) {
  const [draft, setDraft] = useState(initial);
  const [problem, setProblem] = useState<string>();
  const change = (part: Partial<ActDraft>): void => {
    const next = { ...draft, ...part };
    setDraft(next);
    setProblem(undefined);
    onDraft(next);
  };
  const send = (sent: ActDraft): void => {
    if (!busy) setProblem(onSend(sent));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(draft);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { title, send: sendLabel } = texts[kind];
  const canTakeOver = kind === 'assign' && person !== '';
  return (
    <form
      className={styles.form}
      aria-label={title}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        send(draft);
      }}
    >
      <h3>
        {title}
        {subject !== undefined && <span>{subject}</span>}
      </h3>
      {fields(draft, change)}
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.buttons}>
        {canTakeOver && (
          <ActButton primary autoFocus disabled={busy} onPress={() => send({ ...draft, assignee: person })}>
            Take over
          </ActButton>
        )}
        <ActButton submit primary={!canTakeOver} disabled={busy}>
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
