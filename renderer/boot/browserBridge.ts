import packageJson from '../../package.json' with { type: 'json' };
import type { BridgeUpdate, ConsoleBridge } from '../../shared/bridge.ts';
import type { Draft } from '../../shared/draft.ts';
import { DrillKeeper } from '../../shared/feed/drillKeeper.ts';
import { createLink, type FeedSocket } from '../../shared/feed/link.ts';
import { hex } from '../../shared/hex.ts';
import { memoryOutboxStorage, type OutboxStorage } from '../../shared/feed/outbox.ts';
import { err } from '../../shared/result.ts';
import { downloadBreakGlass } from './browserBreakGlass.ts';
import { exportInBrowser } from './browserRecord.ts';
import { openBrowserLastState } from './browserLastState.ts';
import { openBrowserLibrary } from './browserLibrary.ts';
import { browserContacts } from './browserContacts.ts';
import { browserNotifications } from './browserNotifications.ts';
import { openBrowserSettings } from './browserSettings.ts';
import { browserVoice } from './browserVoice.ts';
import { personInAddress } from './personInAddress.ts';
import { openIndexedDrafts } from './indexedDrafts.ts';
import { tryFromBrowser } from './browserConnection.ts';
import { pageSettings } from './pageSettings.ts';
import { pageClock } from './pageClock.ts';
import { openIndexedOutbox } from './indexedOutbox.ts';
import { keepPageCopy } from './pageCopy.ts';
import { reasonOf } from '../../shared/reasonOf.ts';

/** The bridge of a page that the gateway serves: the link runs here, over the browser's own WebSocket. */
export async function createBrowserBridge(page: Window & typeof globalThis): Promise<ConsoleBridge> {
  const listeners = new Set<(update: BridgeUpdate) => void>();
  const standing = new Map<string, BridgeUpdate>();
  const tell = (name: string, update: BridgeUpdate): void => {
    standing.set(name, update);
    for (const listener of listeners) listener(update);
  };
  const notify = (text: string): void => {
    tell(`notice ${text}`, { kind: 'notice', id: text, text });
  };
  const copy = keepPageCopy(page, notify);
  const kept = openBrowserSettings(page.localStorage, notify);
  const own = personInAddress(page, kept, () => link.introduce(own.current().person));
  const token = takeToken(page);
  if (token !== undefined) await own.set({ token });
  const { outbox, durable } = await openOutbox(page, notify);
  const drafts = await openDrafts(page, notify);
  const { protocol, host, origin } = page.location;
  const feedUrl = `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/feed`;
  const { settings, tellSettings } = pageSettings({
    ...{ page, kept, laidOver: own, feedUrl },
    tell: (update) => tell('settings', update),
  });
  tellSettings();
  const contacts = browserContacts({
    page,
    kept,
    tellSettings,
    // Made below: nothing asks before there is a state.
    feed: { state: () => link.state(), unseal: (opened) => link.unseal(opened) },
    rewrite: () => lastState.rewrite(),
  });
  const lastState = await openBrowserLastState(page, contacts.seal, notify);
  const initial = await lastState.load(origin);
  if (initial !== undefined) contacts.take(initial);
  const link = createLink({
    url: feedUrl,
    token: own.current().token,
    person: own.current().person,
    client: { name: 'watchfloor-browser', version: packageJson.version },
    connect,
    clock: pageClock,
    random: Math.random,
    newId,
    outbox,
    initial,
  });
  const library = await openBrowserLibrary(
    page,
    own.current().token,
    () => link.isCut(),
    (now) => tell('library', { kind: 'library', standing: now }),
  );
  let lookForNewer = (): void => undefined;
  link.subscribe((update) => {
    if (update.kind !== 'outgoing') library?.follow(link.state().entities.library['library']);
    if (update.kind === 'state' || update.kind === 'patch' || update.kind === 'beat')
      lastState.keep(origin, link.state());
    // A gateway that came back may have brought another build.
    if (update.kind === 'status' && update.status.kind === 'live') lookForNewer();
  });
  await link.start();
  const drill = new DrillKeeper({ feed: link, shell: 'browser', drafts, now: () => pageClock.now(), newId });
  await drill.start();
  void copy.then((look) => {
    lookForNewer = look;
  });
  // A drill is not over because a cable is back.
  page.addEventListener('online', () => link.isCut() || link.reconnect());
  const libraryOfPage: ConsoleBridge['library'] = {
    list: async () => library?.list(),
    async file(digest) {
      const file = (await library?.file(digest)) ?? err('This browser keeps no runbooks.');
      if (!file.ok) throw new Error(file.error);
      return file.value;
    },
  };
  return {
    capabilities: { shell: 'browser', version: packageJson.version, durableOutbox: durable },
    subscribe(listener) {
      listeners.add(listener);
      const undo = link.subscribe(listener);
      for (const update of standing.values()) listener(update);
      return () => {
        listeners.delete(listener);
        undo();
      };
    },
    send: (name, params) => link.send(name, params),
    discard: (id) => link.discard(id),
    ask: (name, params) => link.ask(name, params),
    settings,
    async tryConnection({ token: given }, keep) {
      const { token: now, person } = own.current();
      const trial = await tryFromBrowser({
        ...{ origin, feedUrl, person, connect, clock: pageClock, version: packageJson.version },
        token: given === undefined ? now : given || undefined,
        fetch: (url) => page.fetch(url, { signal: AbortSignal.timeout(10_000) }),
      });
      if (keep === 'never' || (keep === 'if it answers' && trial.failed !== undefined))
        return { ...trial, kept: false };
      await settings.set({ token: given });
      // The link has one token for its life; what waits is in the outbox.
      page.setTimeout(() => page.location.reload(), 1_000);
      return { ...trial, kept: true };
    },
    library: libraryOfPage,
    voice: browserVoice(page, newId),
    notifications: browserNotifications(page),
    breakGlass() {
      const state = link.state();
      return downloadBreakGlass(page, libraryOfPage, state.epoch === '' ? undefined : state);
    },
    contacts: contacts.bridge,
    exportRecord: exportInBrowser,
    openLink: async (url) => openOutside(page, url),
    drafts,
    drill: { begin: (wish) => drill.begin(wish), note: async (use) => drill.note(use) },
    reconnect: async () => link.reconnect(),
  };
}

/** In a tab of its own, which learns nothing of this one. */
function openOutside(page: Window, url: string): void {
  if (!/^https?:\/\//i.test(url)) throw new Error('Only http and https addresses are opened.');
  page.open(url, '_blank', 'noopener,noreferrer');
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
    const why = reasonOf(error);
    notify(`Acts that wait to be sent are lost when this page is closed: ${why}`);
    return { outbox: memoryOutboxStorage(), durable: false };
  }
}

async function openDrafts(page: Window, notify: (text: string) => void): Promise<ConsoleBridge['drafts']> {
  try {
    return await openIndexedDrafts(page.indexedDB);
  } catch (error) {
    const why = reasonOf(error);
    notify(`What you write and do not send is lost when this page is closed: ${why}`);
    const drafts = new Map<string, Draft>();
    return {
      get: async (id) => drafts.get(id),
      set: async (id, draft) => void (draft === undefined ? drafts.delete(id) : drafts.set(id, draft)),
    };
  }
}

/** Ids need no secure context here: a page over plain HTTP has no `crypto.randomUUID`. */
function newId(): string {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
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
