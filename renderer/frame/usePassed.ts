import { useEffect, useMemo, useState } from 'react';
import type { DeskBetween } from '../../shared/model/between.ts';
import { heldBetween } from '../selectors/heldPast.ts';
import { lossWords } from '../selectors/loss.ts';
import { useActions, useConsole } from '../store/store.ts';
import { reasonOf } from '../../shared/reasonOf.ts';

/** The answer for a span, or what the console itself holds. */
export interface PassedState {
  readonly answer?: DeskBetween | undefined;
  /** Why the gateway did not answer; `answer` is then of what this console holds. */
  readonly problem?: string | undefined;
}

interface Kept extends PassedState {
  readonly key: string;
}

/** Asks what came and went in the span called `id`; without a gateway, tells what is held here. The last answer stands while it slides. */
export function usePassed(id: string, from: number | undefined, to: number): PassedState {
  const { ask } = useActions();
  const live = useConsole((state) => state.live);
  const loss = useConsole(lossWords);
  const feed = useConsole((state) => state.feed);
  const [kept, setKept] = useState<Kept | undefined>(undefined);
  const key = `${id} ${live}`;
  useEffect(() => {
    if (from === undefined || !live) return undefined;
    let isOver = false;
    const put = (state: PassedState): void => {
      if (!isOver) setKept({ ...state, key });
    };
    ask('desk.between', { from, to }).then(
      (answer) => put({ answer }),
      (error: unknown) => put({ problem: reasonOf(error) }),
    );
    return () => {
      isOver = true;
    };
  }, [ask, from, to, live, key]);
  const problem = live ? (kept?.key === key ? kept.problem : undefined) : loss;
  const held = useMemo(
    () =>
      problem === undefined || from === undefined || feed.at === 0
        ? undefined
        : heldBetween(feed.entities, { from, to }, feed.at),
    [problem, from, to, feed],
  );
  if (problem !== undefined) return { answer: held, problem };
  return kept?.key === key ? { answer: kept.answer } : {};
}
