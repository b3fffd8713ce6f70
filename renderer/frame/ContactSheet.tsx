import { passphraseLength } from '../../shared/contacts/contactSeal.ts';
import { Modal, sheetKeys } from '../components/Modal.tsx';
import { AskSecret, NewSecret, Problem, SecretHint, secretSheet, useTry } from '../components/SecretForm.tsx';
import { useActions, useConsole } from '../store/store.ts';

/** The passphrase of the contacts: it unlocks them here, and is set, changed and dropped here. */
export function ContactSheet() {
  const isAsked = useConsole((state) => state.ui.asksContacts === true);
  const isSealed = useConsole((state) => state.feed.sealedContacts !== undefined);
  const hasLock = useConsole((state) => state.standing?.secrets.includes('contactLock') === true);
  const { askContacts } = useActions();
  if (!isAsked) return null;
  const title = isSealed ? 'Unlock contacts' : 'Contacts';
  const close = (): void => askContacts(false);
  return (
    <Modal label={title} className={secretSheet} onClose={close} onKeyDown={sheetKeys(close)}>
      <h2>{title}</h2>
      {isSealed ? <Unlock onDone={close} /> : <Protect hasLock={hasLock} />}
      <SecretHint />
    </Modal>
  );
}

function Unlock({ onDone }: { readonly onDone: () => void }) {
  const { unlockContacts } = useActions();
  return (
    <AskSecret
      about="They stay open until this console is started again. With the gateway they come by themselves."
      label="Passphrase"
      most={passphraseLength.most}
      submit="Unlock"
      trying="Unlocking"
      give={unlockContacts}
      onDone={onDone}
    />
  );
}

function Protect({ hasLock }: { readonly hasLock: boolean }) {
  const { protectContacts, unprotectContacts } = useActions();
  const { problem, isBusy, run } = useTry(unprotectContacts, () => undefined);
  return (
    <>
      <p>
        {hasLock
          ? 'Telephone numbers and addresses are kept on this machine under a passphrase: a start without the gateway asks for it.'
          : 'Telephone numbers and addresses are kept on this machine as plain text, so that they can be had without the gateway. A passphrase keeps them from whoever has the machine, and is asked for after a start without the gateway.'}
      </p>
      <NewSecret
        title={hasLock ? 'Change the passphrase' : 'Ask for a passphrase'}
        what="passphrase"
        length={passphraseLength}
        submit={hasLock ? 'Change' : 'Set'}
        autoFocus
        keep={protectContacts}
      />
      {hasLock ? (
        <form onSubmit={run}>
          <Problem text={problem} />
          <button type="submit" disabled={isBusy}>
            Keep them as plain text again
          </button>
        </form>
      ) : null}
    </>
  );
}
