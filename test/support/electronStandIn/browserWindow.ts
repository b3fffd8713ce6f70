import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type {
  BrowserWindowConstructorOptions,
  HandlerDetails,
  IpcMainInvokeEvent,
  PrintToPDFOptions,
  Rectangle,
  WebContents,
} from 'electron';
import type { Frame, Page } from '@playwright/test';
import { toChromium, toElectron } from './addresses.ts';
import { appEvents, RefusableEvent } from './app.ts';
import { endRenderer, openPage, own } from './chromium.ts';
import { standInIpc } from './ipcMain.ts';
import { preloadScript } from './pageRuntime.ts';
import { useSwitch } from './switches.ts';
import type { ContentsSurface, FrameSurface, WindowSurface } from './surface.ts';

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

/** A frame, the same object for as long as it lives. */
class StandInFrame {
  readonly #frame: () => Frame | undefined;
  constructor(frame: () => Frame | undefined) {
    this.#frame = frame;
  }
  get url(): string {
    return toElectron(this.#frame()?.url() ?? '');
  }
}

class StandInContents extends EventEmitter {
  readonly mainFrame: FrameSurface;
  #page: Page | undefined;
  #openHandler: OpenHandler | undefined;
  #loading: string | undefined;
  #destroyed = false;
  #hasCrashed = false;
  #preload: string | undefined;

  constructor() {
    super();
    this.mainFrame = new StandInFrame(() => this.#page?.mainFrame());
  }

  async attach(page: Page, preload: string | undefined): Promise<void> {
    this.#page = page;
    this.#preload = preload;
    own(page, {
      mayNavigate: (url) => this.#mayNavigate(url),
      onNewWindow: (url) => this.#openHandler?.({ url } as HandlerDetails),
    });
    await page.exposeBinding('__standInIpc', ({ frame }, text: string) => this.#answer(frame, text));
    if (preload !== undefined)
      await page.addInitScript({ content: preloadScript(readFileSync(preload, 'utf8')) });
    page.on('crash', () => {
      this.#hasCrashed = true;
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    });
    page.on('close', () => {
      // The page that takes the place of a crashed one is the same contents.
      if (page === this.#page) this.destroy();
    });
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.emit('destroyed');
  }
  async load(url: string): Promise<void> {
    if (this.#hasCrashed) await this.#renew();
    this.#loading = url;
    await this.#page?.goto(toChromium(url));
  }
  async printToPDF({ pageSize = 'Letter', generateTaggedPDF = false }: PrintToPDFOptions): Promise<Buffer> {
    if (this.#page === undefined || typeof pageSize !== 'string')
      throw new Error('The stand-in prints pages that are there, on paper that has a name');
    return this.#page.pdf({ format: pageSize, tagged: generateTaggedPDF });
  }
  /** Playwright gives up a page that crashed; Electron's contents get a new process. */
  async #renew(): Promise<void> {
    this.#hasCrashed = false;
    const crashed = this.#page;
    await this.attach(await openPage(), this.#preload);
    await crashed?.close().catch(() => undefined);
  }
  forcefullyCrashRenderer(): void {
    if (this.#page !== undefined) void endRenderer(this.#page).catch(() => undefined);
  }
  async close(): Promise<void> {
    await this.#page?.close();
  }
  isDevToolsOpened(): boolean {
    return false;
  }
  getURL(): string {
    return this.mainFrame.url;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    useSwitch('webrtc-ip-handling-policy', policy);
  }
  send(channel: string, ...args: unknown[]): void {
    const text = JSON.stringify(structuredClone(args));
    const deliver = (message: readonly [string, string]): void => {
      const page = window as unknown as { __standInDeliver?: (channel: string, text: string) => void };
      page.__standInDeliver?.(...message);
    };
    // A page that is going away hears nothing, as under Electron.
    this.#page?.evaluate(deliver, [channel, text] as const).catch(() => undefined);
  }

  #mayNavigate(url: string): boolean {
    const isOwn = this.#loading === url;
    this.#loading = undefined;
    const event = Object.assign(new RefusableEvent(), { url, isMainFrame: true, isSameDocument: false });
    if (!isOwn) this.emit('will-navigate', event, url);
    if (event.defaultPrevented) return false;
    this.emit('did-start-navigation', event);
    return true;
  }
  async #answer(frame: Frame, text: string): Promise<string> {
    const { channel, args } = JSON.parse(text) as { channel: string; args: unknown[] };
    const isMain = frame === this.#page?.mainFrame();
    const senderFrame = isMain ? this.mainFrame : new StandInFrame(() => frame);
    const event = { sender: this, senderFrame } as unknown as IpcMainInvokeEvent;
    try {
      return JSON.stringify({ value: await standInIpc.answer(channel, event, args) }, bytesAsText);
    } catch (error) {
      return JSON.stringify({ error: error instanceof Error ? error.message : String(error) });
    }
  }
}

/** JSON has no bytes, structured cloning has: they travel marked, and arrive as bytes. */
function bytesAsText(this: unknown, key: string, value: unknown): unknown {
  // A Buffer's own toJSON has been asked already; what it holds is still in its place.
  const raw: unknown = (this as Record<string, unknown>)[key];
  return raw instanceof Uint8Array ? { standInBytes: Buffer.from(raw).toString('base64') } : value;
}

const open = new Set<BrowserWindow>();
/** The windows that are open, in the order of their opening. */
export const openWindows = (): readonly BrowserWindow[] => [...open];

/** A window: a page of Chromium. */
export class BrowserWindow
  extends EventEmitter
  implements Omit<WindowSurface, 'on' | 'once' | 'webContents'>
{
  readonly webContents: ContentsSurface & StandInContents;
  readonly #attached: Promise<Page>;
  #isFullScreen: boolean;
  #isVisible: boolean;
  #isKiosk: boolean;
  #bounds: Rectangle;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    const preferences = options.webPreferences;
    if (preferences?.sandbox !== true || preferences.contextIsolation !== true) {
      throw new Error('The stand-in opens sandboxed, isolated windows only');
    }
    this.#isFullScreen = options.fullscreen === true;
    this.#isKiosk = options.kiosk === true;
    this.#isVisible = options.show !== false;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    const contents = new StandInContents();
    this.webContents = contents;
    open.add(this);
    appEvents.emit('web-contents-created', {}, contents);
    this.#attached = this.#attach(contents, preferences.preload);
  }
  async loadURL(url: string): Promise<void> {
    await this.#attached;
    await this.webContents.load(url);
    this.emit('ready-to-show');
  }
  show(): void {
    this.#isVisible = true;
    this.emit('show');
  }
  showInactive(): void {
    this.show();
  }
  hide(): void {
    this.#isVisible = false;
    this.emit('hide');
  }
  isVisible(): boolean {
    return this.#isVisible;
  }
  getBounds(): Rectangle {
    return { ...this.#bounds };
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
  }
  focus(): void {
    void this.#attached.then((page) => page.bringToFront());
  }
  restore(): void {
    this.emit('restore');
  }
  isFullScreen(): boolean {
    return this.#isFullScreen;
  }
  setFullScreen(isFullScreen: boolean): void {
    this.#isFullScreen = isFullScreen;
  }
  isMinimized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return !open.has(this);
  }
  setKiosk(isKiosk: boolean): void {
    this.#isKiosk = isKiosk;
  }
  isKiosk(): boolean {
    return this.#isKiosk;
  }
  close(): void {
    const event = new RefusableEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    void this.#attached.then(() => this.webContents.close());
  }

  async #attach(contents: StandInContents, preload: string | undefined): Promise<Page> {
    const page = await openPage();
    await contents.attach(page, preload);
    contents.once('destroyed', () => {
      open.delete(this);
      this.emit('closed');
      if (open.size === 0) appEvents.emit('window-all-closed');
    });
    return page;
  }
}
