import type { EventEmitter } from 'node:events';
import type {
  App,
  BrowserWindow,
  IpcMain,
  PowerSaveBlocker,
  Protocol,
  Session,
  Shell,
  UtilityProcess,
  WebContents,
  WebFrameMain,
  WebRequest,
  utilityProcess as electronUtilityProcess,
} from 'electron';

/** Electron's `on` answers with Electron's own class, which only Electron has: events are an emitter's here. */
type Events = Pick<EventEmitter, 'on' | 'once' | 'removeAllListeners'>;

/** The part of Electron that main/ may use here; each is Electron's own type. */
export interface ElectronSurface {
  readonly app: Pick<
    App,
    | 'setName'
    | 'setPath'
    | 'getPath'
    | 'getVersion'
    | 'isPackaged'
    | 'whenReady'
    | 'requestSingleInstanceLock'
    | 'quit'
    | 'exit'
  > &
    Events;
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'> & Events;
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  readonly session: { readonly defaultSession: SessionSurface };
  readonly utilityProcess: { fork(...args: Parameters<typeof electronUtilityProcess.fork>): UtilitySurface };
  readonly Menu: {
    setApplicationMenu(menu: object | null): void;
    buildFromTemplate(template: object[]): object;
  };
  readonly powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  readonly shell: Pick<Shell, 'openPath'>;
}

export type SessionSurface = Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'> &
  Events & { readonly webRequest: Pick<WebRequest, 'onBeforeRequest'> };

export type UtilitySurface = Pick<UtilityProcess, 'postMessage' | 'kill' | 'pid'> & Events;

export type WindowSurface = Pick<
  BrowserWindow,
  | 'loadURL'
  | 'setFullScreen'
  | 'isFullScreen'
  | 'show'
  | 'focus'
  | 'restore'
  | 'isMinimized'
  | 'isDestroyed'
  | 'close'
> &
  Events & { readonly webContents: ContentsSurface };

export type ContentsSurface = Pick<WebContents, 'send' | 'getURL' | 'isDestroyed' | 'setWindowOpenHandler'> &
  Events & { readonly mainFrame: FrameSurface };

export type FrameSurface = Pick<WebFrameMain, 'url'>;
