import { useState, type ComponentPropsWithRef, type KeyboardEvent, type ReactNode } from 'react';
import styles from './ChoiceList.module.css';

/** Which line of a list stands to be taken. */
interface Choice {
  /** -1 where there is none. */
  readonly active: number;
  /** Goes back to the first line. */
  readonly restart: () => void;
  /** Moves by an arrow, takes by Enter; false for any other key. */
  readonly hear: (event: KeyboardEvent) => boolean;
}

/** A place among `count` lines, moved by arrows; Enter takes the line there. */
export function useChoice(count: number, onTake: (index: number) => void): Choice {
  const [at, setAt] = useState(0);
  const active = Math.min(at, count - 1);
  return {
    active,
    restart: () => setAt(0),
    hear({ key }) {
      if (key === 'ArrowDown') setAt(Math.min(active + 1, count - 1));
      else if (key === 'ArrowUp') setAt(Math.max(active - 1, 0));
      else if (key !== 'Enter') return false;
      else if (active >= 0) onTake(active);
      return true;
    },
  };
}

/** The id of the line to be taken, for `aria-activedescendant`. */
export const activeId = (listId: string, active: number): string | undefined =>
  active < 0 ? undefined : `${listId}-${active}`;

interface ChoiceListProps extends Pick<ComponentPropsWithRef<'ul'>, 'ref' | 'tabIndex' | 'onKeyDown'> {
  readonly id: string;
  readonly label: string;
  readonly active: number;
  readonly lines: readonly { readonly key: string; readonly content: ReactNode }[];
  readonly onTake: (index: number) => void;
  /** How its lines are set out. */
  readonly className: string | undefined;
}

/** Lines of which one is taken, by arrows and Enter in a field above them, or by a press. */
export function ChoiceList({ id, label, active, lines, onTake, className, ...list }: ChoiceListProps) {
  return (
    <ul
      {...list}
      id={id}
      role="listbox"
      aria-label={label}
      // Where the list has the focus itself.
      aria-activedescendant={list.tabIndex === undefined ? undefined : activeId(id, active)}
      className={`${styles.list} ${className ?? ''}`}
    >
      {lines.map(({ key, content }, index) => (
        <li
          key={key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          ref={index === active ? scrollTo : undefined}
          onClick={() => onTake(index)}
        >
          {content}
        </li>
      ))}
    </ul>
  );
}

function scrollTo(item: HTMLElement | null): void {
  item?.scrollIntoView({ block: 'nearest' });
}
