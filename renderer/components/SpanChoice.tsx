import type { ReactElement } from 'react';
import styles from './SpanChoice.module.css';

interface SpanChoiceProps<Id extends string> {
  /** "Span", "Since". */
  readonly label: string;
  readonly spans: readonly {
    readonly id: Id;
    readonly label: string;
    readonly key: string;
    /** Why it can't be chosen now. */
    readonly lacks?: string | undefined;
  }[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: Id) => void;
}

/** Spans of time side by side, each with its key; one is chosen. */
export function SpanChoice<Id extends string>(props: SpanChoiceProps<Id>): ReactElement {
  const { label: name, spans, chosen, onChoose } = props;
  return (
    <div className={styles.spans} role="group" aria-label={name}>
      {spans.map(({ id, label, key, lacks }) => (
        <button
          key={id}
          type="button"
          disabled={lacks !== undefined}
          title={lacks}
          aria-pressed={id === chosen}
          onClick={() => onChoose(id)}
        >
          {label} <kbd aria-hidden="true">{key}</kbd>
        </button>
      ))}
    </div>
  );
}
