import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { blindText, countsText, gapText, lengthText } from '../../shared/rules/betweenWords.ts';
import { sentenceText, utcSecond } from '../../shared/rules/durations.ts';
import { SpanChoice } from '../components/SpanChoice.tsx';
import { StateGlyph } from '../components/StateGlyph.tsx';
import { useNow } from '../store/now.ts';
import { useActions, useConsole } from '../store/store.ts';
import { PassedList } from './PassedList.tsx';
import { Modal } from '../components/Modal.tsx';
import styles from './PassedPanel.module.css';
import { passedSpans } from './passedSpans.ts';
import { usePassed } from './usePassed.ts';

/** So often it is asked anew while it is open. */
const renewMs = 30_000;

/** Everything that came and went since the last key press, the shift's start, or over a chosen span. */
export function PassedPanel() {
  const isShown = useConsole((state) => state.ui.showsPassed === true);
  return isShown ? <Panel /> : null;
}

function Panel() {
  const now = useNow();
  const presence = useConsole((state) => state.presences[state.person]);
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const { showPassed, seeAbsence } = useActions();
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const scroller = useRef<HTMLDivElement>(null);
  const to = (Math.floor(now / renewMs) + 1) * renewMs;
  const spans = passedSpans(presence, desk, to - renewMs);
  const possible = spans.filter(({ from }) => from !== undefined);
  const span = possible.find(({ id }) => id === chosen) ?? possible[0];
  const { answer, problem } = usePassed(span?.id ?? '', span?.from, to);
  const close = (): void => showPassed(false);

  // The board below must not act on what is pressed here.
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const picked = possible.find(({ key }) => key === event.key);
    if (event.key === 'Escape' || event.key === 'M') close();
    else if (picked !== undefined) setChosen(picked.id);
    // Arrows, Page Down, Tab and Enter do what they do everywhere.
    else if (event.key.length > 1) return void event.stopImmediatePropagation();
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listen, true);
    scroller.current?.focus();
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
  // Whoever has looked needs no line any more.
  useEffect(() => seeAbsence, [seeAbsence]);

  return (
    <Modal label="What came and went" className={styles.sheet} onClose={close}>
      <header className={styles.head}>
        <h2>What came and went</h2>
        <SpanChoice label="Since" spans={spans} chosen={span?.id} onChoose={setChosen} />
        <button type="button" className={styles.close} onClick={close}>
          Close <kbd aria-hidden="true">Esc</kbd>
        </button>
      </header>
      {span?.from === undefined ? null : (
        <p className={styles.sum}>
          <b>
            {answer === undefined
              ? 'Asking the gateway'
              : countsText(answer.counts) || 'Nothing came or went'}
          </b>
          <span>
            {' '}
            in {lengthText(now - span.from)}, since {utcSecond(span.from)} UTC
          </span>
        </p>
      )}
      {problem === undefined ? null : (
        <p className={styles.problem} role="status">
          <StateGlyph state="unknown" /> Not from the gateway: {problem.replace(/\.$/, '')}.{' '}
          {answer === undefined
            ? 'This console holds nothing either.'
            : `What follows is what this console holds, as of ${utcSecond(answer.asOf)} UTC, ${sentenceText(now - answer.asOf)} ago.`}
        </p>
      )}
      {answer === undefined || answer.blind.length === 0 ? null : (
        <div className={styles.blind}>
          <p>
            <StateGlyph state="unknown" /> <b>{gapText(answer)}</b>
          </p>
          <ul>
            {answer.blind.slice(-5).map((blind) => (
              <li key={`${blind.name} ${blind.from}`}>{blindText(blind, now)}</li>
            ))}
            {answer.blindCount > 5 ? <li>and {answer.blindCount - 5} more, earlier</li> : null}
          </ul>
        </div>
      )}
      <div ref={scroller} className={styles.list} tabIndex={0} role="group" aria-label="What came and went">
        {answer === undefined ? null : <PassedList answer={answer} now={now} onClose={close} />}
      </div>
    </Modal>
  );
}
