import { useEffect, useRef, useState } from 'react';
import { FilterChips } from '../../components/FilterChips.tsx';
import { useNow } from '../../store/now.ts';
import { useActions, useConsole, type ActKind } from '../../store/store.ts';
import { useMayAct } from './QueueActs.tsx';
import { QueueContext } from './QueueContext.tsx';
import { QueueDetail } from './QueueDetail.tsx';
import { QueueTable } from './QueueTable.tsx';
import {
  emptyWords,
  matchesSearch,
  passesFilter,
  queueFilters,
  queueRows,
  rowCap,
  serviceNameOf,
} from './queueRows.ts';
import { useQueueKeys } from './useQueueKeys.ts';
import { useSendOnce } from './useSendOnce.ts';
import styles from './QueueBoard.module.css';

/** The incident queue: what is open, whose it is, what is due next, and every act on it. */
export function QueueBoard() {
  const now = useNow();
  const incidents = useConsole((state) => state.feed.entities.incident);
  const services = useConsole((state) => state.feed.entities.service);
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const person = useConsole((state) => state.person);
  const live = useConsole((state) => state.live);
  const { filter, search, selected: wanted, act, showsKeys } = useConsole((state) => state.ui);
  const { select, setFilter, setSearch, openAct } = useActions();
  const send = useSendOnce();
  const searchRef = useRef<HTMLInputElement>(null);
  const runbooksRef = useRef<HTMLUListElement>(null);
  const [said, setSaid] = useState<{ readonly id: string; readonly text: string }>();

  const source = { incidents, services, desk, person, now };
  const all = queueRows(source);
  const rows = all.filter(
    (row) =>
      passesFilter(row, filter, person, now) &&
      matchesSearch(row.incident, serviceNameOf(services, row.incident.service), search),
  );
  const chips = queueFilters.map(({ id, label }) => ({
    id,
    label,
    count: all.filter((row) => passesFilter(row, id, person, now)).length,
  }));
  const incident = (wanted === undefined ? undefined : incidents[wanted]) ?? rows[0]?.incident;
  const mayAct = useMayAct(incident);

  // The first row is taken once and kept: acts must not slide to another incident when a worse one comes in.
  const pinned = incident?.id;
  useEffect(() => {
    if (pinned !== undefined && pinned !== wanted && act === undefined) select(pinned);
  }, [pinned, wanted, act, select]);

  const move = (by: number): void => {
    const shown = rows.slice(0, rowCap);
    const at = shown.findIndex((row) => row.incident.id === incident?.id);
    const next = shown[at < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by))];
    if (next !== undefined && next.incident.id !== incident?.id) select(next.incident.id);
  };
  const open = (kind: ActKind) => (): void => {
    if (mayAct(kind)) openAct(kind);
  };
  const runbook = (): void => {
    if (incident === undefined) return;
    const first = runbooksRef.current?.querySelector<HTMLElement>('a, span');
    if (first) {
      first.focus();
      if (first instanceof HTMLAnchorElement) first.click();
    } else setSaid({ id: incident.id, text: 'No runbook is named for this incident' });
  };
  const acknowledge = (): void => {
    if (incident?.status === 'open') send('incident.acknowledge', { incident: incident.id });
  };
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    a: acknowledge,
    n: open('note'),
    o: open('assign'),
    x: open('resolve'),
    c: open('reclassify'),
    d: open('declare'),
    R: open('reopen'),
    r: runbook,
    '/': () => searchRef.current?.focus(),
  };
  useQueueKeys(showsKeys ? {} : keys);

  return (
    <div className={styles.board}>
      <section className={styles.list} aria-label="Incident queue">
        <div className={styles.filters}>
          <FilterChips
            chips={chips}
            active={filter}
            onPick={(id) => {
              const picked = queueFilters.find((known) => known.id === id);
              if (picked !== undefined) setFilter(picked.id);
            }}
          />
          <label className={styles.search}>
            <input
              ref={searchRef}
              type="search"
              aria-label="Search incidents"
              placeholder="Id, title, service, owner"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Escape' && event.key !== 'Enter') return;
                event.preventDefault();
                event.stopPropagation();
                if (event.key === 'Escape') setSearch('');
                event.currentTarget.blur();
              }}
            />
            <kbd aria-hidden="true">/</kbd>
          </label>
        </div>
        {rows.length > 0 ? (
          <QueueTable rows={rows} source={source} selected={incident?.id} onSelect={select} />
        ) : (
          <p className={styles.empty}>{emptyWords(source, { filter, search, live })}</p>
        )}
        <p className={styles.said} role="status">
          {said !== undefined && said.id === incident?.id ? said.text : ''}
        </p>
        {incident !== undefined && <QueueContext incident={incident} />}
      </section>
      <QueueDetail incident={incident} runbooksRef={runbooksRef} />
    </div>
  );
}
