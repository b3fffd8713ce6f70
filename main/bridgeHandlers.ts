import type { ContactKeeper } from '../shared/contacts/contactKeeper.ts';
import type { DrillKeeper } from '../shared/feed/drillKeeper.ts';
import type { LibraryKeeper } from '../shared/library/libraryKeeper.ts';
import type { DesktopHandlers } from './desktopHandlers.ts';
import type { DraftsFile } from './draftsFile.ts';
import type { IpcHandlers } from './ipc.ts';
import { answered, attempted, done, refuse } from './ipc.ts';
import type { ConsoleFeed } from './feedLink.ts';
import { ok, type Result } from '../shared/result.ts';
import { isLinkAllowed } from '../shared/rules/links.ts';
import type { RecordExporter } from './recordExporter.ts';
import type { settingsHandlers } from './settingsHandlers.ts';
import { subscriptionsPerPage, type Subscriptions } from './subscriptions.ts';
import type { Voices } from './voices.ts';

export interface BridgeDeps {
  readonly feed: Pick<ConsoleFeed, 'send' | 'discard' | 'ask' | 'reconnect' | 'desk'>;
  readonly library: Pick<LibraryKeeper, 'list' | 'file'>;
  readonly subscriptions: Subscriptions;
  readonly voices: Voices;
  /** False where the system has no notifications. */
  readonly mayNotify: () => boolean;
  /** Writes the break-glass copy; resolves with its path. */
  readonly breakGlass: () => Promise<string>;
  readonly exportRecord: RecordExporter;
  readonly settings: ReturnType<typeof settingsHandlers>;
  /** `shell.openExternal` */
  readonly openExternal: (url: string) => Promise<void>;
  readonly drafts: Pick<DraftsFile, 'get' | 'set'>;
  /** Who is at this console: drafts are theirs. */
  readonly person: () => string | undefined;
  readonly contacts: Pick<ContactKeeper, 'unlock' | 'protect' | 'unprotect'>;
  /** Whether a page may make this change of the settings. */
  readonly mayChange: (patch: object) => Result<undefined>;
  readonly drill: Pick<DrillKeeper, 'begin' | 'note'>;
}

/** What a page may ask for, each channel with its handler; a channel without one does not compile. */
export const bridgeHandlers = ({
  feed,
  library,
  subscriptions,
  voices,
  mayNotify,
  breakGlass,
  exportRecord,
  settings,
  openExternal,
  drafts,
  person,
  contacts,
  mayChange,
  drill,
}: BridgeDeps): Omit<IpcHandlers, keyof DesktopHandlers> => ({
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
  // The link rejects with a sentence for the operator.
  'command.send': ({ name, params }) => attempted(async () => ok(await feed.send(name, params))),
  'command.discard': ({ id }) =>
    attempted(async () => {
      await feed.discard(id);
      return done;
    }),
  'question.ask': ({ name, params }) => attempted(async () => ok(await feed.ask(name, params))),
  'library.list': async () => ({ ok: true, value: library.list() }),
  'library.file': async ({ digest }) => answered(await library.file(digest)),
  'voice.claim': async ({ claim, volume }, sender) =>
    voices.add(sender, claim, volume) ? done : refuse('refused', 'This page claims the sound too often.'),
  'voice.release': async ({ claim }, sender) => {
    voices.remove(sender, claim);
    return done;
  },
  'notifications.permission': async () => ({ ok: true, value: mayNotify() ? 'granted' : 'missing' }),
  'link.open': async ({ url }) => {
    if (!isLinkAllowed(url, feed.desk()?.links ?? [])) {
      const host = URL.canParse(url) ? new URL(url).host : '';
      return refuse(
        'refused',
        `The policy's links name no ${host === '' ? 'such address' : `address at ${host}`}, so it was not opened.`,
      );
    }
    return attempted(
      // As the URL parser writes it: what was checked is what is opened.
      async () => {
        await openExternal(new URL(url).href);
        return done;
      },
      (reason) => `The system's browser did not open it: ${reason}`,
    );
  },
  'draft.get': async ({ id }) => ({ ok: true, value: await drafts.get(id, person()) }),
  'draft.set': ({ id, draft }) =>
    attempted(
      async () => {
        await drafts.set(id, draft, person());
        return done;
      },
      (reason) => `What you wrote could not be kept on disk: ${reason}`,
    ),
  'contacts.unlock': ({ passphrase }) => attempted(() => contacts.unlock(passphrase)),
  'contacts.protect': ({ passphrase }) =>
    attempted(async () => {
      const allowed = mayChange({ contacts: passphrase });
      return allowed.ok ? contacts.protect(passphrase) : allowed;
    }),
  'contacts.unprotect': () =>
    attempted(async () => {
      const allowed = mayChange({ contacts: undefined });
      return allowed.ok ? contacts.unprotect() : allowed;
    }),
  'drill.begin': (wish) =>
    attempted(async () => {
      await drill.begin(wish);
      return done;
    }),
  'drill.note': async (use) => {
    drill.note(use);
    return done;
  },
  'breakGlass.write': () =>
    attempted(
      async () => ok(await breakGlass()),
      (reason) => `The break-glass copy could not be written: ${reason}`,
    ),
  'record.export': async (wanted) => answered(await exportRecord(wanted)),
  ...settings,
});
