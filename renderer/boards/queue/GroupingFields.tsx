import type { ActDraft } from '../../components/ActForm.tsx';
import type { GroupingKind } from './acts.ts';
import type { Choosable } from './grouping.ts';
import fieldStyles from './ActFields.module.css';
import styles from './GroupingFields.module.css';

const labels = {
  attach: { choice: 'Alert', empty: 'No other alert is known.' },
  detach: { choice: 'Alert', empty: 'It holds no alert.' },
  merge: { choice: 'Into', empty: 'No other incident is open that stands by itself.' },
  split: { choice: 'To the new incident', empty: 'It holds nothing that could be split from it.' },
} as const satisfies Record<GroupingKind, { readonly choice: string; readonly empty: string }>;

interface FieldsProps {
  readonly kind: GroupingKind;
  readonly draft: ActDraft;
  readonly options: readonly Choosable[];
  readonly onChange: (part: Partial<ActDraft>) => void;
}

/** The fields of an act that arranges incidents: what is meant, chosen by keyboard, and why. */
export function GroupingFields({ kind, draft, options, onChange }: FieldsProps) {
  const { choice, empty } = labels[kind];
  if (options.length === 0) return <p className={styles.none}>{empty}</p>;
  return (
    <>
      {kind === 'split' ? (
        <Several label={choice} options={options} draft={draft} onChange={onChange} />
      ) : (
        <label className={fieldStyles.field}>
          {choice}
          <select
            autoFocus
            value={draft.target}
            onChange={(event) => onChange({ target: event.target.value })}
          >
            <option value="">choose</option>
            {options.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {kind === 'split' && (
        <label className={fieldStyles.field}>
          Title (optional)
          <input
            maxLength={200}
            value={draft.title}
            onChange={(event) => onChange({ title: event.target.value })}
          />
        </label>
      )}
      <label className={fieldStyles.field}>
        Reason (optional)
        <input
          maxLength={4000}
          value={draft.text}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      </label>
    </>
  );
}

function Several({
  label,
  options,
  draft,
  onChange,
}: Omit<FieldsProps, 'kind'> & { readonly label: string }) {
  return (
    <fieldset className={styles.several}>
      <legend>{label}</legend>
      {options.map(({ id, name }, index) => (
        <label key={id}>
          <input
            type="checkbox"
            autoFocus={index === 0}
            checked={draft.signals.includes(id)}
            onChange={(event) =>
              onChange({
                signals: event.target.checked
                  ? [...draft.signals, id]
                  : draft.signals.filter((signal) => signal !== id),
              })
            }
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
