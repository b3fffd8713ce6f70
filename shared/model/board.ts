/** Every board, in the order of the rail; a new one is a word here, its name below, and a line in renderer/boards/boards.ts. */
export const boardIds = [
  'health',
  'queue',
  'burn',
  'handoff',
  'runbooks',
  'rota',
  'figures',
  'settings',
] as const;
export type Board = (typeof boardIds)[number];

/** What each is called, wherever it is named. */
export const boardNames: Readonly<Record<Board, string>> = {
  health: 'Service health',
  queue: 'Incident queue',
  burn: 'SLA burn',
  handoff: 'Shift handoff',
  runbooks: 'Runbooks',
  rota: 'Rota',
  figures: 'Desk figures',
  settings: 'Settings',
};
