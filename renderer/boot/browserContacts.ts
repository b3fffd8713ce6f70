import type { ConsoleBridge } from '../../shared/bridge.ts';
import { ContactKeeper, type ContactKeeperDeps } from '../../shared/contacts/contactKeeper.ts';
import { sealToolsOf } from '../../shared/contacts/sealTools.ts';
import type { FeedState } from '../../shared/feed/reduce.ts';
import { reasonOf } from '../../shared/reasonOf.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { openBrowserSettings } from './browserSettings.ts';

interface BrowserContactsDeps extends Pick<ContactKeeperDeps, 'feed' | 'rewrite'> {
  readonly page: typeof globalThis;
  readonly kept: Pick<ReturnType<typeof openBrowserSettings>, 'current' | 'set' | 'reset'>;
  readonly tellSettings: () => void;
}

/** Contacts of a page's last known state, under a passphrase. */
export function browserContacts({ page, kept, tellSettings, feed, rewrite }: BrowserContactsDeps): {
  readonly bridge: ConsoleBridge['contacts'];
  readonly seal: (state: FeedState) => Promise<FeedState>;
  readonly take: (state: FeedState) => void;
} {
  const keeper = new ContactKeeper({
    tools: sealToolsOf(page),
    feed,
    rewrite,
    lock: {
      kept: () => kept.current().contactLock,
      async keep(contactLock) {
        try {
          await (contactLock === undefined ? kept.reset(['contactLock']) : kept.set({ contactLock }));
          tellSettings();
          return ok(undefined);
        } catch (error) {
          return err(reasonOf(error));
        }
      },
    },
  });
  return {
    seal: (state) => keeper.seal(state),
    take: (state) => keeper.take(state),
    bridge: {
      unlock: async (passphrase) => orThrow(await keeper.unlock(passphrase)),
      protect: async (passphrase) => orThrow(await keeper.protect(passphrase)),
      unprotect: async () => orThrow(await keeper.unprotect()),
    },
  };
}

function orThrow(result: Result<undefined>): void {
  if (!result.ok) throw new Error(result.error);
}
