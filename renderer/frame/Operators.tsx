import { useEffect, useState, type KeyboardEvent } from 'react';
import type { OperatorChoice } from '../../shared/desktop.ts';
import { useActions, useConsole } from '../store/store.ts';
import { ChoiceList, useChoice } from '../components/ChoiceList.tsx';
import styles from './Operators.module.css';

/** The operators that this console keeps; undefined until it has said, empty where it keeps none. */
export function useOperators(): readonly [readonly OperatorChoice[] | undefined, () => void] {
  const { listOperators } = useActions();
  const [operators, setOperators] = useState<readonly OperatorChoice[]>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let isGone = false;
    void listOperators().then((found) => {
      if (!isGone) setOperators(found);
    });
    return () => {
      isGone = true;
    };
  }, [listOperators, asked]);
  return [operators, () => setAsked((times) => times + 1)];
}

/** Who signs in by their token on a shared machine: one choice, and the former operator is signed out. */
export function Operators({
  operators,
  onChange,
  onClose,
}: {
  readonly operators: readonly OperatorChoice[];
  readonly onChange: () => void;
  readonly onClose: () => void;
}) {
  const person = useConsole((state) => state.person);
  const { switchOperator, forgetOperator } = useActions();
  const [problem, setProblem] = useState<string>();
  const told = (outcome: Promise<string | undefined>, then: () => void): void =>
    void outcome.then((refused) => {
      setProblem(refused);
      if (refused === undefined) then();
    });
  const pick = (index: number): void => {
    const name = operators[index]?.name;
    if (name !== undefined) told(switchOperator(name), onClose);
  };
  const { active, hear } = useChoice(operators.length, pick);
  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = operators[active];
    if (/^[1-9]$/.test(event.key)) pick(Number(event.key) - 1);
    else if (event.key === 'Delete' && chosen !== undefined) told(forgetOperator(chosen.name), onChange);
    else if (!hear(event)) return;
    event.preventDefault();
  };
  return (
    <>
      <p>
        You are <b>{person}</b>: the access token says so. Whoever is chosen is signed in with their own. What
        you gave and what waits stays yours; texts that you did not finish wait for you.
      </p>
      <ChoiceList
        id="operator"
        label="Operators"
        active={active}
        tabIndex={0}
        onKeyDown={onKeyDown}
        ref={focusOnce}
        lines={operators.map(({ name, isPresent, hasToken }, index) => ({
          key: name,
          content: (
            <>
              <kbd>{index + 1}</kbd> <b>{name}</b>
              <span>{isPresent ? 'signed in' : hasToken ? '' : 'without a token'}</span>
            </>
          ),
        }))}
        onTake={pick}
        className={styles.list}
      />
      {operators.length === 0 ? <p>Nobody is kept here yet.</p> : null}
      {problem === undefined ? null : <p role="alert">{problem}</p>}
      <KeepOperator onKept={onChange} />
      <p className={styles.hint}>
        <kbd>1</kbd> to <kbd>9</kbd> or <kbd>Enter</kbd> signs in <kbd>Del</kbd> forgets <kbd>Esc</kbd> closes
      </p>
    </>
  );
}

const focusOnce = (list: HTMLUListElement | null): void => list?.focus();

function KeepOperator({ onKept }: { readonly onKept: () => void }) {
  const { keepOperator } = useActions();
  const [name, setName] = useState('');
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState<string>();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void keepOperator({ name, token: token.trim() }).then((refused) => {
          setProblem(refused);
          if (refused !== undefined) return;
          setName('');
          setToken('');
          onKept();
        });
      }}
    >
      <h3>Keep another operator</h3>
      <label>
        Name
        <input value={name} autoComplete="off" required onChange={(event) => setName(event.target.value)} />
      </label>
      <label>
        Access token
        <input
          type="password"
          value={token}
          autoComplete="off"
          required
          onChange={(event) => setToken(event.target.value)}
        />
      </label>
      {problem === undefined ? null : <p role="alert">{problem}</p>}
      <button type="submit">Keep</button>
    </form>
  );
}
