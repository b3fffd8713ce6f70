import { useEffect, useMemo, useRef, type ReactElement } from 'react';
import { compareObjectives } from '../../../shared/rules/objectiveOrder.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { useBoardKeys } from '../useBoardKeys.ts';
import styles from './BurnDesk.module.css';
import { BurnHeadline } from './BurnHeadline.tsx';
import { deskRows } from './deskRows.ts';
import { matchesWords, passesShow, searchText } from './listFilter.ts';
import { ObjectiveDetail, type DetailKeys } from './ObjectiveDetail.tsx';
import { ObjectiveList } from './ObjectiveList.tsx';
import { spans } from './spans.ts';
import { useRowSource } from './useRowSource.ts';

/** The burn board at a desk: all objectives at the left, one of them opened at the right. */
export function BurnDesk(): ReactElement {
  const objectives = useConsole(({ feed }) => feed.entities.objective);
  const { selected: wanted, show, search } = useConsole(({ ui }) => ui.burn);
  const isAsked = useConsole(({ ui }) => ui.showsKeys || ui.asksPerson === true);
  const { viewBurn } = useActions();
  const searchRef = useRef<HTMLInputElement>(null);
  const detailRef = useRef<HTMLElement>(null);
  const detailKeys = useRef<DetailKeys>({});

  const ordered = useMemo(() => Object.values(objectives).sort(compareObjectives), [objectives]);
  const source = useRowSource(ordered);
  const telemetry = useConsole(({ feed }) => feed.entities.telemetry);
  const all = useMemo(
    () =>
      deskRows(ordered, source, telemetry).map(({ row, objective }) => ({
        row,
        text: searchText(row, objective),
      })),
    [ordered, source, telemetry],
  );
  const matching = useMemo(
    () => all.filter(({ text }) => matchesWords(text, search)).map(({ row }) => row),
    [all, search],
  );
  const rows = useMemo(() => matching.filter((row) => passesShow(row, show)), [matching, show]);
  const selected = (wanted === undefined ? undefined : objectives[wanted]) ?? objectives[rows[0]?.id ?? ''];

  // The first row is taken once and kept: the detail must not slide away when a worse one comes in.
  const pinned = selected?.id;
  useEffect(() => {
    if (pinned !== undefined && pinned !== wanted) viewBurn({ selected: pinned });
  }, [pinned, wanted, viewBurn]);

  const select = useMemo(() => (id: string) => viewBurn({ selected: id }), [viewBurn]);
  const move = (by: number): void => {
    const at = rows.findIndex(({ id }) => id === pinned);
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next !== undefined) select(next.id);
  };
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    Enter: () => detailRef.current?.focus(),
    '/': () => searchRef.current?.focus(),
    y: () => detailKeys.current.copyQuery?.(),
    p: () => detailKeys.current.copyPicture?.(),
    v: () => detailKeys.current.copyCsv?.(),
    ...Object.fromEntries(spans.map(({ id, key }) => [key, () => viewBurn({ span: id })])),
  };
  useBoardKeys(isAsked ? {} : keys);

  return (
    <main className={styles.board} data-board="burn">
      <div className={styles.head}>
        <BurnHeadline />
        <span>
          <kbd>j</kbd> <kbd>k</kbd> move <kbd>1</kbd> to <kbd>6</kbd> span
        </span>
      </div>
      <ObjectiveList
        matching={matching}
        rows={rows}
        selected={pinned}
        searchRef={searchRef}
        onSelect={select}
      />
      <article ref={detailRef} className={styles.detail} tabIndex={-1} aria-label="Objective">
        {selected === undefined ? (
          <p className={styles.none}>No objective is selected.</p>
        ) : (
          <ObjectiveDetail key={selected.id} objective={selected} source={source} keys={detailKeys} />
        )}
      </article>
    </main>
  );
}
