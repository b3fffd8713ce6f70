/** What `import 'electron'` gives under the stand-in. */
import { app } from './app.ts';
import { BrowserWindow } from './browserWindow.ts';
import { ipcMain } from './ipcMain.ts';
import { Notification } from './notification.ts';
import { machine } from './machine.ts';
import { Menu } from './menu.ts';
import { screen } from './screen.ts';
import { safeStorage } from './safeStorage.ts';
import { protocol, session } from './session.ts';
import './control.ts';
import { Tray } from './tray.ts';
import type { ElectronSurface } from './surface.ts';
import { utilityProcess } from './utilityProcess.ts';

const powerSaveBlocker: ElectronSurface['powerSaveBlocker'] = {
  start: () => (machine.awake += 1),
  stop: () => {
    machine.awake -= 1;
    return true;
  },
};
const shell: ElectronSurface['shell'] = {
  openPath: async () => 'the stand-in opens no paths',
  openExternal: async () => Promise.reject(new Error('the stand-in opens no addresses')),
};

export {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  Notification,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
};
export default {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  Notification,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
};
