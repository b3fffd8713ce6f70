import { memo, type ReactElement } from 'react';
import type { ServiceState } from '../../shared/model/service.ts';
import { Fitting } from './Fitting.tsx';
import styles from './PlatformPart.module.css';
import { StateGlyph } from './StateGlyph.tsx';

interface PlatformPartProps {
  readonly id: string;
  readonly name: string;
  /** As drawn: `unknown` for all parts while the feed is not live. */
  readonly state: ServiceState;
  readonly line: string;
}

/** A platform part: its state, its name and one line. */
export const PlatformPart = memo(function PlatformPart({
  id,
  name,
  state,
  line,
}: PlatformPartProps): ReactElement {
  return (
    <article className={`${styles.part} ${styles[state]}`} data-service={id} data-state={state}>
      <StateGlyph state={state} />
      <h3>{name}</h3>
      <p>
        <Fitting facts={line.split(' · ')} />
      </p>
    </article>
  );
});
