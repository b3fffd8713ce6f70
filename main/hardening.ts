import type { App, Session, WebContents, WebPreferences } from 'electron';
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
  navigateOnDragDrop: false,
  spellcheck: false,
  // Clocks and alarms must run behind other windows too.
  backgroundThrottling: false,
} as const satisfies WebPreferences;

/** Denies pages every permission, download and request that leaves the app. */
export function hardenSession(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'on' | 'webRequest'>,
  log: Log,
): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.warn('Permission denied', { permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.on('will-download', (event) => {
    log.warn('Download denied');
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    const allowed = isConsoleUrl(details.url) || /^(data|blob|devtools):/.test(details.url);
    if (!allowed) log.warn('Request denied', { url: details.url.slice(0, 200) });
    answer({ cancel: !allowed });
  });
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
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    log.warn('Window denied', { url: url.slice(0, 200) });
    return { action: 'deny' };
  });
}
