import { EventEmitter } from 'node:events';
import type { CustomScheme, ProxyConfig, OnBeforeRequestListenerDetails, WebRequest } from 'electron';
import { useSwitch } from './switches.ts';
import type { ElectronSurface, SessionSurface } from './surface.ts';

type SchemeHandler = (request: Request) => Response | Promise<Response>;
type BeforeRequest = Parameters<WebRequest['onBeforeRequest']>[0];

const handlers = new Map<string, SchemeHandler>();
const privileged = new Set<string>();

export const protocol = {
  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    for (const { scheme } of schemes) privileged.add(scheme);
  },
  handle(scheme: string, handler: SchemeHandler): void {
    // Unprivileged, `app:` would have neither an origin nor relative addresses under Electron.
    if (!privileged.has(scheme)) throw new Error(`${scheme}: must be registered as privileged for this app`);
    if (handlers.has(scheme)) throw new Error(`${scheme}: is handled already`);
    handlers.set(scheme, handler);
  },
} satisfies ElectronSurface['protocol'];

/** The answer of a scheme's handler; undefined where none is registered. */
export async function answerOf(address: string, method: string): Promise<Response | undefined> {
  const scheme = address.slice(0, address.indexOf(':'));
  return handlers.get(scheme)?.(new Request(address, { method }));
}

class StandInSession extends EventEmitter {
  beforeRequest: BeforeRequest | null = null;
  permissionCheck: unknown;
  permissionRequest: unknown;
  readonly webRequest: SessionSurface['webRequest'] = {
    onBeforeRequest: (first: unknown, second?: unknown) => {
      // Filters by address are not used by main.
      if (second !== undefined) throw new Error('The stand-in knows onBeforeRequest(listener) only');
      this.beforeRequest = first as BeforeRequest;
    },
  };

  // Chromium under Playwright denies every permission that is not granted: the stand-in never grants one.
  setPermissionRequestHandler(handler: unknown): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: unknown): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(): void {}
  async setProxy({ proxyRules, proxyBypassRules }: ProxyConfig): Promise<void> {
    useSwitch('proxy-server', proxyRules ?? '');
    useSwitch('proxy-bypass-list', proxyBypassRules ?? '');
  }
  /** True where main lets a request go. */
  async allows(url: string, method: string): Promise<boolean> {
    const listener = this.beforeRequest;
    if (listener === null) return true;
    const details = { url, method } as OnBeforeRequestListenerDetails;
    return new Promise((resolve) => listener(details, (answer) => resolve(answer.cancel !== true)));
  }
}

export const standInSession = new StandInSession();
export const session = { defaultSession: standInSession } satisfies ElectronSurface['session'];
