import type { App, Session, WebContents } from 'electron';
import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { hardenContents, hardenedPreferences, hardenSession } from '../../../main/hardening.ts';
import type { Log } from '../../../main/log.ts';

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

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
}

describe('windows', () => {
  it('are sandboxed and isolated, without Node', () => {
    expect(hardenedPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });
});

describe('the session', () => {
  const session = new FakeSession();
  hardenSession(session as unknown as Session, silent);

  it.each(['media', 'notifications', 'geolocation', 'openExternal'] as const)('denies %s', (permission) => {
    const contents = {} as WebContents;
    const details = { isMainFrame: true, requestingUrl: 'app://watchfloor/' };
    let granted: boolean | undefined;
    session.request?.(contents, permission, (answer) => (granted = answer), details);
    expect(granted).toBe(false);
    expect(session.check?.(contents, 'media', 'app://watchfloor', { ...details, securityOrigin: '' })).toBe(
      false,
    );
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
  hardenContents(app as unknown as App, silent);
  const contents = Object.assign(new EventEmitter(), {
    getURL: () => 'app://watchfloor/desktop.html#/queue',
    setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
      contents.open = handler;
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

  it('open no windows', () => {
    expect(contents.open?.({ url: 'app://watchfloor/desktop.html' })).toEqual({ action: 'deny' });
  });
});
