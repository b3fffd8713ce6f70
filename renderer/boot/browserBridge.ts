import packageJson from '../../package.json' with { type: 'json' };
import type { BridgeUpdate, ConsoleBridge } from '../../shared/bridge.ts';
import { createLink, type FeedSocket } from '../../shared/feed/link.ts';
import { memoryOutboxStorage, type OutboxStorage } from '../../shared/feed/outbox.ts';
import { openBrowserSettings } from './browserSettings.ts';
import { openIndexedOutbox } from './indexedOutbox.ts';

/** The bridge of a page that the gateway serves: the link runs here, over the browser's own WebSocket. */
export async function createBrowserBridge(page: Window): Promise<ConsoleBridge> {
  const listeners = new Set<(update: BridgeUpdate) => void>();
  const notices: BridgeUpdate[] = [];
  const notify = (text: string): void => {
    const update: BridgeUpdate = { kind: 'notice', id: text, text };
    notices.push(update);
    for (const listener of listeners) listener(update);
  };
  const settings = openBrowserSettings(page.localStorage, notify);
  const token = takeToken(page);
  if (token !== undefined) await settings.set({ token });
  const { outbox, durable } = await openOutbox(page, notify);
  const { protocol, host } = page.location;
  const link = createLink({
    url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/feed`,
    token: (await settings.get()).token,
    client: { name: 'Operator', version: packageJson.version },
    connect,
    clock: {
      now: () => Date.now(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    random: Math.random,
    newId: newId,
    outbox,
  });
  await link.start();
  page.addEventListener('online', () => link.reconnect());
  return {
    capabilities: { shell: 'browser', version: packageJson.version, durableOutbox: durable },
    subscribe(listener) {
      listeners.add(listener);
      for (const notice of notices) listener(notice);
      const undo = link.subscribe(listener);
      return () => {
        listeners.delete(listener);
        undo();
      };
    },
    send: (name, params) => link.send(name, params),
    settings,
    reconnect: async () => link.reconnect(),
  };
}

/** A token given once in the address (`#token=...`), which is then cleared: a wall signs in by one URL. */
function takeToken(page: Window): string | undefined {
  const token = new URLSearchParams(page.location.hash.slice(1)).get('token') ?? undefined;
  if (token !== undefined)
    page.history.replaceState(undefined, '', page.location.pathname + page.location.search);
  return token;
}

async function openOutbox(
  page: Window,
  notify: (text: string) => void,
): Promise<{ readonly outbox: OutboxStorage; readonly durable: boolean }> {
  try {
    return { outbox: await openIndexedOutbox(page.indexedDB), durable: true };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    notify(`Acts that wait to be sent are lost when this page is closed: ${why}`);
    return { outbox: memoryOutboxStorage(), durable: false };
  }
}

/** Ids need no secure context here: a page over plain HTTP has no `crypto.randomUUID`. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

function connect(url: string, subprotocol: string): FeedSocket {
  const socket = new WebSocket(url, subprotocol);
  const feedSocket: FeedSocket = {
    onOpen: undefined,
    onMessage: undefined,
    onClose: undefined,
    send: (text) => socket.send(text),
    close: () => socket.close(),
  };
  socket.onopen = () => feedSocket.onOpen?.();
  socket.onmessage = (event) => feedSocket.onMessage?.(String(event.data));
  socket.onclose = (event) => feedSocket.onClose?.(event.reason || undefined);
  return feedSocket;
}
