import type { IpcHandlers } from './ipc.ts';
import { refuse } from './ipc.ts';
import type { ConsoleFeed } from './feedLink.ts';
import { reasonOf } from './log.ts';
import type { SettingsKeeper } from './settings.ts';
import { subscriptionsPerPage, type Subscriptions } from './subscriptions.ts';

export interface BridgeDeps {
  readonly feed: Pick<ConsoleFeed, 'send' | 'reconnect'>;
  readonly subscriptions: Subscriptions;
  readonly settings: SettingsKeeper;
  /** Told after a change of settings was kept. */
  readonly onSettings: () => void;
}

/** What a page may ask for, each channel with its handler; a channel without one does not compile. */
export const bridgeHandlers = ({ feed, subscriptions, settings, onSettings }: BridgeDeps): IpcHandlers => ({
  'bridge.subscribe': async ({ subscription }, sender) =>
    subscriptions.add(sender, subscription)
      ? done
      : refuse('refused', `A page may subscribe ${subscriptionsPerPage} times; it must undo one first.`),
  'bridge.unsubscribe': async ({ subscription }, sender) => {
    subscriptions.remove(sender, subscription);
    return done;
  },
  'bridge.reconnect': async () => {
    feed.reconnect();
    return done;
  },
  'command.send': async ({ name, params }) => {
    try {
      return { ok: true, value: await feed.send(name, params) };
    } catch (error) {
      // The link rejects with a sentence for the operator.
      return refuse('refused', reasonOf(error));
    }
  },
  'settings.get': async () => ({ ok: true, value: settings.current() }),
  'settings.set': async (patch) => {
    const changed = settings.change(patch);
    if (!changed.ok) return refuse('refused', changed.error);
    onSettings();
    return changed;
  },
});

const done = { ok: true, value: undefined } as const;
