/** What `import 'electron'` gives under the stand-in. */
import { app } from './app.ts';
import { BrowserWindow } from './browserWindow.ts';
import { ipcMain } from './ipcMain.ts';
import { protocol, session } from './session.ts';
import type { ElectronSurface } from './surface.ts';
import { utilityProcess } from './utilityProcess.ts';

const Menu: ElectronSurface['Menu'] = {
  setApplicationMenu: () => undefined,
  buildFromTemplate: (template) => ({ template }),
};
const powerSaveBlocker: ElectronSurface['powerSaveBlocker'] = { start: () => 1, stop: () => true };
const shell: ElectronSurface['shell'] = { openPath: async () => 'the stand-in opens no paths' };

export { app, BrowserWindow, ipcMain, Menu, powerSaveBlocker, protocol, session, shell, utilityProcess };
export default {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  powerSaveBlocker,
  protocol,
  session,
  shell,
  utilityProcess,
};
