import { useId, useState, type ReactElement } from 'react';
import { capital } from '../../../shared/rules/capital.ts';
import { settingProblem } from '../../../shared/settings/ownSettings.ts';
import type { SettingSpec } from '../../../shared/settings/settingSpec.ts';
import { settingSpecs, type SettingName } from '../../../shared/settings/settingSpecs.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { SettingControl } from './SettingControl.tsx';
import { refusalOf, sourceWords, textOf, valueOf } from './settingText.ts';
import styles from './SettingRow.module.css';

interface SettingRowProps {
  readonly name: SettingName;
  /** What is entered and not yet kept, where somebody else keeps it. */
  readonly draft?: string | undefined;
  readonly onDraft?: (text: string | undefined) => void;
}

/** One setting: its field, what it does, where its value comes from, when a change counts, and what is wrong with one. */
export function SettingRow({ name, draft, onDraft }: SettingRowProps): ReactElement {
  const id = useId();
  const value = useConsole(({ settings }) => settings[name]);
  const standing = useConsole((state) => state.standing);
  const isGiven = useConsole((state) => state.givenByAddress.includes(name));
  const { changeSettings, resetSettings } = useActions();
  const [entered, setEntered] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const { label, explain, takesEffect, form, needs }: SettingSpec = settingSpecs[name];
  const source = isGiven ? 'start' : (standing?.sources[name] ?? 'default');
  const hasSecret = (secret: string): boolean => standing?.secrets.some((kept) => kept === secret) === true;
  const isKept = hasSecret(name);
  const text = (onDraft === undefined ? entered : draft) ?? textOf(value);
  const mistake = text === textOf(value) ? undefined : settingProblem(name, valueOf(form, text));
  // While somebody still types, half an address is no mistake.
  const [isDone, setIsDone] = useState(true);
  const problem = refusal ?? (isDone ? mistake : undefined);
  const type = (next: string): void => {
    setIsDone(false);
    setRefusal(undefined);
    if (onDraft === undefined) setEntered(next);
    else onDraft(next === textOf(value) ? undefined : next);
  };
  const finish = async (next: string): Promise<void> => {
    setIsDone(true);
    if (onDraft !== undefined) return;
    setEntered(next === textOf(value) ? undefined : next);
    const given = valueOf(form, next);
    if (next === textOf(value) || settingProblem(name, given) !== undefined) return;
    const refused = await changeSettings({ [name]: given });
    setRefusal(refused === undefined ? undefined : refusalOf(name, refused));
    // What was typed is there to be put right; a switch shows what counts.
    if (refused === undefined || form.kind === 'switch') setEntered(undefined);
  };
  return (
    <div className={styles.row}>
      <span className={styles.label}>{label}</span>
      <div className={styles.value}>
        <div className={styles.line}>
          <SettingControl
            {...{ name, text, isKept }}
            isDisabled={source === 'locked'}
            describedBy={`${id}-about ${id}-problem`}
            isWrong={problem !== undefined}
            onText={type}
            onDone={(next) => void finish(next)}
          />
          {source === 'yours' && onDraft === undefined ? (
            <button type="button" className={styles.small} onClick={() => void resetSettings([name])}>
              Reset<span className="spoken"> {label}</span>
            </button>
          ) : null}
          {isKept && onDraft !== undefined && draft !== '' ? (
            <button type="button" className={styles.small} onClick={() => onDraft('')}>
              Clear<span className="spoken"> {label}</span>
            </button>
          ) : null}
        </div>
        <p id={`${id}-about`} className={styles.about}>
          {explain}{' '}
          <small>
            {draft === '' && isKept
              ? 'Will be cleared'
              : draft !== undefined
                ? 'Not kept yet'
                : words(source)}
            {' · '}a change counts {takesEffect}
            {needs === undefined ? null : ` · ${hasSecret(needs.secret) ? needs.kept : needs.absent}`}
          </small>
        </p>
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </p>
      </div>
    </div>
  );
}

const words = (source: keyof typeof sourceWords): string => capital(sourceWords[source]);
