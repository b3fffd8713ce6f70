import type { EventEmitter } from 'node:events';
import type {
  App,
  BrowserWindow,
  Display,
  IpcMain,
  Notification,
  NotificationConstructorOptions,
  PowerSaveBlocker,
  Protocol,
  SafeStorage,
  Session,
  Shell,
  Tray,
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
    | 'enableSandbox'
    | 'setPath'
    | 'getPath'
    | 'getVersion'
    | 'isPackaged'
    | 'whenReady'
    | 'requestSingleInstanceLock'
    | 'getAppPath'
    | 'setLoginItemSettings'
    | 'setAsDefaultProtocolClient'
    | 'disableHardwareAcceleration'
    | 'relaunch'
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
  readonly screen: {
    getAllDisplays(): DisplaySurface[];
    getPrimaryDisplay(): DisplaySurface;
  } & Events;
  readonly safeStorage: Pick<
    SafeStorage,
    'isEncryptionAvailable' | 'encryptString' | 'decryptString' | 'getSelectedStorageBackend'
  >;
  readonly powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  readonly Notification: {
    new (options: NotificationConstructorOptions): Pick<Notification, 'show' | 'close'> & Events;
    isSupported(): boolean;
  };
  readonly Tray: {
    new (image: string): Pick<Tray, 'setImage' | 'setToolTip' | 'setContextMenu' | 'destroy'> & Events;
  };
  readonly shell: Pick<Shell, 'openPath' | 'openExternal'>;
}

export type SessionSurface = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'setProxy'
> &
  Events & { readonly webRequest: Pick<WebRequest, 'onBeforeRequest'> };

/** What `Screen` gives, as far as main looks. */
export type DisplaySurface = Pick<Display, 'id' | 'label' | 'internal' | 'bounds'>;

export type UtilitySurface = Pick<UtilityProcess, 'postMessage' | 'kill' | 'pid'> & Events;

export type WindowSurface = Pick<
  BrowserWindow,
  | 'loadURL'
  | 'setFullScreen'
  | 'isFullScreen'
  | 'setKiosk'
  | 'isKiosk'
  | 'getBounds'
  | 'setBounds'
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'isVisible'
  | 'focus'
  | 'restore'
  | 'isMinimized'
  | 'isDestroyed'
  | 'close'
  | 'destroy'
> &
  Events & { readonly webContents: ContentsSurface };

export type ContentsSurface = Pick<
  WebContents,
  | 'send'
  | 'getURL'
  | 'isDestroyed'
  | 'setWindowOpenHandler'
  | 'printToPDF'
  | 'setWebRTCIPHandlingPolicy'
  | 'isDevToolsOpened'
  | 'forcefullyCrashRenderer'
> &
  Events & { readonly mainFrame: FrameSurface };

export type FrameSurface = Pick<WebFrameMain, 'url'>;
