/** The bridge from a sandboxed page to main: names channels, unwraps answers, and decides nothing. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { version } from '../package.json';
import type { ConsoleBridge } from '../shared/bridge.ts';
import type { QuestionAnswer, QuestionName, QuestionParams } from '../shared/feed/questions.ts';
import type {
  IpcAnnouncement,
  IpcAnswer,
  IpcNews,
  IpcPayload,
  IpcQuestion,
  IpcValue,
} from '../shared/ipc.ts';

/** Asks main; a refusal rejects with its sentence. */
async function ask<Channel extends IpcQuestion>(
  channel: Channel,
  payload: IpcPayload<Channel>,
): Promise<IpcValue<Channel>> {
  // Main's table answers each channel with its own type; `invoke` can't say so.
  const answer = (await ipcRenderer.invoke(channel, payload)) as IpcAnswer<Channel>;
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

/** Hears what main announces; returns its own undo. */
function hear<Channel extends IpcAnnouncement>(
  channel: Channel,
  listener: (news: IpcNews<Channel>) => void,
): () => void {
  const onNews = (_event: IpcRendererEvent, news: IpcNews<Channel>): void => listener(news);
  ipcRenderer.on(channel, onNews);
  return () => void ipcRenderer.off(channel, onNews);
}

const bridge: ConsoleBridge = {
  capabilities: { shell: 'desktop', version, durableOutbox: true },
  subscribe(listener) {
    const subscription = crypto.randomUUID();
    const unhear = hear('bridge.update', (news) => {
      if (news.subscription === subscription) listener(news.update);
    });
    ask('bridge.subscribe', { subscription }).catch((error: unknown) =>
      listener({ kind: 'notice', id: 'subscribe', text: String(error) }),
    );
    return () => {
      unhear();
      void ask('bridge.unsubscribe', { subscription });
    };
  },
  send: (name, params) => ask('command.send', { name, params }),
  discard: (id) => ask('command.discard', { id }),
  // Main answers with what the link has checked by the question's name.
  ask: <Name extends QuestionName>(name: Name, params: QuestionParams<Name>) =>
    ask('question.ask', { name, params }) as Promise<QuestionAnswer<Name>>,
  settings: {
    get: () => ask('settings.get', undefined),
    set: (patch) => ask('settings.set', patch),
    reset: (names) => ask('settings.reset', { names: [...names] }),
    exported: () => ask('settings.export', undefined),
    keepLayout: (name) => ask('settings.keepLayout', { name }),
  },
  voice: {
    claim(volume, listener) {
      const claim = crypto.randomUUID();
      const unhear = hear('voice.held', (news) => {
        if (news.claim === claim) listener(news.isHeld);
      });
      // Refused, this window stays silent: another has the voice.
      ask('voice.claim', { claim, volume }).catch(() => listener(false));
      return () => {
        unhear();
        void ask('voice.release', { claim });
      };
    },
  },
  notifications: {
    permission: () => ask('notifications.permission', undefined),
    // Main shows them, and its system asks nobody.
    ask: () => ask('notifications.permission', undefined),
  },
  tryConnection: (change, keep) => ask('connection.try', { change, keep }),
  library: {
    list: () => ask('library.list', undefined),
    file: (digest) => ask('library.file', { digest }),
  },
  openLink: (url) => ask('link.open', { url }),
  drafts: {
    get: (id) => ask('draft.get', { id }),
    set: (id, draft) => ask('draft.set', { id, draft }),
  },
  contacts: {
    unlock: (passphrase) => ask('contacts.unlock', { passphrase }),
    protect: (passphrase) => ask('contacts.protect', { passphrase }),
    unprotect: () => ask('contacts.unprotect', undefined),
  },
  drill: {
    begin: (wish) => ask('drill.begin', wish),
    note: (use) => ask('drill.note', use),
  },
  breakGlass: () => ask('breakGlass.write', undefined),
  exportRecord: (wanted) => ask('record.export', wanted),
  reconnect: () => ask('bridge.reconnect', undefined),
  desktop: {
    begin: () => ask('page.begin', undefined),
    live: (life) => ask('page.live', life),
    onShow: (listener) => hear('page.show', listener),
    enterKiosk: () => ask('kiosk.enter', undefined),
    leaveKiosk: (code) => ask('kiosk.leave', { code }),
    setKioskCode: (code, present) => ask('kiosk.setCode', { code, present }),
    operators: {
      list: () => ask('operator.list', undefined),
      keep: (operator) => ask('operator.keep', operator),
      forget: (name) => ask('operator.forget', { name }),
      switchTo: (name) => ask('operator.switch', { name }),
    },
    openBoard: (board, at) => ask('window.open', { board, at }),
  },
};

contextBridge.exposeInMainWorld('watchfloor', bridge);
