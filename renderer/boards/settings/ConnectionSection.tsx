import { useState, type ReactElement } from 'react';
import type { ConnectionReport, KeepWhen } from '../../../shared/connectionReport.ts';
import { settingProblem } from '../../../shared/settings/ownSettings.ts';
import type { ConnectionChange, ConnectionName } from '../../../shared/settings/settings.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { ConnectionSteps } from '../../components/ConnectionSteps.tsx';
import { useActions } from '../../store/store.ts';
import { useBoardKeys } from '../useBoardKeys.ts';
import { SettingRow } from './SettingRow.tsx';
import styles from './SettingsBoard.module.css';

/** How the gateway is reached: changed as a whole, tried, and kept once it has answered or somebody insists. */
export function ConnectionSection({ names }: { readonly names: readonly ConnectionName[] }): ReactElement {
  const { tryConnection } = useActions();
  const [change, setChange] = useState<ConnectionChange>({});
  const [report, setReport] = useState<ConnectionReport>();
  const [refusal, setRefusal] = useState<string>();
  const [isTrying, setIsTrying] = useState(false);
  const entered = Object.entries(change).filter(([, text]) => text !== undefined);
  // An entry that is wrong is said at its field.
  const isWrong = names.some((name) => {
    const text = change[name];
    return text !== undefined && settingProblem(name, text) !== undefined;
  });
  const attempt = async (keep: KeepWhen): Promise<void> => {
    if (isTrying || isWrong) return;
    setIsTrying(true);
    setRefusal(undefined);
    const tried = await tryConnection(Object.fromEntries(entered), keep);
    setIsTrying(false);
    setReport(tried.ok ? tried.value : undefined);
    setRefusal(tried.ok ? undefined : tried.error);
    if (tried.ok && tried.value.kept) setChange({});
  };
  useBoardKeys({ t: () => void attempt('never') });
  return (
    <form
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void attempt('if it answers');
      }}
    >
      {names.map((name) => (
        <SettingRow
          key={name}
          name={name}
          draft={change[name]}
          onDraft={(text) => setChange((before) => ({ ...before, [name]: text?.trim() }))}
        />
      ))}
      <div className={styles.acts}>
        <ActButton
          primary
          disabled={isTrying || isWrong || entered.length === 0}
          onPress={() => void attempt('if it answers')}
        >
          Connect and keep
        </ActButton>
        <ActButton keyName="t" disabled={isTrying || isWrong} onPress={() => void attempt('never')}>
          Test connection
        </ActButton>
        {entered.length === 0 ? null : (
          <ActButton
            onPress={() => {
              setChange({});
              setReport(undefined);
            }}
          >
            Take back
          </ActButton>
        )}
        {report?.failed !== undefined && !report.kept && entered.length > 0 ? (
          <ActButton disabled={isTrying || isWrong} onPress={() => void attempt('in any case')}>
            Keep it in any case
          </ActButton>
        ) : null}
        <span className={styles.hint}>
          {isTrying ? (
            'Trying it, up to 10 s for each step.'
          ) : (
            <>
              <kbd>Ctrl Enter</kbd> connects; the present connection stays until the new one has answered
            </>
          )}
        </span>
      </div>
      {refusal === undefined ? null : (
        <p className={styles.problem} role="alert">
          {refusal}
        </p>
      )}
      {report === undefined ? null : (
        <div ref={scrollTo}>
          <ConnectionSteps report={report} />
        </div>
      )}
    </form>
  );
}

/** What came of it must be seen, however small the screen. */
function scrollTo(report: HTMLElement | null): void {
  report?.scrollIntoView({ block: 'nearest' });
}
