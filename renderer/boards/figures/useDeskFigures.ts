import { useEffect, useState } from 'react';
import type { DeskFigures } from '../../../shared/model/deskFigures.ts';
import type { Span } from '../../../shared/rules/kpis.ts';
import { lossWords } from '../../selectors/loss.ts';
import { useNow } from '../../store/now.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { spanAt, type ChosenSpan } from './figureSpans.ts';
import { capital } from '../../../shared/rules/capital.ts';
import { reasonOf } from '../../../shared/reasonOf.ts';

const minuteMs = 60_000;
const mostHeld = 8;

/** What is known of a span's figures. */
export interface FiguresState {
  /** The newest answer for this span; the last known one while the next is asked for, or the feed is lost. */
  readonly figures?: DeskFigures | undefined;
  /** Why the last question had no answer, in one sentence. */
  readonly problem?: string | undefined;
  /** The instants that are asked for; absent where the choice names none. */
  readonly span: Span | undefined;
}

interface Kept extends Omit<FiguresState, 'span'> {
  readonly key: string;
}

/** Asks for the figures each minute while they are looked at; answers are kept through changes of span. */
export function useDeskFigures(chosen: ChosenSpan): FiguresState {
  const { ask } = useActions();
  const live = useConsole((state) => state.live);
  const loss = useConsole(lossWords);
  const desk = useConsole(({ feed }) => feed.entities.desk['desk']);
  const minute = Math.floor(useNow() / minuteMs) * minuteMs;
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const span = spanAt(chosen, desk, minute);
  const { from, to } = span ?? {};
  const key = chosen.span === 'free' ? `free ${from} ${to}` : chosen.span;
  useEffect(() => {
    if (from === undefined || to === undefined || !live) return undefined;
    let isOver = false;
    const put = (change: Omit<Kept, 'key'>): void => {
      if (isOver) return;
      setKept((all) => {
        const old = all.find((one) => one.key === key);
        const others = all.filter((one) => one.key !== key);
        return [{ ...old, problem: undefined, ...change, key }, ...others].slice(0, mostHeld);
      });
    };
    ask('desk.figures', { from, to }).then(
      (figures) => put({ figures }),
      (error: unknown) => put({ problem: reasonOf(error) }),
    );
    return () => {
      isOver = true;
    };
    // Months do not slide: the minute asks anew for them too.
  }, [ask, from, to, key, live, minute]);
  const known = kept.find((one) => one.key === key);
  return { ...(known ?? (live ? {} : { problem: `${capital(loss)}.` })), span };
}
