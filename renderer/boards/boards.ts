import type { ComponentType } from 'react';
import type { Board } from '../store/store.ts';
import { HealthWall } from './healthWall/HealthWall.tsx';
import { QueueBoard } from './queue/QueueBoard.tsx';

/** One board: how it is called, reached and drawn. `g` then `key` opens it. */
export interface BoardEntry {
  readonly title: string;
  readonly key: string;
  /** Outline of its icon in a 24 by 24 box. */
  readonly icon: string;
  readonly component: ComponentType;
}

/** Every board; a new one is a folder beside these and a line here. */
export const boards: Readonly<Record<Board, BoardEntry>> = {
  health: {
    title: 'Service health',
    key: 'h',
    icon: 'M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z',
    component: HealthWall,
  },
  queue: { title: 'Incident queue', key: 'q', icon: 'M4 6h16M4 12h16M4 18h10', component: QueueBoard },
};
