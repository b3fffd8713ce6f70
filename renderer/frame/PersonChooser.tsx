import { useState } from 'react';
import { personNameLength } from '../../shared/feed/person.ts';
import { useActions, useConsole } from '../store/store.ts';
import { personChoices } from './personChoices.ts';
import { activeId, ChoiceList, useChoice } from '../components/ChoiceList.tsx';
import { Modal } from '../components/Modal.tsx';
import { Operators, useOperators } from './Operators.tsx';
import styles from './PersonChooser.module.css';

/** "Who is at this console?": the policy's people to filter by typing, or any other name. */
export function PersonChooser() {
  const isAsked = useConsole((state) => state.ui.asksPerson === true);
  return isAsked ? <Question /> : null;
}

function Question() {
  const vouched = useConsole((state) => state.vouched);
  const { askPerson } = useActions();
  const close = (): void => askPerson(false);
  const [operators, askAgain] = useOperators();
  // On a shared machine tokens say who it is, and a choice is of a token.
  const isShared = operators !== undefined && (vouched || operators.some(({ hasToken }) => hasToken));
  return (
    <Modal
      label="Who is at this console?"
      className={styles.sheet}
      onClose={close}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
        // All of it is reached by arrows, Enter and Esc: focus stays here.
        else if (event.key === 'Tab' && !isShared) event.preventDefault();
        else return;
        event.stopPropagation();
      }}
    >
      <h2>Who is at this console?</h2>
      {isShared ? (
        <Operators operators={operators} onChange={askAgain} onClose={close} />
      ) : vouched ? (
        <TokenDecides onClose={close} />
      ) : (
        <Chooser />
      )}
    </Modal>
  );
}

function TokenDecides({ onClose }: { onClose: () => void }) {
  const person = useConsole((state) => state.person);
  return (
    <>
      <p>
        You are <b>{person}</b>. This gateway asks for access tokens, and the token says who you are. To act
        as somebody else, open the console with their token.
      </p>
      <button type="button" autoFocus className={styles.close} onClick={onClose}>
        Close
      </button>
    </>
  );
}

function Chooser() {
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const chosen = useConsole((state) => state.settings.person);
  const { choosePerson } = useActions();
  const [typed, setTyped] = useState('');
  const choices = personChoices(desk, typed);
  const pick = (index: number): void => {
    const name = choices[index]?.name;
    if (name !== undefined) void choosePerson(name);
  };
  const { active, restart, hear } = useChoice(choices.length, pick);
  return (
    <>
      <p>Every act of this console is recorded under this name.</p>
      <input
        autoFocus
        role="combobox"
        aria-label="Name"
        aria-expanded="true"
        aria-controls="person-choice"
        aria-activedescendant={activeId('person-choice', active)}
        autoComplete="off"
        spellCheck={false}
        maxLength={personNameLength}
        placeholder="Type to filter, or another name"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          restart();
        }}
        onKeyDown={(event) => {
          if (!event.nativeEvent.isComposing && hear(event)) event.preventDefault();
        }}
      />
      <ChoiceList
        id="person-choice"
        label="People"
        active={active}
        lines={choices.map(({ name, about }) => ({
          key: `${name}/${about}`,
          content: (
            <>
              <b>{name}</b>
              <span>{name === chosen ? `${about}, chosen now` : about}</span>
            </>
          ),
        }))}
        onTake={pick}
        className={styles.list}
      />
      {choices.length === 0 ? <p>Nobody is known yet; type your name.</p> : null}
      <p className={styles.hint}>
        <kbd>Enter</kbd> chooses <kbd>Esc</kbd> closes
      </p>
    </>
  );
}
