import { useState } from 'react';
import { kioskCodeLength } from '../../shared/desktop.ts';
import { Modal, sheetKeys } from '../components/Modal.tsx';
import {
  AskSecret,
  NewSecret,
  Problem,
  SecretField,
  SecretHint,
  secretSheet,
  useTry,
} from '../components/SecretForm.tsx';
import { useActions, useConsole } from '../store/store.ts';

/** The kiosk: its code is set and changed here, it is entered here, and left with the code. */
export function KioskSheet() {
  const isAsked = useConsole((state) => state.ui.asksKiosk === true);
  const standing = useConsole((state) => state.kiosk);
  const { askKiosk } = useActions();
  if (!isAsked || standing === undefined) return null;
  const title = standing.isLocked ? 'Leave the kiosk' : 'Kiosk';
  const close = (): void => askKiosk(false);
  return (
    <Modal label={title} className={secretSheet} onClose={close} onKeyDown={sheetKeys(close)}>
      <h2>{title}</h2>
      {standing.isLocked ? <Leave onDone={close} /> : <Enter hasCode={standing.hasCode} onDone={close} />}
      <SecretHint />
    </Modal>
  );
}

function Leave({ onDone }: { readonly onDone: () => void }) {
  const { leaveKiosk } = useActions();
  return (
    <AskSecret
      about="The console becomes an ordinary window until it is started again, or the kiosk is entered."
      label="Code"
      most={kioskCodeLength.most}
      submit="Leave"
      give={leaveKiosk}
      onDone={onDone}
    />
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
  return (
    <NewSecret
      title={hasCode ? 'Change its code' : 'Set a code first'}
      what="code"
      length={kioskCodeLength}
      submit={hasCode ? 'Change' : 'Set'}
      autoFocus={!hasCode}
      keep={(code) => setKioskCode(code, hasCode ? present : undefined)}
      onTried={() => setPresent('')}
    >
      {hasCode ? (
        <SecretField label="Present code" most={kioskCodeLength.most} value={present} onChange={setPresent} />
      ) : null}
    </NewSecret>
  );
}
