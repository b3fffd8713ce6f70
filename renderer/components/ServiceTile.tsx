import { memo, type ReactElement } from 'react';
import type { ServiceState } from '../../shared/model/service.ts';
import type { History } from '../../shared/model/telemetry.ts';
import { Fitting } from './Fitting.tsx';
import { HourBlocks } from './HourBlocks.tsx';
import styles from './ServiceTile.module.css';
import { Sparkline } from './Sparkline.tsx';
import { StateGlyph } from './StateGlyph.tsx';

/** What a tile says; texts and references only, so that an unchanged tile is not drawn again. */
export interface ServiceTileProps {
  readonly id: string;
  readonly name: string;
  /** As drawn: `unknown` for all tiles while the feed is not live. */
  readonly state: ServiceState;
  /** "Down since 03:05". */
  readonly words: string;
  /** Zone of the time in `words`; shown where it fits. */
  readonly zone?: string | undefined;
  readonly figure: string;
  readonly unit: string;
  readonly line: string;
  readonly history: History | undefined;
  readonly stepsSinceEnd: number;
}

/** One service: its state in shape and words, one figure, one line and its past. */
export const ServiceTile = memo(function ServiceTile(props: ServiceTileProps): ReactElement {
  const { id, name, state, words, zone, figure, unit, line, history, stepsSinceEnd } = props;
  return (
    <article className={`${styles.tile} ${styles[state]}`} data-service={id} data-state={state}>
      <header>
        <h3 title={name}>{name}</h3>
        <span className={styles.state}>
          <StateGlyph state={state} />
          <b>{words}</b>
          {zone !== undefined && <i>{zone}</i>}
        </span>
      </header>
      <p className={styles.figure}>
        {figure}
        {unit !== '' && <small>{unit}</small>}
      </p>
      <p className={styles.line} title={line}>
        {line.includes(' · ') ? <Fitting facts={line.split(' · ')} /> : line}
      </p>
      {history !== undefined && (
        <>
          <Sparkline points={history.points} stepsSinceEnd={stepsSinceEnd} tone={state} />
          <HourBlocks hours={history.hours} />
        </>
      )}
    </article>
  );
});
