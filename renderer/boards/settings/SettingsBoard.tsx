import { useRef, useState, type ReactElement } from 'react';
import { settingSections, type SettingSection } from '../../../shared/settings/settingSpec.ts';
import { settingNames, settingSpecs } from '../../../shared/settings/settingSpecs.ts';
import { connectionNames } from '../../../shared/settings/settings.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { useActions, useConsole } from '../../store/store.ts';
import { useBoardKeys } from '../useBoardKeys.ts';
import { ConnectionSection } from './ConnectionSection.tsx';
import { ImportSheet } from './ImportSheet.tsx';
import { LayoutList } from './LayoutList.tsx';
import { SettingRow } from './SettingRow.tsx';
import styles from './SettingsBoard.module.css';

// The table's keys, in its order.
const sectionIds = Object.keys(settingSections) as readonly SettingSection[];

/** The settings of this console, by section; each is drawn from its one description. */
export function SettingsBoard(): ReactElement {
  const shell = useConsole(({ capabilities }) => capabilities.shell);
  const asked = useConsole(({ ui }) => ui.settingsSection);
  const managedBy = useConsole(({ standing }) => standing?.managedBy);
  const { openSettings, exportSettings, showGuide, showSound } = useActions();
  const [isImporting, setIsImporting] = useState(false);
  const board = useRef<HTMLElement>(null);
  // Where somebody was: within a field the keys are its own, so that it is left before the next one is asked for.
  const last = useRef<Element>(null);
  const ofShell = settingNames.filter(
    (name) =>
      settingSpecs[name].section !== undefined &&
      (shell === 'desktop' || settingSpecs[name].shells === 'both'),
  );
  const sections = sectionIds.filter((id) => ofShell.some((name) => settingSpecs[name].section === id));
  const section = sections.find((id) => id === asked) ?? sections[0] ?? 'look';
  const names = ofShell.filter((name) => settingSpecs[name].section === section);
  const move = (by: number): void => {
    const fields = [...(board.current?.querySelectorAll<HTMLElement>('[data-setting]:enabled') ?? [])];
    const at = fields.findIndex((field) => field === last.current);
    fields[Math.min(Math.max(at + by, 0), fields.length - 1)]?.focus();
  };
  useBoardKeys({
    ...Object.fromEntries(sections.map((id, index) => [String(index + 1), () => openSettings(id)])),
    ...{ j: () => move(1), k: () => move(-1), e: () => void exportSettings(), i: () => setIsImporting(true) },
    ...(shell === 'desktop' ? { u: () => showGuide(true) } : {}),
  });
  const { title, about } = settingSections[section];
  return (
    <main
      className={styles.board}
      data-board="settings"
      ref={board}
      onFocus={({ target }) => {
        last.current = target;
      }}
    >
      <nav className={styles.sections} aria-label="Sections of the settings">
        <h2>Settings</h2>
        {sections.map((id, index) => (
          <button
            key={id}
            type="button"
            aria-current={id === section ? 'page' : undefined}
            onClick={() => openSettings(id)}
          >
            {settingSections[id].title} <kbd>{index + 1}</kbd>
          </button>
        ))}
        <div className={styles.whole}>
          <ActButton keyName="e" onPress={() => void exportSettings()}>
            Export
          </ActButton>
          <ActButton keyName="i" onPress={() => setIsImporting(true)}>
            Import
          </ActButton>
          <ActButton onPress={() => showSound(true)}>Sound and notifications</ActButton>
          {shell === 'desktop' ? (
            <ActButton keyName="u" onPress={() => showGuide(true)}>
              Set up this machine
            </ActButton>
          ) : null}
        </div>
      </nav>
      <section className={styles.section} aria-label={title} tabIndex={-1}>
        <h2>{title}</h2>
        <p className={styles.lead}>{about}</p>
        {managedBy === undefined ? null : (
          <p className={styles.lead}>This machine’s defaults are managed by {managedBy}.</p>
        )}
        {section === 'connection' ? (
          <>
            {shell === 'browser' ? (
              <p className={styles.lead}>
                This page’s gateway is the one that it came from; certificates and proxy are the browser’s.
              </p>
            ) : null}
            <ConnectionSection names={connectionNames.filter((name) => names.includes(name))} />
          </>
        ) : (
          names.map((name) => <SettingRow key={name} name={name} />)
        )}
        {section === 'displays' && shell === 'desktop' ? <LayoutList /> : null}
      </section>
      {isImporting ? <ImportSheet onClose={() => setIsImporting(false)} /> : null}
    </main>
  );
}
