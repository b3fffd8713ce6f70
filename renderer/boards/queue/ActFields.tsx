import type { ActDraft, ActFormKind } from '../../components/ActForm.tsx';
import type { GroupingKind } from './acts.ts';
import styles from './ActFields.module.css';

/** What may be chosen in the form of an act. */
export interface ActChoices {
  readonly severities: readonly { readonly id: string; readonly name: string }[];
  readonly services: readonly { readonly id: string; readonly name: string }[];
  readonly people: readonly string[];
  /** Kinds of incident; empty from a gateway that names none. */
  readonly categories: readonly { readonly id: string; readonly name: string }[];
}

/** The acts whose fields are these; maintenance, silences and what arranges incidents have their own. */
type Kind = Exclude<ActFormKind, 'maintain' | 'silence' | GroupingKind>;

const textLabels: Readonly<Record<Kind, string | undefined>> = {
  note: 'What was seen or done',
  resolve: 'What ended it',
  reopen: 'Reason',
  reclassify: 'Reason',
  assign: undefined,
  declare: 'What is known (optional)',
  assess: 'Impact: who and what is affected',
  update: 'What the stakeholders are told',
  escalate: 'Reason',
  report: 'What happened, why, and what follows',
  decline: 'Reason',
  automation: 'Reason',
};

interface FieldProps {
  readonly kind: Kind;
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
      {(kind === 'declare' || kind === 'reclassify' || kind === 'assess') && (
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
      {kind === 'declare' && choices.categories.length > 0 && (
        <Choice
          label="Category"
          empty="none"
          value={draft.category}
          options={choices.categories}
          onPick={(category) => onChange({ category })}
        />
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
            rows={kind === 'update' ? 7 : 3}
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

/** One of a list, or none. */
export function Choice({ label, empty, value, options, onPick }: ChoiceProps) {
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
