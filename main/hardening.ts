import type { App, ProxyConfig, Session, WebContents, WebPreferences } from 'electron';
import { isConsoleUrl, isSameDocument } from './consoleUrl.ts';
import type { Log } from './log.ts';

/** What every window of the console is opened with. */
export const hardenedPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  plugins: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  // `alert` and its like wait for a click, and a wall has nobody to give it.
  disableDialogs: true,
  // Clocks and alarms must run behind other windows too.
  backgroundThrottling: false,
  // An alarm sounds before anybody has touched the page: a wall has nobody who would.
  autoplayPolicy: 'no-user-gesture-required',
} as const satisfies WebPreferences;

/** Putting something on the clipboard, as a copied chart: all that a page is allowed, and only one of our own. */
const allowed = 'clipboard-sanitized-write';

/**
 * Where the pages' connections end: nothing listens on that port. Main has its own connections, which are Node's. It
 * stops what neither the content security policy nor `onBeforeRequest` sees: WebRTC by way of a relay.
 */
const deadEnd = {
  mode: 'fixed_servers',
  // Of the SOCKS kind, so that not even names are looked up.
  proxyRules: 'socks5://127.0.0.1:9',
  proxyBypassRules: '<-loopback>',
} as const satisfies ProxyConfig;

/** Denies pages every other permission, and every download and request that leaves the app. */
export async function hardenSession(
  session: Pick<
    Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setProxy'
    | 'on'
    | 'webRequest'
  >,
  log: Log,
): Promise<void> {
  session.setPermissionRequestHandler((_contents, permission, answer, { isMainFrame, requestingUrl }) => {
    const isGranted = permission === allowed && isMainFrame && isConsoleUrl(requestingUrl);
    if (!isGranted) log.warn('Permission denied', { permission });
    answer(isGranted);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { isMainFrame }) =>
      permission === allowed && isMainFrame && isConsoleUrl(origin),
  );
  // USB, serial and HID devices have a question of their own.
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    log.warn('Download denied');
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    const isOurs = isConsoleUrl(details.url) || /^(data|blob|devtools):/.test(details.url);
    if (!isOurs) log.warn('Request denied', { url: details.url.slice(0, 200) });
    answer({ cancel: !isOurs });
  });
  await session.setProxy(deadEnd);
}

/** Denies navigation, new windows and webviews to all contents, whoever makes them. */
export function hardenContents(app: Pick<App, 'on'>, log: Log): void {
  app.on('web-contents-created', (_event, contents) => harden(contents, log));
}

function harden(contents: WebContents, log: Log): void {
  const keepHere = (event: { readonly url: string; preventDefault(): void }): void => {
    if (isSameDocument(event.url, contents.getURL())) return;
    log.warn('Navigation denied', { url: event.url.slice(0, 200) });
    event.preventDefault();
  };
  contents.on('will-navigate', keepHere);
  contents.on('will-redirect', keepHere);
  // The console has no frames: one that goes anywhere was put into its page.
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame) return;
    log.warn('Frame denied', { url: event.url.slice(0, 200) });
    event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // The content security policy does not reach WebRTC: without this, a page could send datagrams to anyone.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  // A page that would rather stay is not asked about: a reload or a close waits for nobody.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    log.warn('Window denied', { url: url.slice(0, 200) });
    return { action: 'deny' };
  });
}
