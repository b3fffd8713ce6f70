import type { ActDraft, ActFormKind } from '../../components/ActForm.tsx';
import styles from './ActFields.module.css';

/** What may be chosen in the form of an act. */
export interface ActChoices {
  readonly severities: readonly { readonly id: string; readonly name: string }[];
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly people: readonly string[];
}

const textLabels: Readonly<Record<ActFormKind, string | undefined>> = {
  note: 'Note',
  resolve: 'What ended it',
  reopen: 'Reason',
  reclassify: 'Reason',
  assign: undefined,
  declare: 'What is known (optional)',
};

interface FieldProps {
  readonly kind: ActFormKind;
  readonly draft: ActDraft;
  readonly choices: ActChoices;
  readonly onChange: (part: Partial<ActDraft>) => void;
}

/** The fields that an act asks for. */
export function ActFields({ kind, draft, choices, onChange }: FieldProps) {
  const label = textLabels[kind];
  return (
    <>
      {kind === 'declare' && (
        <label className={styles.field}>
          Title
          <input
            autoFocus
            maxLength={200}
            value={draft.title}
            onChange={(event) => onChange({ title: event.target.value })}
          />
        </label>
      )}
      {(kind === 'declare' || kind === 'reclassify') && (
        <div className={styles.pair}>
          <Choice
            label="Severity"
            empty="choose"
            value={draft.severity}
            options={choices.severities.map(({ id, name }) => ({
              id,
              name: name === id ? id : `${id} ${name}`,
            }))}
            onPick={(severity) => onChange({ severity })}
          />
          {kind === 'declare' && (
            <Choice
              label="Service"
              empty="none"
              value={draft.service}
              options={choices.services}
              onPick={(service) => onChange({ service })}
            />
          )}
        </div>
      )}
      {kind === 'assign' && (
        <Choice
          label="Person"
          empty="choose"
          value={draft.assignee}
          options={choices.people.map((name) => ({ id: name, name }))}
          onPick={(assignee) => onChange({ assignee })}
        />
      )}
      {label !== undefined && (
        <label className={styles.field}>
          {label}
          <textarea
            autoFocus={kind !== 'declare'}
            rows={3}
            maxLength={4000}
            value={draft.text}
            onChange={(event) => onChange({ text: event.target.value })}
          />
        </label>
      )}
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly empty: string;
  readonly value: string;
  readonly options: ActChoices['services'];
  readonly onPick: (id: string) => void;
}

function Choice({ label, empty, value, options, onPick }: ChoiceProps) {
  return (
    <label className={styles.field}>
      {label}
      <select value={value} onChange={(event) => onPick(event.target.value)}>
        <option value="">{empty}</option>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
