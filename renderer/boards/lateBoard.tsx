import { useEffect, useState, type ComponentType, type ReactElement } from 'react';
import styles from './lateBoard.module.css';
import { reasonOf } from '../../shared/reasonOf.ts';

const retryMs = 5_000;

/** A board whose code comes after the first paint. */
export interface LateBoard {
  readonly component: ComponentType;
  /** Fetches the code now, so that it is here when the gateway is not. Never rejects. */
  readonly preload: () => Promise<void>;
}

/** Makes a board of code that is fetched apart; until it is here the board says so, and why it is not. */
export function lateBoard(title: string, load: () => Promise<ComponentType>): LateBoard {
  let loaded: ComponentType | undefined;
  let problem: string | undefined;
  const preload = async (): Promise<void> => {
    try {
      loaded ??= await load();
      problem = undefined;
    } catch (error) {
      problem = reasonOf(error);
    }
  };
  function Late(): ReactElement {
    const [, setTries] = useState(0);
    const isHere = loaded !== undefined;
    useEffect(() => {
      if (isHere) return undefined;
      let isGone = false;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const attempt = async (): Promise<void> => {
        await preload();
        if (isGone) return;
        setTries((tries) => tries + 1);
        if (loaded === undefined) timer = setTimeout(() => void attempt(), retryMs);
      };
      void attempt();
      return () => {
        isGone = true;
        clearTimeout(timer);
      };
    }, [isHere]);
    const Board = loaded;
    if (Board !== undefined) return <Board />;
    return (
      <p className={styles.wait} role="status">
        {problem === undefined
          ? `Fetching ${title}.`
          : `${title} could not be fetched from the gateway, and is tried again: ${problem}`}
      </p>
    );
  }
  return { component: Late, preload };
}
