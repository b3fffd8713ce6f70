import { useEffect, useMemo, useState } from 'react';
import type { Handoff } from '../../../shared/model/handoff.ts';
import type { HandoffRecords } from '../../../shared/model/handoffRecords.ts';
import { searchRecords } from '../../../shared/rules/handoffSearch.ts';
import { lossWords } from '../../selectors/loss.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { reasonOf } from '../../../shared/reasonOf.ts';

/** An answer, and why it is of this console alone where the gateway gave none. */
interface Answered<Value> {
  readonly value?: Value | undefined;
  readonly problem?: string | undefined;
}

/** The records that fit some words; without a gateway, of those kept on this console. */
export function useRecords(words: string): Answered<HandoffRecords> {
  const { ask } = useActions();
  const live = useConsole((state) => state.live);
  const loss = useConsole(lossWords);
  const held = useConsole((state) => state.feed.entities.handoff);
  const [kept, setKept] = useState<Answered<HandoffRecords> & { readonly key: string }>();
  const key = `${live} ${words}`;
  useEffect(() => {
    if (!live) return undefined;
    let isOver = false;
    const put = (state: Answered<HandoffRecords>): void => {
      if (!isOver) setKept({ ...state, key });
    };
    ask('handoff.records', words.trim() === '' ? {} : { words }).then(
      (value) => put({ value }),
      (error: unknown) => put({ problem: reasonOf(error) }),
    );
    return () => {
      isOver = true;
    };
  }, [ask, live, words, key]);
  const problem = live ? (kept?.key === key ? kept.problem : undefined) : loss;
  const own = useMemo(
    () => (problem === undefined ? undefined : searchRecords(Object.values(held), { words })),
    [problem, held, words],
  );
  // The last list stands while the next is asked for: it must not flicker with each letter.
  return problem === undefined ? { value: kept?.value } : { value: own, problem };
}

/** A record by its id: from this console where it is held here, else from the gateway. */
export function useRecord(id: string | undefined): Answered<Handoff> {
  const { ask } = useActions();
  const held = useConsole((state) => (id === undefined ? undefined : state.feed.entities.handoff[id]));
  const live = useConsole((state) => state.live);
  const loss = useConsole(lossWords);
  const [kept, setKept] = useState<Answered<Handoff> & { readonly id: string }>();
  const isHere = held?.closed !== undefined;
  useEffect(() => {
    if (id === undefined || isHere || !live) return undefined;
    let isOver = false;
    const put = (state: Answered<Handoff>): void => {
      if (!isOver) setKept({ ...state, id });
    };
    ask('handoff.record', { handoff: id }).then(
      ({ record }) => put({ value: record }),
      (error: unknown) => put({ problem: reasonOf(error) }),
    );
    return () => {
      isOver = true;
    };
  }, [ask, id, isHere, live]);
  if (isHere) return { value: held };
  if (kept !== undefined && kept.id === id) return kept;
  return live ? {} : { problem: `${loss}, and this console holds the last ten records only` };
}
