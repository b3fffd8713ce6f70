import { randomUUID } from 'node:crypto';
import type { IpcMain, IpcMainInvokeEvent, Menu, Tray, WebContents } from 'electron';
import { createConsoleApp } from '../../main/consoleApp.ts';
import type { DesktopHandlers } from '../../main/desktopHandlers.ts';
import { openSettings } from '../../main/settings.ts';
import type { BridgeUpdate, Outgoing } from '../../shared/bridge.ts';
import type { FeedState } from '../../shared/feed/reduce.ts';
import type { LibraryStanding } from '../../shared/library/keptLibrary.ts';
import { err, ok } from '../../shared/result.ts';
import { appOrigin, type IpcAnswer, type IpcPayload, type IpcQuestion } from '../../shared/ipc.ts';
import { silentLog } from './silentLog.ts';
import { fileStore } from './fileStore.ts';

/** A tray that nobody sees. */
const noTray = {
  setImage: () => undefined,
  setToolTip: () => undefined,
  setContextMenu: () => undefined,
  on: () => undefined,
  destroy: () => undefined,
};

/** Main's own parts on a data folder, without Electron and without windows: what a page would ask, a test asks. */
export interface ConsoleOnDisk {
  ask<Channel extends IpcQuestion>(
    channel: Channel,
    payload?: IpcPayload<Channel>,
  ): Promise<IpcAnswer<Channel>>;
  /** Sentences that the operator is shown. */
  notices(): readonly string[];
  outgoing(): readonly Outgoing[];
  library(): LibraryStanding | undefined;
  /** The state that the console came up with. */
  first(): FeedState | undefined;
  /** The newest whole state that it was told; patches are not in it. */
  state(): FeedState | undefined;
  isLive(): boolean;
  /** How many changes of the state it was told. */
  patches(): number;
  stop(): Promise<void>;
}

/** Starts it; resolves when all that is on disk was taken up. */
export async function startConsoleOnDisk(
  folder: string,
  gateway: string,
  now: () => number = Date.now,
): Promise<ConsoleOnDisk> {
  const handlers = new Map<string, Parameters<IpcMain['handle']>[1]>();
  const frame = { url: `${appOrigin.url}index.html` };
  const notices = new Map<string, string>();
  let [outgoing, isLive]: [readonly Outgoing[], boolean] = [[], false];
  let patches = 0;
  let library: LibraryStanding | undefined;
  let first: FeedState | undefined;
  let newest: FeedState | undefined;
  const take = (update: BridgeUpdate): void => {
    if (update.kind === 'notice') notices.set(update.id, update.text);
    if (update.kind === 'outgoing') outgoing = update.outgoing;
    if (update.kind === 'library') library = update.standing;
    if (update.kind === 'state' && update.state.epoch !== '') {
      newest = update.state;
      first ??= newest;
    }
    if (update.kind === 'patch') patches += 1;
    if (update.kind === 'status') isLive = update.status.kind === 'live';
  };
  const contents = {
    mainFrame: frame,
    isDestroyed: () => false,
    on: () => undefined,
    once: () => undefined,
    send: (_channel: string, news: { readonly update: BridgeUpdate }) => take(news.update),
  };
  // As much of Electron's page as main looks at.
  const event = { sender: contents, senderFrame: frame } as unknown as IpcMainInvokeEvent;
  const app = createConsoleApp({
    dataFolder: folder,
    defaultPolicy: 'none',
    options: { gateway },
    version: 'test',
    settings: openSettings({ folder, openStore: fileStore, now, log: silentLog }),
    ipcMain: {
      handle: (channel, handler) => void handlers.set(channel, handler),
      removeHandler: (channel) => void handlers.delete(channel),
    },
    isOurs: (sender: WebContents) => (sender as unknown) === contents,
    openExternal: async () => undefined,
    forkGateway: () => {
      throw new Error('This console has no gateway of its own.');
    },
    onSettings: () => undefined,
    mayChange: () => ok(undefined),
    // Nobody asks it about windows, of which it has none.
    desktop: {} as DesktopHandlers,
    tray: {
      make: () => noTray as unknown as Tray,
      menu: () => ({}) as Menu,
      iconOf: () => '',
      isLocked: () => false,
      quit: () => undefined,
    },
    notifications: {
      isSupported: () => false,
      make: () => {
        throw new Error('This console has no notifications.');
      },
      focus: () => undefined,
    },
    updates: {
      machine: { isPackaged: false, platform: process.platform, appImage: undefined },
      open: () => Promise.reject(new Error('This console is not updated.')),
    },
    layoutOfNow: () => err('This console has no displays.'),
    downloads: () => folder,
    pdf: async () => err('This console makes no PDF.'),
    clock: {
      now,
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    newId: randomUUID,
    log: silentLog,
  });
  const ask = async <Channel extends IpcQuestion>(
    channel: Channel,
    payload?: IpcPayload<Channel>,
  ): Promise<IpcAnswer<Channel>> =>
    // The handlers of this channel answer so.
    (await handlers.get(channel)?.(event, payload)) as IpcAnswer<Channel>;
  await app.start();
  await ask('bridge.subscribe', { subscription: 'the test itself' });
  return {
    ask,
    notices: () => [...notices.values()],
    outgoing: () => outgoing,
    library: () => library,
    first: () => first,
    state: () => newest,
    isLive: () => isLive,
    patches: () => patches,
    stop: () => app.stop(),
  };
}
