import type { App, Session, WebContents } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { hardenContents, hardenedPreferences, hardenSession } from '../../../main/hardening.ts';
import { silentLog } from '../../support/silentLog.ts';

class Refusable {
  defaultPrevented = false;
  readonly url: string;
  constructor(url = '') {
    this.url = url;
  }
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** A session's handlers, kept to be asked. */
class FakeSession extends EventEmitter {
  request: Parameters<Session['setPermissionRequestHandler']>[0] = null;
  check: Parameters<Session['setPermissionCheckHandler']>[0] = null;
  before:
    | ((details: { readonly url: string }, answer: (response: { cancel?: boolean }) => void) => void)
    | undefined;
  readonly webRequest = {
    onBeforeRequest: (listener: unknown) => {
      this.before = listener as FakeSession['before'];
    },
  };
  setPermissionRequestHandler(handler: FakeSession['request']): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: FakeSession['check']): void {
    this.check = handler;
  }
  device: Parameters<Session['setDevicePermissionHandler']>[0] = null;
  proxy: Parameters<Session['setProxy']>[0] | undefined;
  async setProxy(config: Parameters<Session['setProxy']>[0]): Promise<void> {
    this.proxy = config;
  }
  setDevicePermissionHandler(handler: FakeSession['device']): void {
    this.device = handler;
  }
}

describe('windows', () => {
  it('are sandboxed and isolated, without Node', () => {
    expect(hardenedPreferences).toMatchObject({
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
    });
    expect(Object.keys(hardenedPreferences)).not.toContain('enableBlinkFeatures');
  });
});

describe('the session', () => {
  const session = new FakeSession();
  void hardenSession(session as unknown as Session, silentLog);

  it.each(['media', 'clipboard-read', 'notifications', 'geolocation', 'openExternal'] as const)(
    'denies %s',
    (permission) => {
      const contents = {} as WebContents;
      const details = { isMainFrame: true, requestingUrl: 'app://watchfloor/' };
      let granted: boolean | undefined;
      session.request?.(contents, permission, (answer) => (granted = answer), details);
      expect(granted).toBe(false);
      expect(session.check?.(contents, 'media', 'app://watchfloor', { ...details, securityOrigin: '' })).toBe(
        false,
      );
    },
  );

  it.each([
    ['app://watchfloor/desktop.html', true, true],
    ['app://watchfloor/desktop.html', false, false],
    ['app://elsewhere/x', true, false],
    ['https://example.com/', true, false],
  ])('lets %s (main frame: %s) put something on the clipboard: %s', (requestingUrl, isMainFrame, may) => {
    const contents = {} as WebContents;
    let granted: boolean | undefined;
    const details = { isMainFrame, requestingUrl };
    session.request?.(contents, 'clipboard-sanitized-write', (answer) => (granted = answer), details);
    expect(granted).toBe(may);
    const { origin } = new URL(requestingUrl);
    const asOrigin = origin === 'null' ? requestingUrl.replace(/(?<=\w)\/[^/]*$/, '') : origin;
    const check = { ...details, securityOrigin: asOrigin };
    expect(session.check?.(contents, 'clipboard-sanitized-write', asOrigin, check)).toBe(may);
    expect(session.check?.(contents, 'clipboard-read', asOrigin, check)).toBe(false);
  });

  it('leads all connections of pages to a port where nothing listens', () => {
    expect(session.proxy).toEqual({
      mode: 'fixed_servers',
      proxyRules: 'socks5://127.0.0.1:9',
      proxyBypassRules: '<-loopback>',
    });
  });

  it('gives no device to a page', () => {
    // What is asked for does not matter.
    expect(session.device?.(undefined as never)).toBe(false);
  });

  it('denies downloads', () => {
    const event = new Refusable();
    session.emit('will-download', event);
    expect(event.defaultPrevented).toBe(true);
  });

  it.each([
    ['app://watchfloor/desktop.html', false],
    ['data:image/png;base64,', false],
    ['app://elsewhere/x', true],
    ['https://example.com/', true],
    ['ws://127.0.0.1:8450/feed', true],
    ['file:///etc/passwd', true],
  ])('asked for %s, cancels: %s', (url, cancels) => {
    let cancelled: boolean | undefined;
    session.before?.({ url }, ({ cancel }) => (cancelled = cancel));
    expect(cancelled).toBe(cancels);
  });
});

describe('contents', () => {
  const app = new EventEmitter();
  hardenContents(app as unknown as App, silentLog);
  const contents = Object.assign(new EventEmitter(), {
    getURL: () => 'app://watchfloor/desktop.html#/queue',
    setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
      contents.open = handler;
    },
    rtc: undefined as string | undefined,
    setWebRTCIPHandlingPolicy(policy: string) {
      contents.rtc = policy;
    },
    open: undefined as ((details: { url: string }) => { action: string }) | undefined,
  });
  app.emit('web-contents-created', {}, contents);

  it.each([
    ['will-navigate', 'app://watchfloor/desktop.html', false],
    ['will-navigate', 'app://watchfloor/index.html', true],
    ['will-navigate', 'https://example.com/', true],
    ['will-redirect', 'https://example.com/', true],
    ['will-attach-webview', '', true],
  ])('%s to %s is prevented: %s', (name, url, prevented) => {
    const event = new Refusable(url);
    contents.emit(name, event);
    expect(event.defaultPrevented).toBe(prevented);
  });

  it.each([
    ['https://example.com/', false, true],
    ['app://watchfloor/desktop.html', false, true],
    ['app://watchfloor/desktop.html', true, false],
  ])('a frame that goes to %s (main frame: %s) is prevented: %s', (url, isMainFrame, prevented) => {
    const event = Object.assign(new Refusable(url), { isMainFrame });
    contents.emit('will-frame-navigate', event);
    expect(event.defaultPrevented).toBe(prevented);
  });

  it('send no datagrams', () => {
    expect(contents.rtc).toBe('disable_non_proxied_udp');
  });

  it('open no windows', () => {
    expect(contents.open?.({ url: 'app://watchfloor/desktop.html' })).toEqual({ action: 'deny' });
  });
});
