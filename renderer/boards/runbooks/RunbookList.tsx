import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactElement, type ReactNode, type RefObject } from 'react';
import styles from './RunbookList.module.css';
import { markedTitle, rowWords, type RunbookRow } from './runbookRows.ts';

const rowPx = 64;

interface RunbookListProps {
  readonly rows: readonly RunbookRow[];
  /** Instant that the rows' times are told by, whole minutes. */
  readonly minute: number;
  readonly total: number;
  readonly selected: string | undefined;
  readonly search: string;
  /** Where the copies are, and when they were checked. */
  readonly copyLine: string;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onSearch: (words: string) => void;
  readonly onSelect: (id: string) => void;
  readonly onMove: (by: number) => void;
  readonly foot: ReactNode;
}

/** The runbooks of this machine, found as one types. */
export function RunbookList(props: RunbookListProps): ReactElement {
  const { rows, minute, total, selected, search, copyLine, searchRef, onSearch, onSelect, onMove, foot } =
    props;
  const frame = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are called here, and passed to nothing.
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    overscan: 8,
    // The layout of the first draw, before anything is measured.
    initialRect: { width: 400, height: 800 },
  });
  const at = rows.findIndex(({ runbook }) => runbook.id === selected);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at);
  }, [at, virtual]);
  return (
    <section className={styles.list} aria-label="Runbooks">
      <label className={styles.search}>
        <input
          ref={searchRef}
          type="search"
          aria-label="Search runbooks"
          placeholder="Title, service, alert, any word"
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          onKeyDown={(event) => {
            const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
            if (by !== undefined) onMove(by);
            else if (event.key === 'Escape') onSearch('');
            else if (event.key !== 'Enter') return;
            event.preventDefault();
            event.stopPropagation();
            if (by === undefined) event.currentTarget.blur();
          }}
        />
        <span>{search.trim() === '' ? String(total) : `${rows.length} of ${total}`}</span>
        <kbd aria-hidden="true">/</kbd>
      </label>
      <p className={styles.copy}>{copyLine}</p>
      <div ref={frame} className={styles.frame}>
        {rows.length === 0 ? (
          <p className={styles.none}>
            {total === 0 ? 'No runbooks are on this machine yet.' : `No runbook has “${search.trim()}”.`}
          </p>
        ) : (
          <ul
            role="listbox"
            tabIndex={0}
            aria-label="Runbooks found"
            aria-activedescendant={selected === undefined ? undefined : `runbook ${selected}`}
            style={{ height: virtual.getTotalSize() }}
          >
            {virtual.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              if (row === undefined) return null;
              const { runbook, terms } = row;
              const { summary, facts, copied } = rowWords(runbook, minute);
              return (
                <li
                  key={runbook.id}
                  id={`runbook ${runbook.id}`}
                  role="option"
                  aria-selected={runbook.id === selected}
                  aria-setsize={rows.length}
                  aria-posinset={index + 1}
                  style={{ top: start }}
                  onClick={() => onSelect(runbook.id)}
                >
                  <p>
                    <b>
                      {markedTitle(runbook.title, terms).map(({ text, isMatch }, place) =>
                        isMatch ? <mark key={place}>{text}</mark> : text,
                      )}
                    </b>
                    <span>{facts}</span>
                  </p>
                  <p>
                    <i title={summary}>{summary}</i>
                    <em>{copied}</em>
                  </p>
                </li>
              );
            })}
          </ul>
        )}
      </div>
      {foot}
    </section>
  );
}
