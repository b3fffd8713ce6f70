import { useEffect, useState } from 'react';
import type { SilencePreview } from '../../../shared/model/silence.ts';
import { parseMatchers } from '../../../shared/rules/matcherText.ts';
import { lossWords } from '../../selectors/loss.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { reasonOf } from '../../../shared/reasonOf.ts';

/** Typing is over when nothing came for this long. */
const restMs = 250;

/** What a silence would hit, or why that is not known. */
export type PreviewState =
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly preview: SilencePreview }
  | { readonly kind: 'problem'; readonly text: string };

/** Asks what matchers would hit, each time that they have changed. */
export function useSilencePreview(source: string, text: string): PreviewState {
  const { ask } = useActions();
  const live = useConsole((state) => state.live);
  const loss = useConsole(lossWords);
  const key = `${source} ${text}`;
  const [answer, setAnswer] = useState<{ readonly key: string; readonly state: PreviewState }>();
  const parsed = parseMatchers(text);
  const problem = !parsed.ok
    ? parsed.error
    : parsed.value.length === 0
      ? 'No matcher yet.'
      : live
        ? undefined
        : `What it would hit is not known: ${loss}.`;
  useEffect(() => {
    const matchers = parseMatchers(text);
    if (problem !== undefined || !matchers.ok) return undefined;
    let isOver = false;
    const put = (state: PreviewState): void => {
      if (!isOver) setAnswer({ key, state });
    };
    const timer = setTimeout(() => {
      ask('silence.preview', { source, matchers: [...matchers.value] }).then(
        (preview) => put({ kind: 'known', preview }),
        (error: unknown) => put({ kind: 'problem', text: reasonOf(error) }),
      );
    }, restMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [ask, key, problem, source, text]);
  if (problem !== undefined) return { kind: 'problem', text: problem };
  return answer?.key === key ? answer.state : { kind: 'asking' };
}
