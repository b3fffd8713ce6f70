/** What happens to a machine and not in a page: displays come and go. Tests say so here, by HTTP on loopback. */
import { createServer } from 'node:http';
import { pressNotification, standingNotifications } from './notification.ts';
import { chooseInMenu, seenMenu } from './menu.ts';
import { chooseInTray, seenTray } from './tray.ts';
import { appEvents } from './app.ts';
import { openWindows, type BrowserWindow } from './browserWindow.ts';
import { machine } from './machine.ts';
import { standInScreen, type PluggedDisplay } from './screen.ts';

/** One window, as its user would see it. */
export interface SeenWindow {
  readonly url: string;
  readonly bounds: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  readonly isVisible: boolean;
  readonly isFullScreen: boolean;
  readonly isKiosk: boolean;
}

/** What main did to the machine. */
export type SeenMachine = typeof machine;

/** What a test may make happen; `at` is part of a window's address. */
export type Happening =
  | { readonly kind: 'plug'; readonly displays: PluggedDisplay[] }
  /** A line of one of the application's menus is chosen. */
  | { readonly kind: 'menu'; readonly menu: string; readonly line: string }
  /** A line of the tray's menu is chosen. */
  | { readonly kind: 'tray'; readonly label: string }
  /** A press on a notification, or on one of its buttons. */
  | { readonly kind: 'notification'; readonly title: string; readonly button?: string }
  /** Somebody closes a window by the system's key. */
  | { readonly kind: 'close'; readonly at: string }
  | { readonly kind: 'crash'; readonly at: string }
  /** The process that draws is gone. */
  | { readonly kind: 'lose graphics' };

const seen = (): readonly SeenWindow[] =>
  openWindows().map((window) => ({
    url: window.webContents.getURL(),
    bounds: window.getBounds(),
    isVisible: window.isVisible(),
    isFullScreen: window.isFullScreen(),
    isKiosk: window.isKiosk(),
  }));

function answerTo(path: string | undefined): unknown {
  if (path === '/notifications') return standingNotifications();
  if (path === '/machine') return machine;
  if (path === '/menu') return seenMenu();
  return path === '/tray' ? (seenTray() ?? null) : seen();
}

function happen(happening: Happening): void {
  const at = (part: string): BrowserWindow | undefined =>
    openWindows().find(({ webContents }) => webContents.getURL().includes(part));
  switch (happening.kind) {
    case 'plug':
      return standInScreen.plug(happening.displays);
    case 'menu':
      return chooseInMenu(happening.menu, happening.line);
    case 'tray':
      return chooseInTray(happening.label);
    case 'notification':
      return pressNotification(happening.title, happening.button);
    case 'close':
      return at(happening.at)?.close();
    case 'crash':
      return at(happening.at)?.webContents.forcefullyCrashRenderer();
    case 'lose graphics':
      appEvents.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 139 });
  }
}

const port = Number(process.env['STAND_IN_CONTROL_PORT']);
if (port > 0) {
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    request.on('end', () => {
      if (request.method === 'POST') happen(JSON.parse(text) as Happening);
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answerTo(request.url)));
    });
  });
  server.listen(port, '127.0.0.1').unref();
}
