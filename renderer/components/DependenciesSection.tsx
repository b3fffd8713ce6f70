import { Fragment } from 'react';
import type { ServiceState } from '../../shared/model/service.ts';
import { FoldSection, hasRoom } from './FoldSection.tsx';
import { StateGlyph } from './StateGlyph.tsx';
import styles from './DependenciesSection.module.css';

/** What a service needs, or what needs it. */
export interface DependencyGroup {
  readonly name: string;
  /** In a few words, for while it is folded. */
  readonly gist: string;
  /** The worst state among them. */
  readonly worst: ServiceState;
  /** `5, 3 directly` */
  readonly count: string;
  /** How many are not listed: all of them operational, and needed through others. */
  readonly rest: number;
  readonly lines: readonly {
    readonly id: string;
    readonly name: string;
    readonly state: ServiceState;
    readonly word: string;
    readonly isDirect: boolean;
  }[];
}

/** How everything stands that an incident's service needs, and that needs it: worst first. */
export function DependenciesSection({ groups }: { groups: readonly DependencyGroup[] }) {
  return (
    <FoldSection
      name="Dependencies"
      gist={groups.map(({ name, gist, worst }, place) => (
        <Fragment key={name}>
          {place > 0 && ' · '}
          {worst !== 'operational' && <StateGlyph state={worst} />} {gist}
        </Fragment>
      ))}
      isOpen={groups.some(({ worst }) => worst !== 'operational') && hasRoom()}
    >
      {groups.map(({ name, count, rest, lines }) => (
        <div key={name} className={styles.group}>
          <h4>
            {name} <span>{count}</span>
          </h4>
          <ul aria-label={name}>
            {lines.map((line) => (
              <li key={line.id}>
                <StateGlyph state={line.state} />
                <span>{line.name}</span>
                {!line.isDirect && <i>through others</i>}
                <em>{line.word}</em>
              </li>
            ))}
          </ul>
          {rest > 0 && (
            <p>
              {rest} more through others, {rest === 1 ? 'operational' : 'all operational'}
            </p>
          )}
        </div>
      ))}
    </FoldSection>
  );
}
