import { useState, type KeyboardEvent, type ReactElement, type RefObject } from 'react';
import { filterCompletion, type FilterVocabulary } from '../../../shared/rules/filterCompletion.ts';
import { longestFilter } from '../../../shared/rules/rowFilter.ts';
import styles from './FilterField.module.css';

interface FilterFieldProps {
  readonly fieldRef: RefObject<HTMLInputElement | null>;
  readonly value: string;
  readonly isBroken: boolean;
  readonly vocabulary: FilterVocabulary;
  readonly onChange: (filter: string) => void;
  /** Enter: what is written is what is wanted. */
  readonly onEnter: () => void;
}

const listId = 'queue-filter-options';
const noOptions = { from: 0, to: 0, options: [] as readonly string[] };

/** The filter, with names and values to choose by key: arrows choose, Tab or Enter takes, Enter again is done, Esc closes, then clears. */
export function FilterField({
  fieldRef,
  value,
  isBroken,
  vocabulary,
  onChange,
  onEnter,
}: FilterFieldProps): ReactElement {
  const [completion, setCompletion] = useState(noOptions);
  const [at, setAt] = useState(-1);
  const { options } = completion;
  const offer = (text: string, caret: number): void => {
    setCompletion(filterCompletion(text, caret, vocabulary));
    setAt(-1);
  };
  const close = (): void => setCompletion(noOptions);
  const take = (option: string): void => {
    const before = value.slice(0, completion.from) + option;
    const next = before + value.slice(completion.to);
    onChange(next);
    offer(next, before.length);
    // Once the field shows it.
    requestAnimationFrame(() => fieldRef.current?.setSelectionRange(before.length, before.length));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const chosen = options[at];
    const isOpen = options.length > 0;
    if (event.key === 'ArrowDown' && isOpen) setAt((at + 1) % options.length);
    else if (event.key === 'ArrowDown') offer(value, event.currentTarget.selectionStart ?? value.length);
    else if (event.key === 'ArrowUp' && isOpen)
      setAt((Math.max(at, 0) + options.length - 1) % options.length);
    else if (event.key === 'Tab' && isOpen && !event.shiftKey) take(chosen ?? options[0] ?? '');
    else if (event.key === 'Enter' && chosen !== undefined) take(chosen);
    else if (event.key === 'Escape' && isOpen) close();
    else if (event.key === 'Escape' || event.key === 'Enter') {
      if (event.key === 'Escape') onChange('');
      else onEnter();
      event.currentTarget.blur();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.field}>
      <input
        ref={fieldRef}
        type="text"
        role="combobox"
        aria-label="Filter"
        aria-expanded={options.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={at < 0 ? undefined : `${listId}-${at}`}
        aria-invalid={isBroken}
        spellCheck={false}
        autoComplete="off"
        maxLength={longestFilter}
        placeholder={'Words, or severity=~"P0|P1", service="auth"'}
        value={value}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.value);
          offer(currentTarget.value, currentTarget.selectionStart ?? currentTarget.value.length);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <kbd aria-hidden="true">/</kbd>
      <ul id={listId} role="listbox" aria-label="What may be written here" hidden={options.length === 0}>
        {options.map((option, place) => (
          <li
            key={option}
            id={`${listId}-${place}`}
            role="option"
            aria-selected={place === at}
            // Before the field loses its focus.
            onMouseDown={(event) => {
              event.preventDefault();
              take(option);
            }}
          >
            {option}
          </li>
        ))}
      </ul>
    </div>
  );
}
