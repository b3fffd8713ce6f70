import type { MenuItemConstructorOptions } from 'electron';
import { boardIds, boardNames, type Board } from '../shared/model/board.ts';

/** The application's menu: what the platform's own keys need, and no developer tools in a released app. */
export function menuTemplate(
  isPackaged: boolean,
  openBoard: (board: Board) => void,
): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    { type: 'separator' },
    { role: 'reload' },
  ];
  return [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'editMenu' },
    { label: 'View', submenu: isPackaged ? view : [...view, { role: 'toggleDevTools' }] },
    {
      label: 'In its own window',
      submenu: boardIds.map((board) => ({ label: boardNames[board], click: () => openBoard(board) })),
    },
    { role: 'windowMenu' },
  ];
}
