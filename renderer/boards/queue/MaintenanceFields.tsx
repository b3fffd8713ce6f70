import type { Change } from '../../../shared/model/change.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import { utcMinute } from '../../../shared/rules/durations.ts';
import type { ActDraft } from '../../components/ActForm.tsx';
import { Choice, type ActChoices } from './ActFields.tsx';
import { changeEnds, changeOf, untilText } from './maintenance.ts';
import fieldStyles from './ActFields.module.css';
import styles from './MaintenanceFields.module.css';

interface FieldsProps {
  readonly draft: ActDraft;
  readonly running: readonly Change[];
  readonly categories: ActChoices['services'];
  readonly services: ActChoices['services'];
  readonly now: Instant;
  readonly onChange: (part: Partial<ActDraft>) => void;
}

/** The fields of maintenance: a new one to start, or a running one to end or extend. */
export function MaintenanceFields(props: FieldsProps) {
  const { draft, running, now, onChange } = props;
  const change = changeOf(draft, running);
  return (
    <>
      {running.length > 0 && (
        <Choice
          label="Change"
          empty="start a new one"
          value={change?.id ?? ''}
          options={running.map(({ id, title, endsAt }) => ({
            id,
            name: `${id} ${title}, ${endsAt <= now ? 'was to end' : 'to'} ${utcMinute(endsAt)} UTC`,
          }))}
          onPick={(id) => onChange({ change: id })}
        />
      )}
      {change === undefined ? <StartFields {...props} /> : <EndFields {...props} />}
    </>
  );
}

function StartFields({ draft, categories, services, now, onChange }: FieldsProps) {
  const toggle = (id: string): void =>
    onChange({
      services: draft.services.includes(id)
        ? draft.services.filter((other) => other !== id)
        : [...draft.services, id],
    });
  return (
    <>
      <label className={fieldStyles.field}>
        Title
        <input
          autoFocus
          maxLength={200}
          value={draft.title}
          onChange={(event) => onChange({ title: event.target.value })}
        />
      </label>
      <div className={fieldStyles.pair}>
        <Choice
          label="Category"
          empty="choose"
          value={draft.category}
          options={categories}
          onPick={(category) => onChange({ category })}
        />
        <Until draft={draft} now={now} onChange={onChange} />
      </div>
      <fieldset className={styles.services}>
        <legend>Services</legend>
        {services.map(({ id, name }) => (
          <label key={id}>
            <input type="checkbox" checked={draft.services.includes(id)} onChange={() => toggle(id)} />
            {name}
          </label>
        ))}
      </fieldset>
    </>
  );
}

function EndFields({ draft, now, onChange }: FieldsProps) {
  const isExtended = draft.outcome === 'extend';
  return (
    <>
      <div className={fieldStyles.pair}>
        <Choice
          label="What becomes of it"
          empty="choose"
          value={draft.outcome}
          options={changeEnds}
          onPick={(outcome) => onChange({ outcome })}
        />
        {isExtended && <Until draft={draft} now={now} onChange={onChange} />}
      </div>
      <label className={fieldStyles.field}>
        {isExtended ? 'Reason' : 'What was done'}
        <textarea
          autoFocus
          rows={3}
          maxLength={4000}
          value={draft.text}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      </label>
    </>
  );
}

/** A time of day as an end, with how far ahead that is. */
export function Until({ draft, now, onChange }: Pick<FieldsProps, 'draft' | 'now' | 'onChange'>) {
  return (
    <label className={fieldStyles.field}>
      {`Until (UTC) ${untilText(draft.until, now)}`}
      <input
        inputMode="numeric"
        placeholder="04:00"
        maxLength={5}
        value={draft.until}
        onChange={(event) => onChange({ until: event.target.value })}
      />
    </label>
  );
}
