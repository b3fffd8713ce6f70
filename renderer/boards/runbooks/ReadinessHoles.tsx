import type { ReactElement } from 'react';
import { StateGlyph } from '../../components/StateGlyph.tsx';
import type { ReadinessFigure } from '../../../shared/rules/readiness.ts';
import styles from './ReadinessHoles.module.css';
import { BackToRunbook, RunbookPane } from './RunbookPane.tsx';
import { holeWords, percentText, readinessLine } from './readinessWords.ts';

/** The alert rules whose runbook can't be used on this machine, then those whose runbook is stale. */
export function ReadinessHoles({
  figure,
  onClose,
}: {
  figure: ReadinessFigure;
  onClose: () => void;
}): ReactElement {
  const { holes } = figure;
  return (
    <RunbookPane label="Readiness" className={styles.holes}>
      <h1>{percentText(figure)} usable with the network down</h1>
      <p>
        {readinessLine(figure)}. <BackToRunbook keyName="h" onClose={onClose} />
      </p>
      {holes.length === 0 ? (
        <p>Each rule that is known has a runbook on this machine.</p>
      ) : (
        <ul>
          {holes.map(({ rule, source, kind, text }) => (
            <li key={`${source} ${rule} ${text}`}>
              <StateGlyph state={kind === 'stale' ? 'degraded' : 'down'} />
              <b>{rule}</b>
              <span>{holeWords[kind]}</span>
              <i>{text}</i>
            </li>
          ))}
        </ul>
      )}
    </RunbookPane>
  );
}
