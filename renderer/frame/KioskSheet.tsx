import { useState } from 'react';
import { kioskCodeLength } from '../../shared/desktop.ts';
import { Modal, sheetKeys } from '../components/Modal.tsx';
import { useActions, useConsole } from '../store/store.ts';
import styles from './KioskSheet.module.css';

/** The kiosk: its code is set and changed here, it is entered here, and left with the code. */
export function KioskSheet() {
  const isAsked = useConsole((state) => state.ui.asksKiosk === true);
  const standing = useConsole((state) => state.kiosk);
  const { askKiosk } = useActions();
  if (!isAsked || standing === undefined) return null;
  const title = standing.isLocked ? 'Leave the kiosk' : 'Kiosk';
  const close = (): void => askKiosk(false);
  return (
    <Modal label={title} className={styles.sheet} onClose={close} onKeyDown={sheetKeys(close)}>
      <h2>{title}</h2>
      {standing.isLocked ? <Leave onDone={close} /> : <Enter hasCode={standing.hasCode} onDone={close} />}
      <p className={styles.hint}>
        <kbd>Enter</kbd> confirms <kbd>Esc</kbd> closes
      </p>
    </Modal>
  );
}

function Leave({ onDone }: { readonly onDone: () => void }) {
  const { leaveKiosk } = useActions();
  const [code, setCode] = useState('');
  const { problem, isBusy, run } = useTry(
    () => leaveKiosk(code),
    onDone,
    () => setCode(''),
  );
  return (
    <form onSubmit={run}>
      <p>The console becomes an ordinary window until it is started again, or the kiosk is entered.</p>
      <CodeField label="Code" value={code} onChange={setCode} autoFocus />
      <Problem text={problem} />
      <button type="submit" disabled={isBusy}>
        Leave
      </button>
    </form>
  );
}

function Enter({ hasCode, onDone }: { readonly hasCode: boolean; readonly onDone: () => void }) {
  const { enterKiosk } = useActions();
  const { problem, isBusy, run } = useTry(enterKiosk, onDone);
  return (
    <>
      <p>
        A kiosk fills its display, shows no menu, opens nothing, and asks nothing. It is left only with its
        code.
      </p>
      {hasCode ? (
        <form onSubmit={run}>
          <Problem text={problem} />
          <button type="submit" autoFocus disabled={isBusy}>
            Enter the kiosk
          </button>
        </form>
      ) : null}
      <SetCode hasCode={hasCode} />
    </>
  );
}

function SetCode({ hasCode }: { readonly hasCode: boolean }) {
  const { setKioskCode } = useActions();
  const [present, setPresent] = useState('');
  const [code, setCode] = useState('');
  const [again, setAgain] = useState('');
  const [isDone, setDone] = useState(false);
  const clear = (): void => {
    setPresent('');
    setCode('');
    setAgain('');
  };
  const { problem, isBusy, run } = useTry(
    async () =>
      code === again
        ? setKioskCode(code, hasCode ? present : undefined)
        : 'The two new codes are not the same.',
    () => {
      clear();
      setDone(true);
    },
    clear,
  );
  return (
    <form onSubmit={run}>
      <h3>{hasCode ? 'Change its code' : 'Set a code first'}</h3>
      {hasCode ? <CodeField label="Present code" value={present} onChange={setPresent} /> : null}
      <CodeField
        label={`New code, ${kioskCodeLength.least} characters or more`}
        value={code}
        onChange={setCode}
        autoFocus={!hasCode}
      />
      <CodeField label="New code again" value={again} onChange={setAgain} />
      <Problem text={problem} />
      {isDone ? <p role="status">The code is set.</p> : null}
      <button type="submit" disabled={isBusy}>
        {hasCode ? 'Change' : 'Set'}
      </button>
    </form>
  );
}

function CodeField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
}) {
  return (
    <label className={styles.field}>
      {props.label}
      <input
        type="password"
        autoComplete="off"
        maxLength={kioskCodeLength.most}
        autoFocus={props.autoFocus}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  );
}

const Problem = ({ text }: { readonly text: string | undefined }) =>
  text === undefined ? null : (
    <p role="alert" className={styles.problem}>
      {text}
    </p>
  );

/** One try at a time; a code that was wrong is typed anew. */
function useTry(act: () => Promise<string | undefined>, onDone: () => void, onRefused?: () => void) {
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const run = (event: { preventDefault(): void }): void => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    void act().then((refused) => {
      setBusy(false);
      setProblem(refused);
      if (refused === undefined) onDone();
      else onRefused?.();
    });
  };
  return { problem, isBusy, run };
}
