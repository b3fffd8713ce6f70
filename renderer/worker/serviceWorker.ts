import { onNotificationClick, type ConsolePages } from './notificationClick.ts';
import { ShellCache, type ShellBuild } from './shellCache.ts';

/** Put in its place when the console is built. */
declare const __SHELL_BUILD__: ShellBuild;

interface WorkerEvent {
  waitUntil(work: Promise<unknown>): void;
}
interface WorkerFetch extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
type WorkerClick = WorkerEvent & Parameters<typeof onNotificationClick>[2];
/** What is used of a service worker's global scope: TypeScript's page and worker libraries exclude each other. */
interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: ConsolePages & { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: WorkerClick) => void): void;
  addEventListener(type: 'fetch', listener: (event: WorkerFetch) => void): void;
}

// This file runs in no page; see WorkerScope.
const scope = self as unknown as WorkerScope;
const shell = new ShellCache(__SHELL_BUILD__, {
  base: scope.registration.scope,
  caches,
  fetch: (url, options) => fetch(url, options),
  // Not by shared/hex.ts: what the page imports too would be a file of its own, and a worker is one file.
  digestOf: async (bytes) =>
    Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join(''),
});

// Pages that are open keep their files (by hash, of either build); the next load is of this build.
scope.addEventListener('install', (event) =>
  event.waitUntil(shell.install().then(() => scope.skipWaiting())),
);
scope.addEventListener('activate', (event) =>
  event.waitUntil(shell.activate().then(() => scope.clients.claim())),
);
scope.addEventListener('fetch', (event) => {
  const answer = shell.answer(event.request);
  if (answer !== undefined) event.respondWith(answer);
});
scope.addEventListener('notificationclick', (event) =>
  event.waitUntil(onNotificationClick(scope.clients, scope.registration.scope, event)),
);
