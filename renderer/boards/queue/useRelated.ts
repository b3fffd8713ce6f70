import { useEffect, useState } from 'react';
import type { RelatedIncidents } from '../../../shared/model/relatedIncidents.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { reasonOf } from '../../../shared/reasonOf.ts';

/** Answers that are kept, newest last: what was looked at once is there when the feed is lost. */
const kept = new Map<string, RelatedIncidents>();
const mostKept = 200;
/** Whoever moves on sooner was not looking at it: a queue is walked through faster than a gateway answers. */
const restMs = 200;
const againMs = 5 * 60_000;

function keep(answer: RelatedIncidents): void {
  kept.delete(answer.incident);
  kept.set(answer.incident, answer);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}

/** What is known of the incidents related to one. */
export interface RelatedState {
  readonly related?: RelatedIncidents | undefined;
  /** Why the last question had no answer. */
  readonly problem?: string | undefined;
}

/**
 * Asks for related incidents when one is looked at, and anew when it is resolved or reopened, the feed comes back, or
 * some minutes have passed.
 */
export function useRelated(id: string, status: string, now: number): RelatedState {
  const period = Math.floor(now / againMs);
  const { ask } = useActions();
  const live = useConsole((state) => state.live);
  const [failed, setFailed] = useState<{ readonly id: string; readonly problem: string }>();
  const [, setAnswered] = useState<RelatedIncidents>();
  useEffect(() => {
    if (!live) return undefined;
    let isOver = false;
    const asking = setTimeout(() => {
      ask('incident.related', { incident: id }).then(
        (related) => {
          keep(related);
          if (isOver) return;
          setAnswered(related);
          setFailed(undefined);
        },
        (error: unknown) => {
          if (isOver) return;
          setFailed({ id, problem: reasonOf(error) });
        },
      );
    }, restMs);
    return () => {
      isOver = true;
      clearTimeout(asking);
    };
  }, [ask, id, live, status, period]);
  return { related: kept.get(id), problem: failed?.id === id ? failed.problem : undefined };
}
