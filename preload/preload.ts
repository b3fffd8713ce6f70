/** The bridge from a sandboxed page to main: names channels, unwraps answers, and decides nothing. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { version } from '../package.json';
import type { ConsoleBridge } from '../shared/bridge.ts';
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
  settings: {
    get: () => ask('settings.get', undefined),
    set: (patch) => ask('settings.set', patch),
  },
  reconnect: () => ask('bridge.reconnect', undefined),
};

contextBridge.exposeInMainWorld('watchfloor', bridge);
