import { useState } from 'react';
import { FormFrame } from './FormFrame.tsx';
import own from './TextForm.module.css';

/** What a form of one text needs. */
export interface TextFormProps {
  readonly title: string;
  readonly subject?: string | undefined;
  /** What it asks for; absent where it only asks for a yes. */
  readonly label?: string | undefined;
  /** Said above the text, such as what is signed. */
  readonly statement?: string | undefined;
  readonly sendLabel: string;
  readonly isOptional?: boolean;
  readonly text: string;
  /** What keeps it from being sent, in one sentence. */
  readonly problem?: string | undefined;
  readonly onText: (text: string) => void;
  readonly onSend: () => void;
  readonly onClose: () => void;
}

/** An inline form of one text, or of a yes: Ctrl+Enter sends, Esc closes and keeps what was typed. */
export function TextForm(props: TextFormProps) {
  const { title, subject, label, statement, sendLabel, isOptional, text, onText, onSend, onClose } = props;
  const [isEmpty, setIsEmpty] = useState(false);
  const send = (): void => {
    if (props.problem !== undefined) return;
    if (label !== undefined && isOptional !== true && text.trim() === '') setIsEmpty(true);
    else onSend();
  };
  const problem =
    props.problem ?? (isEmpty && text.trim() === '' ? `${label ?? 'Text'} is needed.` : undefined);
  return (
    <FormFrame
      title={title}
      subject={subject}
      problem={problem}
      sendLabel={sendLabel}
      isSendDisabled={props.problem !== undefined}
      isSendFocused={label === undefined}
      onSend={send}
      onClose={onClose}
    >
      {statement !== undefined && <p className={own.statement}>{statement}</p>}
      {label !== undefined && (
        <label className={own.field}>
          {label}
          <textarea
            rows={2}
            autoFocus
            maxLength={4000}
            value={text}
            onChange={(event) => onText(event.target.value)}
          />
        </label>
      )}
    </FormFrame>
  );
}
