import { useRef, useState, type ReactElement } from 'react';
import type { Incident } from '../../../shared/model/incident.ts';
import type { QueueView } from '../../../shared/model/queueView.ts';
import type { FilterVocabulary } from '../../../shared/rules/filterCompletion.ts';
import { SymptomLines } from '../../components/SymptomLines.tsx';
import { useNow } from '../../store/now.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { BulkPanel } from './BulkPanel.tsx';
import { FilterField } from './FilterField.tsx';
import { QueueContext } from './QueueContext.tsx';
import { QueueDetail } from './QueueDetail.tsx';
import { QueueGrid } from './QueueGrid.tsx';
import { emptyWords } from './queueRows.ts';
import type { KeptViews } from './queueViews.ts';
import { toggled, withRange, type Marks } from './rowMarks.ts';
import { SilencesPanel, SilencesSwitch } from './SilencesPanel.tsx';
import { pressedSort, type TableColumn } from './tableColumn.ts';
import { foldWords } from './symptoms.ts';
import { useBulk } from './useBulk.ts';
import { useQueueKeys } from './useQueueKeys.ts';
import { useOrderContext, type QueueList } from './useQueueList.ts';
import { ViewChips } from './ViewChips.tsx';
import { ViewPanel } from './ViewPanel.tsx';
import styles from './QueueBoard.module.css';

interface QueueFrameProps<Row> {
  readonly known: KeptViews;
  /** As it is looked at now. */
  readonly view: QueueView;
  readonly list: QueueList<Row>;
  readonly columns: readonly TableColumn<Row>[];
  readonly label: string;
  readonly compact?: boolean;
  readonly idOf: (row: Row) => string;
  readonly incidentIdOf: (row: Row) => string | undefined;
  /** Id of the row that is open. */
  readonly opened: string | undefined;
  /** The incident that is open with it. */
  readonly incident: Incident | undefined;
  readonly vocabulary: FilterVocabulary;
  /** Causes whose symptoms are shown, and what opens and closes them. */
  readonly unfolded?: ReadonlySet<string>;
  readonly onFold?: (cause: string) => void;
  readonly onOpen: (id: string) => void;
  /** Opens an incident, whatever the rows are. */
  readonly onOpenIncident: (id: string) => void;
}

/** One view of the queue: its rows with filter and order, what is open beside them, and what concerns it below. */
export function QueueFrame<Row>(props: QueueFrameProps<Row>): ReactElement {
  const { known, view, list, idOf, incidentIdOf, opened, incident, onOpen } = props;
  const now = useNow();
  const incidents = useConsole(({ feed }) => feed.entities.incident);
  const silences = useConsole(({ feed }) => feed.entities.silence);
  const firstOut = useConsole(({ feed }) => feed.entities.flood['flood']?.firstIncident);
  const desk = useConsole(({ feed }) => feed.entities.desk['desk']);
  const live = useConsole((state) => state.live);
  const isAsked = useConsole(({ ui }) => ui.showsKeys || ui.asksPerson === true);
  const order = useOrderContext();
  const { changeView } = useActions();
  const filterRef = useRef<HTMLInputElement>(null);
  const runbooksRef = useRef<HTMLUListElement>(null);
  const linksRef = useRef<HTMLUListElement>(null);
  const [below, setBelow] = useState<'silences' | 'view'>();
  const [wantedMarks, setMarks] = useState<Marks>(new Set());
  const [showsMore, setShowsMore] = useState(false);
  const [said, setSaid] = useState<{ readonly of: string | undefined; readonly text: string }>();

  const { rows, words, problem } = list;
  // A row that left the view is marked no longer: no act is for what nobody sees.
  const marked = wantedMarks.size === 0 ? [] : rows.filter((row) => wantedMarks.has(idOf(row)));
  const marks = wantedMarks.size === marked.length ? wantedMarks : new Set(marked.map(idOf));
  const targets = [...new Set(marked.map(incidentIdOf))].flatMap((id) =>
    id === undefined ? [] : (incidents[id] ?? []),
  );
  const bulk = useBulk(targets);
  const isChoosing = marks.size > 0 || bulk.lastKind !== undefined;
  const toggleMore = (): void => setShowsMore((before) => !before);
  const clear = (): void => {
    setMarks(new Set());
    bulk.openForm(undefined);
    bulk.forget();
  };
  // Who filtered for something wants that; acts must not go to a row that is not in sight.
  const openFirst = (): void => {
    const [first] = rows;
    if (first !== undefined && !rows.some((row) => idOf(row) === opened)) onOpen(idOf(first));
  };
  const cause = incident?.foldedUnder?.incident ?? incident?.id;
  const foldable = list.folds?.find((fold) => fold.cause.id === cause)?.cause.id;
  const give = useQueueKeys({
    ...{ rows, idOf, opened, incident, marks, setMarks, bulk, onOpen, clear, filterRef },
    ...{ runbooksRef, linksRef },
    isAsked,
    hasArrows: below !== 'silences',
    viewNames: known.views.map(({ name }) => name),
    say: (text) => setSaid({ of: opened, text }),
    fold: foldable === undefined ? undefined : () => props.onFold?.(foldable),
    toggleMore,
    toggle: (panel) => setBelow((shown) => (shown === panel ? undefined : panel)),
  });

  return (
    <main className={styles.board} data-board="queue">
      <section className={styles.list} aria-label="Incident queue">
        <div className={styles.filters}>
          <ViewChips known={known} active={view.name} />
          <SilencesSwitch
            open={below === 'silences'}
            onToggle={() => setBelow((shown) => (shown === 'silences' ? undefined : 'silences'))}
          />
        </div>
        <div className={styles.filterLine}>
          <FilterField
            fieldRef={filterRef}
            value={view.filter}
            isBroken={problem !== undefined}
            vocabulary={props.vocabulary}
            onChange={(filter) => changeView(view.name, { filter })}
            onEnter={openFirst}
          />
          <p
            role="status"
            className={problem !== undefined ? styles.broken : words.isGrave ? styles.grave : styles.shown}
          >
            {problem ?? words.text}
          </p>
          <button
            type="button"
            className={styles.viewSwitch}
            aria-pressed={below === 'view'}
            aria-keyshortcuts="v"
            onClick={() => setBelow((shown) => (shown === 'view' ? undefined : 'view'))}
          >
            View{known.broken.length > 0 && <b> {known.broken.length} broken</b>}
            <kbd aria-hidden="true">v</kbd>
          </button>
        </div>
        {rows.length > 0 ? (
          <QueueGrid
            label={props.label}
            rows={rows}
            columns={props.columns}
            context={{ ...order, silences, now, firstOut }}
            idOf={idOf}
            sort={view.sort}
            opened={opened}
            marks={marks}
            compact={props.compact === true}
            onSort={(by, isFurther) =>
              changeView(view.name, { sort: [...pressedSort(view.sort, by, isFurther)] })
            }
            onPress={(id, { shiftKey, ctrlKey, metaKey }) => {
              if (shiftKey) setMarks((before) => withRange(before, rows.map(idOf), opened, id));
              else if (ctrlKey || metaKey) setMarks((before) => toggled(before, id));
              else onOpen(id);
            }}
          />
        ) : (
          <p className={styles.empty}>
            {emptyWords({ incidents, desk, now }, { scope: view.scope, filter: view.filter, live })}
          </p>
        )}
        <SymptomLines
          lines={(list.folds ?? []).map((fold) => ({
            cause: fold.cause.id,
            text: foldWords(fold, order.services),
            open: props.unfolded?.has(fold.cause.id) === true,
            selected: fold.cause.id === foldable,
          }))}
          onToggle={(id) => props.onFold?.(id)}
        />
        <p className={styles.said} role="status">
          {said !== undefined && said.of === opened ? said.text : ''}
        </p>
        {below === 'view' ? (
          <ViewPanel known={known} view={view} onClose={() => setBelow(undefined)} />
        ) : isChoosing ? (
          <BulkPanel
            bulk={bulk}
            count={targets.length}
            loose={marked.filter((row) => incidentIdOf(row) === undefined).length}
            onAct={give}
            onClear={clear}
          />
        ) : below === 'silences' ? (
          <SilencesPanel hasKeys={!isAsked} />
        ) : (
          incident !== undefined && <QueueContext incident={incident} />
        )}
      </section>
      <QueueDetail
        {...{ incident, runbooksRef, linksRef }}
        more={{ isShown: showsMore, toggle: toggleMore }}
        onOpenIncident={props.onOpenIncident}
      />
    </main>
  );
}
