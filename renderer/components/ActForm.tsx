import { useState, type ReactNode } from 'react';
import { ActButton } from './ActButton.tsx';
import { FormFrame } from './FormFrame.tsx';

/** The acts that ask for something before they are sent. */
export type ActFormKind =
  | 'note'
  | 'resolve'
  | 'reopen'
  | 'reclassify'
  | 'assign'
  | 'declare'
  | 'maintain'
  | 'assess'
  | 'update'
  | 'escalate'
  | 'report'
  | 'silence'
  | 'attach'
  | 'detach'
  | 'merge'
  | 'split'
  | 'decline'
  | 'automation';

/** What was filled in; fields that an act doesn't ask for stay empty. */
export interface ActDraft {
  readonly text: string;
  readonly title: string;
  readonly severity: string;
  readonly service: string;
  readonly assignee: string;
  /** Maintenance: the running change meant; empty for a new one. */
  readonly change: string;
  readonly category: string;
  readonly services: readonly string[];
  /** `04:00`, UTC: the next such time. */
  readonly until: string;
  /** What becomes of the running change: its outcome, or `extend`. */
  readonly outcome: string;
  /** Silence: the Alertmanager that is asked. */
  readonly source: string;
  /** `alertname="HighLatency"`, one a line. */
  readonly matchers: string;
  /** How long it lasts: minutes, `shift`, or `until` that time. */
  readonly lasts: string;
  /** The alert, or the other incident, that is meant. */
  readonly target: string;
  /** Keys of the signals that are meant. */
  readonly signals: readonly string[];
}

const texts: Readonly<Record<ActFormKind, { readonly title: string; readonly send: string }>> = {
  note: { title: 'Note', send: 'Add note' },
  resolve: { title: 'Resolve', send: 'Resolve' },
  reopen: { title: 'Reopen', send: 'Reopen' },
  reclassify: { title: 'Reclassify', send: 'Reclassify' },
  assign: { title: 'Assign', send: 'Assign' },
  declare: { title: 'Declare incident', send: 'Declare' },
  maintain: { title: 'Maintenance', send: 'Start' },
  assess: { title: 'Assess', send: 'Assess' },
  update: { title: 'Stakeholder update', send: 'Send update' },
  escalate: { title: 'Escalate', send: 'Page the next role' },
  report: { title: 'Report', send: 'Report' },
  silence: { title: 'Silence', send: 'Silence' },
  attach: { title: 'Attach an alert', send: 'Attach' },
  detach: { title: 'Detach an alert', send: 'Detach' },
  merge: { title: 'Merge into another incident', send: 'Merge' },
  split: { title: 'Split off part of it', send: 'Split' },
  decline: { title: 'Decline a proposed run', send: 'Decline' },
  automation: { title: 'Automation', send: 'Stop all automation' },
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
  /** In place of the act's own word on its button. */
  readonly sendLabel?: (draft: ActDraft) => string;
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
  sendLabel: sendLabelOf,
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
  const { title, send: ownLabel } = texts[kind];
  const sendLabel = sendLabelOf?.(draft) ?? ownLabel;
  const canTakeOver = kind === 'assign' && person !== '';
  return (
    <FormFrame
      title={title}
      subject={subject}
      problem={problem}
      sendLabel={sendLabel}
      isSendPrimary={!canTakeOver}
      isSendDisabled={busy}
      leading={
        canTakeOver && (
          <ActButton primary autoFocus disabled={busy} onPress={() => send({ ...draft, assignee: person })}>
            Take over
          </ActButton>
        )
      }
      onSend={() => send(draft)}
      onClose={onClose}
    >
      {fields(draft, change)}
    </FormFrame>
  );
}
