import type { ReactElement } from 'react';
import { useConsole } from '../../store/store.ts';
import styles from './BurnBoard.module.css';
import { BurnWall } from './BurnWall.tsx';
import { BurnDesk } from './BurnDesk.tsx';

/** SLA burn: budgets, how fast they go, and until when they last. */
export function BurnBoard(): ReactElement {
  const isWall = useConsole(({ ui }) => ui.mode === 'wall');
  const hasObjectives = useConsole(({ feed }) => Object.keys(feed.entities.objective).length > 0);
  const hasDesk = useConsole(({ feed }) => feed.entities.desk['desk'] !== undefined);
  if (!hasObjectives) {
    return (
      <main className={styles.empty}>
        <p>
          {hasDesk
            ? 'The policy lists no objectives. Add them under objectives, and they are counted here.'
            : 'Nothing heard from the gateway yet.'}
        </p>
      </main>
    );
  }
  return isWall ? <BurnWall /> : <BurnDesk />;
}
