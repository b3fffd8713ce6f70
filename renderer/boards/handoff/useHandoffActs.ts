import { useRef, useState, type RefObject } from 'react';
import type { Handoff } from '../../../shared/model/handoff.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { isUnderWay } from '../../selectors/refusedActs.ts';
import { useSendOnce } from '../queue/useSendOnce.ts';
import { handoffForm, type FormKind, type HandoffForm } from './handoffForms.ts';
import { acceptRows, rowIds, rowOf, sideToSign, type AcceptRow, type RowId } from './handoffRows.ts';
import { useSentTexts, type SentText } from './useSentTexts.ts';
import type { BoardKeys } from '../useBoardKeys.ts';

/** Everything that can be done on the board, by key or button. */
export interface HandoffActs {
  readonly accepts: readonly AcceptRow[];
  readonly side: 'outgoing' | 'incoming' | undefined;
  readonly selected: RowId | undefined;
  readonly pick: (row: RowId) => void;
  readonly form: HandoffForm | undefined;
  readonly open: (kind: FormKind) => void;
  readonly close: () => void;
  readonly accept: (incident: string) => void;
  readonly test: () => void;
  readonly send: ReturnType<typeof useSendOnce>;
  readonly sent: SentText;
  /** True while such a command for this handoff is on its way. */
  readonly isPending: (name: string, params?: Readonly<Record<string, unknown>>) => boolean;
  readonly keys: BoardKeys;
  readonly notesRef: RefObject<HTMLTextAreaElement | null>;
}

/** Joins the cursor, the open form and the keys of one handoff. */
export function useHandoffActs(handoff: Handoff, order: readonly Handoff[]): HandoffActs {
  const incidents = useConsole((state) => state.feed.entities.incident);
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const person = useConsole((state) => state.person);
  const outgoing = useConsole((state) => state.outgoing);
  const { viewHandoff } = useActions();
  const send = useSendOnce();
  const sent = useSentTexts();
  const [selected, setSelected] = useState<RowId>();
  const [kind, setKind] = useState<FormKind>();
  const notesRef = useRef<HTMLTextAreaElement>(null);

  const { id } = handoff;
  const accepts = acceptRows(handoff, incidents, desk?.severities ?? []);
  const rows = rowIds(handoff, accepts);
  const chosen = selected !== undefined && rows.includes(selected) ? selected : rows[0];
  const row = rowOf(handoff, accepts, chosen);
  const side = sideToSign(handoff);
  const people = desk?.people ?? [];
  const formOf = (wanted: FormKind): HandoffForm | undefined =>
    handoff.closed === undefined ? handoffForm(wanted, { handoff, row, side, person, people }) : undefined;
  const isPending = (name: string, params: Readonly<Record<string, unknown>> = {}): boolean =>
    outgoing.some(
      (command) =>
        command.name === name &&
        isUnderWay(command) &&
        command.params['handoff'] === id &&
        Object.entries(params).every(([key, value]) => command.params[key] === value),
    );
  const open = (wanted: FormKind): void => {
    if (formOf(wanted) !== undefined) setKind(wanted);
  };
  const move = (by: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(chosen ?? '') + by))];
    setSelected(next);
    [...document.querySelectorAll<HTMLElement>('[data-row]')]
      .find(({ dataset }) => dataset['row'] === next)
      ?.scrollIntoView({ block: 'nearest' });
  };
  const view = (by: number): void => {
    const next = order[order.indexOf(handoff) + by];
    if (next !== undefined) viewHandoff(next.id);
  };
  const tick = (): void => {
    const { item } = row;
    if (item === undefined || side !== 'outgoing') return;
    if (item.tick !== undefined && item.changed === undefined) return;
    const live = handoff.live?.[item.id];
    if (live?.state !== 'good') open('tick');
    else if (!isPending('handoff.tick', { item: item.id }))
      send('handoff.tick', { handoff: id, item: item.id, seen: live.mark });
  };
  const accept = (incident: string): void => {
    if (!isPending('handoff.accept', { incident })) send('handoff.accept', { handoff: id, incident });
  };
  const test = (): void => {
    if (side === 'outgoing' && !isPending('handoff.test')) send('handoff.test', { handoff: id });
  };
  const acceptChosen = (): void => {
    const { accept: asked } = row;
    const next =
      asked ??
      accepts.find(({ isOpen, isRequired, accepted }) => isOpen && isRequired && accepted === undefined);
    if (next?.isOpen === true && next.accepted === undefined && handoff.closed === undefined) accept(next.id);
  };
  const keys: BoardKeys = {
    j: () => move(1),
    k: () => move(-1),
    x: tick,
    u: () => side === 'outgoing' && open('untick'),
    a: acceptChosen,
    i: () => open('ask'),
    v: () => open('answer'),
    p: () => open('promise'),
    d: () => open('fulfil'),
    c: test,
    n: () => notesRef.current?.focus(),
    s: () => open('sign'),
    T: () => open('takeover'),
    B: () => send('handoff.begin', {}),
    '[': () => view(-1),
    ']': () => view(1),
  };
  return {
    ...{ accepts, side, accept, test, send, sent, isPending, keys, notesRef, open },
    selected: chosen,
    pick: setSelected,
    form: kind === undefined ? undefined : formOf(kind),
    close: () => setKind(undefined),
  };
}
