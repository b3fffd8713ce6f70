import type { ReactElement } from 'react';
import { commandSpecs, isCommandName, parseCommand } from '../../../shared/feed/commands.ts';
import { utcSecond } from '../../../shared/rules/durations.ts';
import { useActions, useConsole } from '../../store/store.ts';
import styles from './RunbookSide.module.css';

/** Beside a runbook: what waits to be sent, whom to call, and what of the library is not here. */
export function RunbookSide(): ReactElement {
  const outgoing = useConsole((state) => state.outgoing);
  const { breakGlass, askContacts } = useActions();
  const isSealed = useConsole((state) => state.feed.sealedContacts !== undefined);
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const { damaged, missed, problem } = useConsole((state) => state.library);
  const waiting = outgoing.filter(({ state }) => state === 'queued' || state === 'pending');
  const onCall = (desk?.onCall ?? []).map(({ role, person }) => ({
    role,
    person,
    contact: desk?.people.find(({ name }) => name === person)?.contact,
  }));
  return (
    <aside className={styles.side} aria-label="Beside the runbook">
      {waiting.length === 0 ? null : (
        <section>
          <h2>Waiting to be sent</h2>
          <ul>
            {waiting.map(({ id, name, params, givenAt, person }) => (
              <li key={id}>
                {waitingWords(name, params)}
                <i>
                  {utcSecond(givenAt)} UTC{person === undefined ? '' : ` · ${person}`}
                </i>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>Call</h2>
        {onCall.length === 0 ? <p>Nobody is known to be on call.</p> : null}
        <ul>
          {onCall.map(({ role, person, contact }) => (
            <li key={role}>
              {person}, {role}
              <i>
                {isSealed
                  ? 'locked'
                  : (contact?.phone ?? contact?.email ?? contact?.chat ?? 'no contact is known')}
              </i>
            </li>
          ))}
        </ul>
        {isSealed ? (
          <button type="button" onClick={() => askContacts(true)}>
            Unlock contacts <kbd>Shift U</kbd>
          </button>
        ) : null}
      </section>
      <section>
        <h2>Without this console</h2>
        <button type="button" onClick={() => void breakGlass()}>
          Write break-glass copy <kbd>Shift B</kbd>
        </button>
      </section>
      {problem === undefined && damaged.length === 0 && missed.length === 0 ? null : (
        <section>
          <h2>Not whole</h2>
          <ul>
            {problem === undefined ? null : <li>{problem}</li>}
            {damaged.map((title) => (
              <li key={title}>
                {title}
                <i>damaged on this machine; fetched again when the gateway answers</i>
              </li>
            ))}
            {missed.map(({ id, title, problem: why }) => (
              <li key={id}>
                {title}
                <i>{why}</i>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}

/** "Step 3 done, INC-2041"; other commands by their titles. */
function waitingWords(name: string, params: Readonly<Record<string, unknown>>): string {
  const parsed = parseCommand(name, params);
  const incident = typeof params['incident'] === 'string' ? params['incident'] : '';
  if (parsed.ok && parsed.command.name === 'runbook.mark') {
    const { number, mark } = parsed.command.params;
    return `Step ${number} ${mark === 'open' ? 'taken back' : mark}, ${incident}`;
  }
  return `${isCommandName(name) ? commandSpecs[name].title : name} ${incident}`;
}
