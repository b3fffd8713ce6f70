import type { KeyboardEvent, ReactElement } from 'react';
import { assertNever } from '../../../shared/assertNever.ts';
import { readLayouts } from '../../../shared/model/wallLayout.ts';
import { settingSpecs, type SettingName } from '../../../shared/settings/settingSpecs.ts';
import { useConsole } from '../../store/store.ts';
import { switchWords } from './settingText.ts';
import styles from './SettingRow.module.css';

/** What a field of a setting needs, of whatever kind. */
export interface SettingControlProps {
  readonly name: SettingName;
  readonly text: string;
  readonly isKept: boolean;
  readonly isDisabled: boolean;
  /** Ids of what explains it and says what is wrong. */
  readonly describedBy: string;
  readonly isWrong: boolean;
  readonly onText: (text: string) => void;
  /** What was entered is to count. */
  readonly onDone: (text: string) => void;
}

/** The field of a setting, by the form that its description asks for. */
export function SettingControl(props: SettingControlProps): ReactElement {
  const { name, text, isKept, isDisabled, describedBy, isWrong, onText, onDone } = props;
  const { form, label } = settingSpecs[name];
  const choices = useChoices(name);
  const about = {
    'aria-label': label,
    'aria-describedby': describedBy,
    'aria-invalid': isWrong,
    'data-setting': name,
    disabled: isDisabled,
  };
  // The board has its keys again, and nothing else is closed.
  const leave = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.nativeEvent.isComposing || event.key !== 'Escape') return;
    event.currentTarget.blur();
    event.preventDefault();
    event.stopPropagation();
  };
  if (form.kind === 'switch') {
    const isOn = text === 'true';
    return (
      <label className={styles.switch}>
        <input
          {...about}
          type="checkbox"
          role="switch"
          checked={isOn}
          onChange={(event) => onDone(String(event.target.checked))}
          onKeyDown={leave}
        />
        {switchWords(isOn)}
      </label>
    );
  }
  if (choices !== undefined) {
    return (
      <select
        {...about}
        className={styles.field}
        onKeyDown={leave}
        value={text}
        onChange={(event) => onDone(event.target.value)}
      >
        {choices.map(({ value, label: choice }) => (
          <option key={value} value={value}>
            {choice}
          </option>
        ))}
      </select>
    );
  }
  const placeholder =
    form.kind === 'secret'
      ? isKept
        ? 'kept, and not shown'
        : 'none'
      : 'example' in form
        ? form.example
        : '';
  return (
    <span className={styles.entry}>
      <input
        {...about}
        className={form.kind === 'number' ? `${styles.field} ${styles.number}` : styles.field}
        type={form.kind === 'secret' ? 'password' : 'text'}
        inputMode={form.kind === 'number' ? 'decimal' : undefined}
        autoComplete={form.kind === 'secret' ? 'new-password' : 'off'}
        spellCheck={false}
        placeholder={placeholder}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onBlur={() => onDone(text)}
        onKeyDown={(event) => {
          leave(event);
          if (event.nativeEvent.isComposing || event.key !== 'Enter' || event.ctrlKey || event.metaKey)
            return;
          onDone(text);
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {form.kind === 'number' ? form.unit : null}
    </span>
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

function useChoices(name: SettingName): readonly Choice[] | undefined {
  const sites = useConsole(({ feed }) => feed.entities.desk['desk']?.sites);
  const settings = useConsole((state) => state.settings);
  const { form } = settingSpecs[name];
  const also = (none: string, known: readonly Choice[], now: string | undefined): readonly Choice[] => [
    { value: '', label: none },
    ...known,
    ...(now === undefined || known.some(({ value }) => value === now)
      ? []
      : [{ value: now, label: `${now} (not known here)` }]),
  ];
  switch (form.kind) {
    case 'choice':
      return form.options;
    case 'site':
      return also(
        'the site on duty',
        (sites ?? []).map((site) => ({ value: site.id, label: site.name })),
        settings.site,
      );
    case 'layout':
      return also(
        'none: one window',
        readLayouts(settings.layouts).layouts.map((layout) => ({ value: layout.name, label: layout.name })),
        settings.layout,
      );
    case 'text':
    case 'secret':
    case 'number':
    case 'switch':
    case 'list':
    case 'elsewhere':
      return undefined;
    default:
      return assertNever(form, 'form of a setting');
  }
}
