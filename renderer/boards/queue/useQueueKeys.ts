import type { RefObject } from 'react';
import type { Incident } from '../../../shared/model/incident.ts';
import { useActions, useConsole } from '../../store/store.ts';
import type { ActKind } from '../../store/uiState.ts';
import { useBoardKeys } from '../useBoardKeys.ts';
import { isOfDesk, moreKey, queueActs } from './acts.ts';
import { draftOf } from './actCommand.ts';
import { yesKey } from './automationActs.ts';
import { bulkKinds, type BulkKind } from './bulkActs.ts';
import { allOrNone, stretched, toggled, type Marks } from './rowMarks.ts';
import type { Bulk } from './useBulk.ts';
import { useOpenRunbook } from './useOpenRunbook.ts';
import { useMayAct, useRunAsk } from './useRunAsk.ts';
import { useSendOnce } from './useSendOnce.ts';

interface QueueKeys<Row> {
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  readonly opened: string | undefined;
  readonly incident: Incident | undefined;
  readonly marks: Marks;
  readonly setMarks: (marks: Marks) => void;
  readonly bulk: Bulk;
  readonly onOpen: (id: string) => void;
  readonly clear: () => void;
  readonly filterRef: RefObject<HTMLInputElement | null>;
  readonly runbooksRef: RefObject<HTMLUListElement | null>;
  readonly linksRef: RefObject<HTMLUListElement | null>;
  /** True while something else has the keys. */
  readonly isAsked: boolean;
  /** True where arrows move in this list. */
  readonly hasArrows: boolean;
  readonly viewNames: readonly string[];
  readonly say: (text: string) => void;
  /** Opens or closes the symptoms of the selected cause; absent where it has none. */
  readonly fold: (() => void) | undefined;
  readonly toggle: (panel: 'silences' | 'view') => void;
  /** Shows and hides the buttons of what is rarely done. */
  readonly toggleMore: () => void;
}

const pageRows = 10;

/** The keys of the queue. Gives back how an act on the selection begins, for its buttons. */
export function useQueueKeys<Row>(queue: QueueKeys<Row>): (kind: BulkKind) => void {
  const { rows, idOf, opened, incident, marks, setMarks, bulk, onOpen, say, toggle } = queue;
  const { openAct, openView } = useActions();
  const act = useConsole(({ ui }) => ui.act);
  const mayAct = useMayAct(incident);
  const asked = useRunAsk(incident);
  const send = useSendOnce();
  const openRunbook = useOpenRunbook();
  const isSeveral = marks.size > 0;

  const neighbour = (by: number): string | undefined => {
    const at = rows.findIndex((row) => idOf(row) === opened);
    const row = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    return row === undefined ? undefined : idOf(row);
  };
  const move = (by: number): void => {
    const next = neighbour(by);
    if (next !== undefined && next !== opened) onOpen(next);
  };
  const stretch = (by: number): void => {
    const next = neighbour(by);
    if (next === undefined || opened === undefined) return;
    setMarks(stretched(marks, opened, next));
    if (next !== opened) onOpen(next);
  };
  const beginBulk = (kind: BulkKind): void => {
    openAct(undefined);
    if (kind !== 'acknowledge') bulk.openForm(kind);
    else {
      const problem = bulk.give(kind, draftOf('note', 'several', {}));
      if (problem !== undefined) say(problem);
    }
  };
  const open = (kind: ActKind) => (): void => {
    if (isSeveral && !isOfDesk(kind)) say('This act is for one incident: Esc clears the selection first.');
    else if (mayAct(kind)) openAct(kind);
  };
  const links = (): void => {
    const first = queue.linksRef.current?.querySelector<HTMLElement>('a');
    if (first) first.focus();
    else say('No link of the policy fits what is open');
  };
  const runbook = (): void => {
    if (incident === undefined) return;
    void openRunbook(incident).then((isOpen) => isOpen || namedRunbook());
  };
  /** One that the library does not have: by its address. */
  const namedRunbook = (): void => {
    const first = queue.runbooksRef.current?.querySelector<HTMLElement>('a, span');
    if (first) {
      first.focus();
      if (first instanceof HTMLAnchorElement) first.click();
    } else say('No runbook in the library is for this incident');
  };
  const acknowledge = (): void => {
    if (incident?.status === 'open') void send('incident.acknowledge', { incident: incident.id });
  };
  const bulkKeys = Object.fromEntries(
    Object.entries(bulkKinds).map(([key, kind]) => [key, () => beginBulk(kind)]),
  );
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    ...(queue.hasArrows ? { ArrowDown: () => move(1), ArrowUp: () => move(-1) } : {}),
    PageDown: () => move(pageRows),
    PageUp: () => move(-pageRows),
    Home: () => move(-rows.length),
    End: () => move(rows.length),
    'Shift+ArrowDown': () => stretch(1),
    'Shift+ArrowUp': () => stretch(-1),
    ' ': () => {
      if (opened !== undefined) setMarks(toggled(marks, opened));
    },
    A: () => setMarks(allOrNone(marks, rows.map(idOf))),
    Escape: () => {
      if (act === undefined) queue.clear();
    },
    a: acknowledge,
    [yesKey.key]: asked?.sayYes,
    ...Object.fromEntries(queueActs.map(({ key, kind }) => [key, open(kind)])),
    ...(isSeveral ? bulkKeys : {}),
    r: runbook,
    f: queue.fold,
    l: links,
    [moreKey.key]: queue.toggleMore,
    S: () => toggle('silences'),
    v: () => toggle('view'),
    ...Object.fromEntries(
      queue.viewNames.slice(0, 9).map((name, place) => [String(place + 1), () => openView(name)]),
    ),
    '/': () => queue.filterRef.current?.focus(),
  };
  useBoardKeys(queue.isAsked ? {} : keys);
  return beginBulk;
}
