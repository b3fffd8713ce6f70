import { useState, type ReactNode } from 'react';
import styles from './SecretForm.module.css';

/** Looks of a sheet that asks for a secret. */
export const secretSheet = styles.sheet;

/** One try at a time of something that resolves with why it was refused; a secret that was wrong is typed anew. */
export function useTry(act: () => Promise<string | undefined>, onDone: () => void, onRefused?: () => void) {
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

/** A field whose text nobody reads over a shoulder. */
export function SecretField(props: {
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
}) {
  return (
    <label className={styles.field}>
      {props.label}
      <input
        type="password"
        autoComplete="off"
        maxLength={props.most}
        autoFocus={props.autoFocus}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  );
}

/** Why a try was refused. */
export const Problem = ({ text }: { readonly text: string | undefined }) =>
  text === undefined ? null : (
    <p role="alert" className={styles.problem}>
      {text}
    </p>
  );

interface AskSecretProps {
  /** What the secret is good for. */
  readonly about: string;
  readonly label: string;
  readonly most: number;
  readonly submit: string;
  /** On the button while it is tried; as `submit` where it is absent. */
  readonly trying?: string;
  /** Resolves with why it was refused. */
  readonly give: (secret: string) => Promise<string | undefined>;
  readonly onDone: () => void;
}

/** Asks for a secret that is kept already. */
export function AskSecret({ about, label, most, submit, trying = submit, give, onDone }: AskSecretProps) {
  const [secret, setSecret] = useState('');
  const { problem, isBusy, run } = useTry(
    () => give(secret),
    onDone,
    () => setSecret(''),
  );
  return (
    <form onSubmit={run}>
      <p>{about}</p>
      <SecretField label={label} most={most} value={secret} onChange={setSecret} autoFocus />
      <Problem text={problem} />
      <button type="submit" disabled={isBusy}>
        {isBusy ? trying : submit}
      </button>
    </form>
  );
}

/** What the keys of such a sheet do. */
export const SecretHint = () => (
  <p className={styles.hint}>
    <kbd>Enter</kbd> confirms <kbd>Esc</kbd> closes
  </p>
);

interface NewSecretProps {
  readonly title: string;
  /** "code" */
  readonly what: string;
  readonly length: { readonly least: number; readonly most: number };
  readonly submit: string;
  readonly autoFocus?: boolean;
  /** Resolves with why it was not kept. */
  readonly keep: (secret: string) => Promise<string | undefined>;
  /** Told after each try. */
  readonly onTried?: () => void;
  /** Fields before the new secret. */
  readonly children?: ReactNode;
}

/** Sets a secret, typed twice. */
export function NewSecret(props: NewSecretProps) {
  const { title, what, length, submit, autoFocus, keep, onTried, children } = props;
  const [secret, setSecret] = useState('');
  const [again, setAgain] = useState('');
  const [isDone, setDone] = useState(false);
  const clear = (): void => {
    setSecret('');
    setAgain('');
    onTried?.();
  };
  const { problem, isBusy, run } = useTry(
    async () => (secret === again ? keep(secret) : `The two new ${what}s are not the same.`),
    () => {
      clear();
      setDone(true);
    },
    clear,
  );
  return (
    <form onSubmit={run}>
      <h3>{title}</h3>
      {children}
      <SecretField
        label={`New ${what}, ${length.least} characters or more`}
        most={length.most}
        value={secret}
        onChange={setSecret}
        autoFocus={autoFocus}
      />
      <SecretField label={`New ${what} again`} most={length.most} value={again} onChange={setAgain} />
      <Problem text={problem} />
      {isDone ? <p role="status">{`The ${what} is set.`}</p> : null}
      <button type="submit" disabled={isBusy}>
        {submit}
      </button>
    </form>
  );
}
