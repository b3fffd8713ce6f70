import { useMemo, type ReactNode } from 'react';
import { utcSecond } from '../../shared/rules/durations.ts';
import { StateGlyph } from '../components/StateGlyph.tsx';
import { abnormalOf, healthyText, postureOf } from '../selectors/posture.ts';
import { drillOf } from '../../shared/rules/drillOf.ts';
import { useConsole } from '../store/store.ts';
import styles from './Posture.module.css';

/** The posture in words; while the feed is lost it is the last known one, with its time. What else is said beside it follows. */
export function Posture({ children }: { readonly children?: ReactNode }) {
  const services = useConsole((state) => state.feed.entities.service);
  const live = useConsole((state) => state.live);
  const asOf = useConsole((state) => (state.live ? 0 : state.feed.at));
  const isDrill = useConsole((state) => drillOf(state.status) !== undefined);
  const posture = useMemo(() => postureOf(Object.values(services)), [services]);
  const abnormal = abnormalOf(posture);
  if (!live) {
    const words = [...abnormal.map(({ text }) => text), healthyText(posture)].join(', ');
    return (
      <div className={styles.posture}>
        <span className={styles.quiet}>
          {asOf === 0
            ? 'Nothing known yet'
            : `${isDrill ? 'Drill. ' : ''}Last known: ${words}, at ${utcSecond(asOf)} UTC`}
        </span>
        {children}
      </div>
    );
  }
  return (
    <div className={styles.posture} aria-label="Posture">
      {abnormal.map(({ state, text }) => (
        <span key={state} className={styles.item}>
          <StateGlyph state={state} />
          {text}
        </span>
      ))}
      <span className={styles.quiet}>{healthyText(posture)}</span>
      {children}
    </div>
  );
}
