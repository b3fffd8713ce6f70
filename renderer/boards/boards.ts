import type { ComponentType } from 'react';
import { boardNames, type Board } from '../../shared/model/board.ts';
import { BurnHeadline } from './burn/BurnHeadline.tsx';
import { HealthHeadline } from './healthWall/HealthHeadline.tsx';
import { HealthWall } from './healthWall/HealthWall.tsx';
import { lateBoard } from './lateBoard.tsx';
import { QueueBoard } from './queue/QueueBoard.tsx';

/** One board: how it is called, reached and drawn. `g` then `key` opens it. */
export interface BoardEntry {
  readonly title: string;
  readonly key: string;
  /** Outline of its icon in a 24 by 24 box. */
  readonly icon: string;
  readonly component: ComponentType;
  /** What a wall says at its head in place of the services' posture. */
  readonly headline?: ComponentType;
  /** Fetches its code, where that comes after the first paint. */
  readonly preload?: () => Promise<void>;
}

/** Every board; a new one is a folder beside these, a line here and its id in shared/model/board.ts. */
export const boards: Readonly<Record<Board, BoardEntry>> = {
  health: {
    title: boardNames.health,
    key: 'h',
    icon: 'M4 5h7v6H4zM13 5h7v6h-7zM4 13h7v6H4zM13 13h7v6h-7z',
    component: HealthWall,
    headline: HealthHeadline,
  },
  queue: { title: boardNames.queue, key: 'q', icon: 'M4 6h16M4 12h16M4 18h10', component: QueueBoard },
  burn: {
    title: boardNames.burn,
    key: 'b',
    icon: 'M4 4v16h16M7 7c4 1 5 8 12 9',
    headline: BurnHeadline,
    // Its charts weigh as much as all the rest.
    ...lateBoard('SLA burn', async () => (await import('./burn/BurnBoard.tsx')).BurnBoard),
  },
  runbooks: {
    title: boardNames.runbooks,
    key: 'r',
    icon: 'M6 4h10l3 3v13H6zM9 10h7M9 14h7',
    // Markdown and search weigh much, and the first paint needs neither.
    ...lateBoard('Runbooks', async () => (await import('./runbooks/RunbookBoard.tsx')).RunbookBoard),
  },
  rota: {
    title: boardNames.rota,
    key: 't',
    icon: 'M4 6h16v14H4zM4 10h16M8 3v5M16 3v5M8 14h3M13 17h3',
    ...lateBoard('the rota', async () => (await import('./rota/RotaBoard.tsx')).RotaBoard),
  },
  figures: {
    title: boardNames.figures,
    key: 'f',
    icon: 'M4 20h16M7 20v-7M12 20V5M17 20v-10',
    ...lateBoard('Desk figures', async () => (await import('./figures/FiguresBoard.tsx')).FiguresBoard),
  },
  handoff: {
    title: boardNames.handoff,
    key: 'o',
    icon: 'M7 7h11l-3-3M17 17H6l3 3',
    ...lateBoard('Shift handoff', async () => (await import('./handoff/HandoffBoard.tsx')).HandoffBoard),
  },
  settings: {
    title: boardNames.settings,
    key: 's',
    icon: 'M4 7h9M17 7h3M4 17h3M11 17h9M13 5v4M17 5v4M7 15v4M11 15v4',
    ...lateBoard('the settings', async () => (await import('./settings/SettingsBoard.tsx')).SettingsBoard),
  },
};
