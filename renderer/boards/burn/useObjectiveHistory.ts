import { useEffect, useState } from 'react';
import type { ObjectiveHistory } from '../../../shared/model/objectiveHistory.ts';
import { useNow } from '../../store/now.ts';
import { useActions, useConsole } from '../../store/store.ts';
import type { Span } from './spans.ts';
import { reasonOf } from '../../../shared/reasonOf.ts';

const minuteMs = 60_000;
const mostHeld = 12;

/** An answer that was kept, with the span it is for. */
export interface HeldHistory {
  readonly history: ObjectiveHistory;
  readonly from: number;
  readonly to: number;
}

/** What is known of an objective's past. */
export interface HistoryState {
  /** The newest answer for this span; the last known one while the next is asked for. */
  readonly held?: HeldHistory | undefined;
  /** Why the last question had no answer. */
  readonly problem?: string | undefined;
}

interface Kept extends HistoryState {
  readonly key: string;
}

/** Asks for an objective's past each minute while it is looked at; answers are kept through changes of span. */
export function useObjectiveHistory(id: string | undefined, span: Span): HistoryState {
  const { ask } = useActions();
  const live = useConsole((state) => state.live);
  const to = Math.floor(useNow() / minuteMs) * minuteMs;
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const key = `${id ?? ''} ${span.id}`;
  useEffect(() => {
    if (id === undefined || !live) return undefined;
    let isOver = false;
    const put = (change: HistoryState): void => {
      if (isOver) return;
      setKept((all) => {
        const old = all.find((one) => one.key === key);
        const others = all.filter((one) => one.key !== key);
        return [{ ...old, problem: undefined, ...change, key }, ...others].slice(0, mostHeld);
      });
    };
    const from = span.from(to);
    ask('objective.history', { objective: id, from, to }).then(
      (history) => put({ held: { history, from, to } }),
      (error: unknown) => put({ problem: reasonOf(error) }),
    );
    return () => {
      isOver = true;
    };
  }, [ask, id, key, live, span, to]);
  return kept.find((one) => one.key === key) ?? {};
}
