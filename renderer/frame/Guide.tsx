import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { ConnectionReport, KeepWhen } from '../../shared/connectionReport.ts';
import { settingProblem } from '../../shared/settings/ownSettings.ts';
import { ActButton } from '../components/ActButton.tsx';
import { ConnectionSteps } from '../components/ConnectionSteps.tsx';
import { Modal, sheetKeys } from '../components/Modal.tsx';
import { useActions, useConsole } from '../store/store.ts';
import type { Mode } from '../store/uiState.ts';
import styles from './Guide.module.css';

type Role = Mode | 'simulator';

const roles: readonly { readonly role: Role; readonly name: string; readonly about: string }[] = [
  { role: 'wall', name: 'A wall', about: 'shows boards, to be read from afar; nobody acts here' },
  { role: 'workstation', name: 'A workstation', about: 'a desk where somebody acts' },
  {
    role: 'simulator',
    name: 'Try it',
    about: 'with a simulated estate, inside this console; nothing is real',
  },
];

/** What a first start asks: what this machine is, and where its gateway is. It can be left, and returned to. */
export function Guide(): ReactElement | null {
  const isShown = useConsole(({ ui, standing, capabilities }) => {
    if (ui.showsGuide !== undefined) return ui.showsGuide;
    const isNew = standing?.isFirstStart === true && standing.sources.gatewayUrl === 'default';
    return isNew && capabilities.shell === 'desktop';
  });
  return isShown ? <Questions /> : null;
}

function Questions(): ReactElement {
  const { showGuide, changeSettings } = useActions();
  const [role, setRole] = useState<Mode>();
  const [problem, setProblem] = useState<string>();
  const close = (): void => showGuide(false);
  const choose = async (chosen: Role): Promise<void> => {
    if (chosen !== 'simulator') return setRole(chosen);
    const refused = await changeSettings({ mode: 'workstation', gatewayUrl: '' });
    if (refused === undefined) close();
    else setProblem(refused);
  };
  return (
    <Modal label="Set up this machine" className={styles.sheet} onClose={close} onKeyDown={sheetKeys(close)}>
      <h2>{role === undefined ? 'What is this machine?' : 'Where is its gateway?'}</h2>
      {role === undefined ? (
        <Choice onChoose={(chosen) => void choose(chosen)} />
      ) : (
        <Gateway role={role} onBack={() => setRole(undefined)} onClose={close} />
      )}
      {problem === undefined ? null : (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <p className={styles.hint}>
        <kbd>Esc</kbd> leaves this; it is found again on the board of settings (<kbd>g s</kbd>, then{' '}
        <kbd>u</kbd>).
      </p>
    </Modal>
  );
}

function Choice({ onChoose }: { readonly onChoose: (role: Role) => void }): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const chosen = roles[Number(event.key) - 1];
    if (chosen !== undefined) onChoose(chosen.role);
    else if (event.key === 'ArrowDown') buttons[Math.min(at + 1, buttons.length - 1)]?.focus();
    else if (event.key === 'ArrowUp') buttons[Math.max(at - 1, 0)]?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <div ref={list} className={styles.roles} onKeyDown={onKeyDown}>
      {roles.map(({ role, name, about }, index) => (
        <button key={role} type="button" autoFocus={index === 0} onClick={() => onChoose(role)}>
          <kbd>{index + 1}</kbd> <b>{name}</b> <span>{about}</span>
        </button>
      ))}
    </div>
  );
}

interface GatewayProps {
  readonly role: Mode;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function Gateway({ role, onBack, onClose }: GatewayProps): ReactElement {
  const kept = useConsole(({ settings }) => settings.gatewayUrl);
  const { tryConnection, changeSettings, openSettings } = useActions();
  const [gatewayUrl, setGatewayUrl] = useState(kept ?? '');
  const [token, setToken] = useState('');
  const [report, setReport] = useState<ConnectionReport>();
  const [problem, setProblem] = useState<string>();
  const [isTrying, setIsTrying] = useState(false);
  const attempt = async (keep: KeepWhen): Promise<void> => {
    if (isTrying) return;
    const mistake =
      gatewayUrl.trim() === ''
        ? 'Give the address that a browser would show, such as https://noc.example.'
        : (settingProblem('gatewayUrl', gatewayUrl.trim()) ?? settingProblem('token', token.trim()));
    setProblem(mistake);
    if (mistake !== undefined) return;
    setIsTrying(true);
    const given = token.trim() === '' ? {} : { token: token.trim() };
    const tried = await tryConnection({ gatewayUrl: gatewayUrl.trim(), ...given }, keep);
    setIsTrying(false);
    if (!tried.ok) return setProblem(tried.error);
    setReport(tried.value);
  };
  const finish = async (): Promise<void> => {
    const refused = await changeSettings({ mode: role });
    if (refused === undefined) onClose();
    else setProblem(refused);
  };
  const what = role === 'wall' ? 'wall' : 'workstation';
  if (report?.kept === true)
    return (
      <>
        <ConnectionSteps report={report} />
        <div className={styles.acts}>
          <ActButton primary autoFocus onPress={() => void finish()}>
            {report.failed === undefined
              ? `Show the live ${what}`
              : `Show the ${what}, which waits for its gateway`}
          </ActButton>
        </div>
        {problem === undefined ? null : <p className={styles.problem}>{problem}</p>}
      </>
    );
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void attempt('if it answers');
      }}
    >
      <label>
        Gateway
        <input
          autoFocus
          spellCheck={false}
          placeholder="https://noc.example"
          value={gatewayUrl}
          onChange={(event) => setGatewayUrl(event.target.value)}
        />
      </label>
      <label>
        Access token
        <input
          type="password"
          autoComplete="new-password"
          placeholder="none"
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
      </label>
      <p className={styles.hint}>
        An administrator makes a token with “watchfloor token add”
        {role === 'wall' ? ', for a wall with the role viewer' : ''}.
      </p>
      {problem === undefined ? null : (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {report === undefined ? null : <ConnectionSteps report={report} />}
      <div className={styles.acts}>
        <ActButton submit primary disabled={isTrying}>
          {isTrying ? 'Trying it' : 'Connect'}
        </ActButton>
        {report?.failed === undefined ? null : (
          <ActButton disabled={isTrying} onPress={() => void attempt('in any case')}>
            Keep it in any case
          </ActButton>
        )}
        <ActButton
          onPress={() => {
            openSettings('connection');
            onClose();
          }}
        >
          CA, certificate, proxy
        </ActButton>
        <ActButton onPress={onBack}>Back</ActButton>
      </div>
    </form>
  );
}
