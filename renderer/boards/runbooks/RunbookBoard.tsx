import { useDeferredValue, useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { drillMinutes } from '../../../shared/model/drill.ts';
import type { ReadFor } from '../../../shared/rules/runbookFit.ts';
import { useNow } from '../../store/now.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { useBoardKeys } from '../useBoardKeys.ts';
import { DrillPanel } from './DrillPanel.tsx';
import { IncidentChooser } from './IncidentChooser.tsx';
import styles from './RunbookBoard.module.css';
import { ReadinessFoot } from './ReadinessFoot.tsx';
import { ReadinessHoles } from './ReadinessHoles.tsx';
import { RunbookList } from './RunbookList.tsx';
import { RunbookPage } from './RunbookPage.tsx';
import { copyLine, runbookRows } from './runbookRows.ts';
import { RunbookSide } from './RunbookSide.tsx';
import { useDrills, useDrillUses } from './useDrills.ts';
import { useReadiness } from './useReadiness.ts';
import { useShelf } from './useShelf.ts';

const minuteMs = 60_000;

/** The runbooks on this machine: searched at the left, one of them read at the right. Needs no feed. */
export function RunbookBoard(): ReactElement {
  const { shelf, state } = useShelf();
  const view = useConsole(({ ui }) => ui.runbooks);
  const checkedAt = useConsole(({ library }) => library.checkedAt);
  const shell = useConsole(({ capabilities }) => capabilities.shell);
  const isAsked = useConsole(({ ui }) => ui.showsKeys || ui.asksPerson === true);
  const readFor = useReadFor(view.incident);
  const minute = Math.floor(useNow() / minuteMs) * minuteMs;
  const readiness = useReadiness(minute);
  const [over, setOver] = useState<'holes' | 'drills'>();
  const holes = over === 'holes' ? readiness : undefined;
  const drills = useDrills();
  const toggle = (what: 'holes' | 'drills'): void => setOver((shown) => (shown === what ? undefined : what));
  const { viewRunbooks, setBoard, breakGlass, beginDrill } = useActions();
  const [asksIncident, setAsksIncident] = useState(false);
  const hasKeys = !isAsked && !asksIncident;
  const searchRef = useRef<HTMLInputElement>(null);
  const pageRef = useRef<HTMLElement>(null);

  // Typing goes before finding: the letters stand at once, the list follows.
  const words = useDeferredValue(view.search).trim();
  // Each step of the index may find more; without words the rows do not wait for it.
  const hits = useMemo(() => (words === '' ? undefined : shelf.find(words, state)), [shelf, state, words]);
  const rows = useMemo(() => runbookRows(state.byId, hits, readFor), [state.byId, hits, readFor]);
  const total = state.runbooks.length;
  const selected = state.byId.get(view.selected ?? '') ?? rows[0]?.runbook;

  // The first one is taken once and kept: the page must not change under whoever reads it.
  const pinned = selected?.id;
  useEffect(() => {
    if (pinned !== undefined && pinned !== view.selected) viewRunbooks({ selected: pinned });
  }, [pinned, view.selected, viewRunbooks]);

  const select = useMemo(() => (id: string) => viewRunbooks({ selected: id }), [viewRunbooks]);
  const search = (given: string): void => {
    const wanted = given.trim();
    const best = wanted === '' ? undefined : shelf.find(wanted, state)[0]?.id;
    viewRunbooks({ search: given, ...(best === undefined ? {} : { selected: best }) });
  };
  const move = (by: number): void => {
    const at = rows.findIndex(({ runbook }) => runbook.id === pinned);
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next !== undefined) select(next.runbook.id);
  };
  // One step back at a time: the search, then to the board that it was opened from, then the incident.
  const goBack = (): void => {
    if (over !== undefined) setOver(undefined);
    else if (view.search !== '') viewRunbooks({ search: '' });
    else if (view.from !== undefined) {
      setBoard(view.from);
      viewRunbooks({ from: undefined });
    } else viewRunbooks({ incident: undefined });
  };
  const begin = (minutes: (typeof drillMinutes)[number]): void => {
    const counted = readiness && { usable: readiness.usable, rules: readiness.rules };
    // Once cut off, one is at the runbooks and not at the drill.
    void beginDrill(minutes, counted).then((isCut) => (isCut ? setOver(undefined) : undefined));
  };
  const drillKeys = Object.fromEntries(
    drillMinutes.map((minutes, place) => [String(place + 1), () => begin(minutes)]),
  );
  useDrillUses(over === undefined ? selected : undefined, words, hits?.length ?? 0);
  useBoardKeys(
    !hasKeys
      ? {}
      : {
          j: () => move(1),
          k: () => move(-1),
          '/': () => searchRef.current?.focus(),
          Enter: () => pageRef.current?.focus(),
          B: () => void breakGlass(),
          l: () => viewRunbooks({ isLarge: !view.isLarge }),
          i: () => setAsksIncident(true),
          h: () => toggle('holes'),
          d: () => toggle('drills'),
          ...(over === 'drills' ? drillKeys : {}),
          Escape: goBack,
        },
  );

  return (
    <main className={styles.board} data-board="runbooks">
      <RunbookList
        rows={rows}
        minute={minute}
        total={total}
        selected={pinned}
        search={view.search}
        copyLine={state.problem ?? copyLine(total, checkedAt, shell, state.indexed >= total)}
        searchRef={searchRef}
        onSearch={search}
        onSelect={select}
        onMove={move}
        foot={
          <ReadinessFoot
            figure={readiness}
            drills={drills}
            isOpen={over === 'holes'}
            onToggle={() => toggle('holes')}
            onDrills={() => toggle('drills')}
          />
        }
      />
      {holes !== undefined ? (
        <ReadinessHoles figure={holes} onClose={() => setOver(undefined)} />
      ) : over === 'drills' ? (
        <DrillPanel drills={drills} onBegin={begin} onClose={() => setOver(undefined)} />
      ) : selected === undefined ? (
        <p className={styles.none}>
          The gateway hands out its runbooks when it is reached; none are on this machine yet.
        </p>
      ) : (
        <RunbookPage
          key={selected.id}
          runbook={selected}
          shelf={shelf}
          isLarge={view.isLarge}
          incident={readFor?.incident.id}
          hasKeys={hasKeys}
          pageRef={pageRef}
          onRunbook={select}
          onChooseIncident={() => setAsksIncident(true)}
        />
      )}
      <RunbookSide />
      {asksIncident ? (
        <IncidentChooser
          chosen={view.incident}
          onChoose={(incident) => {
            viewRunbooks({ incident });
            setAsksIncident(false);
          }}
          onClose={() => setAsksIncident(false)}
        />
      ) : null}
    </main>
  );
}

/** The incident that a runbook is read for, with its alerts. */
function useReadFor(id: string | undefined): ReadFor | undefined {
  const incident = useConsole(({ feed }) => (id === undefined ? undefined : feed.entities.incident[id]));
  const alerts = useConsole(({ feed }) => feed.entities.alert);
  return useMemo(
    () =>
      incident === undefined
        ? undefined
        : { incident, alerts: incident.alerts.flatMap((alert) => alerts[alert] ?? []) },
    [incident, alerts],
  );
}
