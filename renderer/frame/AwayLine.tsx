import type { ReactNode } from 'react';
import { briefText, lengthText } from '../../shared/rules/betweenWords.ts';
import { useActions } from '../store/store.ts';
import styles from './AwayLine.module.css';
import { usePassed } from './usePassed.ts';

/** Quietly says what came and went while the person at this console was away; `also` is what else they missed. */
export function AwayLine({
  from,
  to,
  also,
  onDismiss,
}: {
  readonly from: number;
  readonly to: number;
  readonly also?: ReactNode;
  readonly onDismiss: () => void;
}) {
  const { showPassed } = useActions();
  const { answer, problem } = usePassed(`away ${from}`, from, to);
  return (
    <div className={styles.line} role="status">
      <span>
        You were away <b>{lengthText(to - from)}</b>: {wordsOf(answer, problem)} {also}
      </span>
      <button type="button" aria-keyshortcuts="Shift+M" onClick={() => showPassed(true)}>
        What came and went <kbd aria-hidden="true">Shift M</kbd>
      </button>
      <button type="button" onClick={onDismiss}>
        Dismiss
      </button>
    </div>
  );
}

function wordsOf(answer: ReturnType<typeof usePassed>['answer'], problem: string | undefined): string {
  if (problem !== undefined) return `what came and went is not known, ${problem.replace(/\.$/, '')}.`;
  if (answer === undefined) return 'asking the gateway what came and went.';
  const words = briefText(answer.counts);
  const happened =
    words !== '' ? words : answer.itemCount > 0 ? `${answer.itemCount} things` : 'nothing came or went';
  return `${happened}.${answer.blind.length === 0 ? '' : ' Not everything was seen.'}`;
}
