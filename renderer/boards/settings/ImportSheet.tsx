import { useState, type ReactElement } from 'react';
import { readSettingsFile, type ReadSettingsFile } from '../../../shared/settings/settingsFile.ts';
import { connectionNames } from '../../../shared/settings/settings.ts';
import type { Result } from '../../../shared/result.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { Modal, sheetKeys } from '../../components/Modal.tsx';
import { useActions, useConsole } from '../../store/store.ts';
import { wordsOf } from './settingText.ts';
import styles from './ImportSheet.module.css';

interface ChosenFile {
  readonly name: string;
  readonly read: Result<ReadSettingsFile>;
}

/** A file of settings: chosen, looked through, and applied only then. */
export function ImportSheet({ onClose }: { readonly onClose: () => void }): ReactElement {
  const settings = useConsole((state) => state.settings);
  const standing = useConsole((state) => state.standing);
  const { changeSettings, tryConnection } = useActions();
  const [chosen, setChosen] = useState<ChosenFile>();
  const [problem, setProblem] = useState<string>();
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setProblem(undefined);
    const text = file.size > 1_000_000 ? 'larger than any file of settings' : await file.text();
    const read = readSettingsFile(text, settings, (name) => standing?.sources[name] === 'locked');
    setChosen({ name: file.name, read });
  };
  const plan = chosen?.read.ok === true ? chosen.read.value : undefined;
  const apply = async (): Promise<void> => {
    if (plan === undefined || plan.changes.length === 0) return;
    const isConnection = (name: string): boolean => connectionNames.some((known) => known === name);
    const parts = Object.entries(plan.patch);
    const connection = Object.fromEntries(parts.filter(([name]) => isConnection(name)));
    const others = Object.fromEntries(parts.filter(([name]) => !isConnection(name)));
    if (Object.keys(connection).length > 0) {
      const tried = await tryConnection(connection, 'if it answers');
      if (!tried.ok) return setProblem(tried.error);
      const { failed } = tried.value;
      // All of a file or nothing: half of another console's settings is no console's.
      if (failed !== undefined)
        return setProblem(
          `Nothing was applied: the file's connection does not answer (${failed.reason}). ${failed.todo}`,
        );
    }
    const refused = Object.keys(others).length === 0 ? undefined : await changeSettings(others);
    if (refused === undefined) onClose();
    else setProblem(refused);
  };
  return (
    <Modal
      label="Import settings"
      className={styles.sheet}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void apply();
        sheetKeys(onClose)(event);
      }}
    >
      <h2>Import settings</h2>
      <p>A file that another console exported. Nothing changes before you have seen what will.</p>
      <input
        type="file"
        autoFocus
        aria-label="File of settings"
        accept=".json,application/json"
        onChange={(event) => void choose(event.target.files?.[0])}
      />
      {chosen?.read.ok === false ? (
        <p className={styles.problem} role="alert">
          {chosen.name} can’t be used: {chosen.read.error}. Nothing was changed.
        </p>
      ) : null}
      {problem === undefined ? null : (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {plan === undefined ? null : <Plan plan={plan} />}
      <div className={styles.acts}>
        <ActButton
          primary
          disabled={plan === undefined || plan.changes.length === 0}
          onPress={() => void apply()}
        >
          {plan === undefined || plan.changes.length === 0
            ? 'Apply'
            : `Apply ${plan.changes.length === 1 ? '1 change' : `${plan.changes.length} changes`}`}
        </ActButton>
        <ActButton onPress={onClose}>Close</ActButton>
      </div>
    </Modal>
  );
}

function Plan({ plan: { changes, leftOut } }: { readonly plan: ReadSettingsFile }): ReactElement {
  return (
    <>
      {changes.length === 0 ? (
        <p>This console is already as the file says.</p>
      ) : (
        <table className={styles.changes}>
          <thead>
            <tr>
              <th scope="col">Setting</th>
              <th scope="col">now</th>
              <th scope="col">then</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ name, label, from, to }) => (
              <tr key={name}>
                <th scope="row">{label}</th>
                <td>{wordsOf(name, from)}</td>
                <td>{wordsOf(name, to)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {leftOut.length === 0 ? null : <p>Left out: {leftOut.join('; ')}.</p>}
    </>
  );
}
