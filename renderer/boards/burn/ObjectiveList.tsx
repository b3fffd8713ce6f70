import { useEffect, useRef, type ReactElement, type RefObject } from 'react';
import { FilterChips } from '../../components/FilterChips.tsx';
import { ObjectiveItem } from '../../components/ObjectiveItem.tsx';
import { useActions, useConsole } from '../../store/store.ts';
import styles from './ObjectiveList.module.css';
import { burnFilters, passesShow } from './listFilter.ts';
import type { ObjectiveRow } from './objectiveRow.ts';

interface ObjectiveListProps {
  /** All rows that match the search. */
  readonly matching: readonly ObjectiveRow[];
  /** Those of them that pass the filter too. */
  readonly rows: readonly ObjectiveRow[];
  readonly selected: string | undefined;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onSelect: (id: string) => void;
}

/** The objectives, worst first, with filter and search. */
export function ObjectiveList({
  matching,
  rows,
  selected,
  searchRef,
  onSelect,
}: ObjectiveListProps): ReactElement {
  const { show, search } = useConsole(({ ui }) => ui.burn);
  const { viewBurn } = useActions();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const element = list.current?.querySelector('[aria-selected="true"]');
    // Absent where there is no layout.
    element?.scrollIntoView?.({ block: 'nearest' });
  }, [selected]);
  const chips = burnFilters.map(({ id, label }) => ({
    id,
    label,
    count: matching.filter((row) => passesShow(row, id)).length,
  }));
  return (
    <section className={styles.list} aria-label="Objectives">
      <div className={styles.filters}>
        <label className={styles.search}>
          <input
            ref={searchRef}
            type="search"
            aria-label="Search objectives"
            placeholder="Service, objective, sla, slo, state"
            value={search}
            onChange={(event) => viewBurn({ search: event.target.value })}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' && event.key !== 'Enter') return;
              event.preventDefault();
              event.stopPropagation();
              if (event.key === 'Escape') viewBurn({ search: '' });
              event.currentTarget.blur();
            }}
          />
          <kbd aria-hidden="true">/</kbd>
        </label>
        <FilterChips
          chips={chips}
          active={show}
          onPick={(id) => {
            const picked = burnFilters.find((known) => known.id === id);
            if (picked !== undefined) viewBurn({ show: picked.id });
          }}
        />
      </div>
      {rows.length === 0 ? (
        <p className={styles.empty}>
          {search.trim() === ''
            ? 'No objective passes this filter.'
            : `No objective here matches “${search.trim()}”.`}
        </p>
      ) : (
        <ul
          ref={list}
          role="listbox"
          tabIndex={0}
          aria-label="Objectives, worst first"
          aria-activedescendant={selected === undefined ? undefined : `objective ${selected}`}
        >
          {rows.map(({ id, state, name, promise, word, standing, left, unit, bar, statement }) => (
            <ObjectiveItem
              key={id}
              id={id}
              state={state}
              name={name}
              line={`${promise} · ${word}`}
              left={left}
              unit={unit}
              bar={bar}
              isSpent={standing === 'spent' && state !== 'unknown'}
              statement={statement}
              selected={id === selected}
              onSelect={onSelect}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
