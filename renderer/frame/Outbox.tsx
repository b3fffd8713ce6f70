import type { OutgoingCommand } from '../store/store.ts';
import { actWords } from '../../shared/feed/actWords.ts';
import { utcSecond } from '../../shared/rules/durations.ts';
import { OutgoingMark } from '../components/OutgoingMark.tsx';
import { givenAnew, isToBeChosen, isUnderWay, meanwhileOf, writtenIn } from '../selectors/refusedActs.ts';
import { useActions, useConsole } from '../store/store.ts';
import { Modal, sheetKeys } from '../components/Modal.tsx';
import styles from './Outbox.module.css';

const shownEntries = 6;

/** The acts that wait to be sent and those that were refused, over any board. */
export function Outbox() {
  const isShown = useConsole((state) => state.ui.showsOutbox === true);
  return isShown ? <Sheet /> : null;
}

function Sheet() {
  const outgoing = useConsole((state) => state.outgoing);
  const { showOutbox } = useActions();
  const close = (): void => showOutbox(false);
  const refused = outgoing.filter(isToBeChosen);
  const waiting = outgoing.filter(isUnderWay);
  return (
    <Modal label="Acts of this console" className={styles.sheet} onClose={close} onKeyDown={sheetKeys(close)}>
      <header>
        <h2>Acts of this console</h2>
        <button type="button" autoFocus onClick={close}>
          Close <kbd>Esc</kbd>
        </button>
      </header>
      {refused.length + waiting.length === 0 ? (
        <p>Nothing waits to be sent, and nothing was refused.</p>
      ) : null}
      {refused.length === 0 ? null : (
        <ul aria-label="Refused">
          {refused.map((one) => (
            <RefusedAct key={one.id} act={one} />
          ))}
        </ul>
      )}
      {waiting.length === 0 ? null : (
        <ul aria-label="Waiting">
          {waiting.map((one) => (
            <WaitingAct key={one.id} act={one} />
          ))}
        </ul>
      )}
    </Modal>
  );
}

function Head({ act, isBad }: { act: OutgoingCommand; isBad: boolean }) {
  const written = writtenIn(act);
  return (
    <>
      <p className={styles.head}>
        <OutgoingMark bad={isBad} />
        <time dateTime={new Date(act.givenAt).toISOString()}>{utcSecond(act.givenAt)} UTC</time>
        <b>{actWords(act)}</b>
        <span>{act.person ?? 'nobody named'}</span>
      </p>
      {written === undefined ? null : <blockquote>{written}</blockquote>}
    </>
  );
}

function WaitingAct({ act }: { act: OutgoingCommand }) {
  const { discard } = useActions();
  return (
    <li>
      <Head act={act} isBad={false} />
      {act.unsent === true ? (
        <button type="button" onClick={() => void discard(act.id)}>
          Withdraw
        </button>
      ) : (
        <em>It may have reached the gateway, so it can not be withdrawn.</em>
      )}
    </li>
  );
}

function RefusedAct({ act }: { act: OutgoingCommand }) {
  const incident = useConsole((state) => state.feed.entities.incident[String(act.params['incident'])]);
  const { discard, send } = useActions();
  const meanwhile = meanwhileOf(act, incident);
  const anew = givenAnew(act, incident);
  const hidden = meanwhile.length - shownEntries;
  return (
    <li>
      <Head act={act} isBad={true} />
      <p className={styles.refusal}>Refused: {act.message ?? 'no reason was given'}</p>
      {meanwhile.length === 0 ? null : (
        <>
          <h3>Since it was given</h3>
          <ol>
            {hidden > 0 ? <li>{hidden} earlier entries are in the timeline.</li> : null}
            {meanwhile.slice(-shownEntries).map((entry, index) => (
              <li key={`${entry.at} ${index}`}>
                <time dateTime={new Date(entry.at).toISOString()}>{utcSecond(entry.at)}</time> {entry.text}{' '}
                <i>{entry.by.name}</i>
              </li>
            ))}
          </ol>
        </>
      )}
      {anew === undefined ? null : (
        <button
          type="button"
          onClick={() =>
            // Put away only once the new act is stored: nothing is lost between the two.
            void send(anew.name, anew.params).then((id) => (id === undefined ? undefined : discard(act.id)))
          }
        >
          {anew.label}
        </button>
      )}
      <button type="button" onClick={() => void discard(act.id)}>
        Dismiss
      </button>
    </li>
  );
}
