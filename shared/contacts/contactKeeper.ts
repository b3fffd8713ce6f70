import type { FeedState } from '../feed/reduce.ts';
import { err, ok, type Result } from '../result.ts';
import {
  contactLockSchema,
  newContactLock,
  openContacts,
  sealContacts,
  type ContactLock,
  type Contacts,
} from './contactSeal.ts';
import type { SealTools } from './sealTools.ts';
import { contactsIn, withSealedContacts } from './contactsInState.ts';

export interface ContactKeeperDeps {
  /** Undefined where the platform has none: a page that came neither over https nor from localhost. */
  readonly tools: SealTools | undefined;
  readonly lock: {
    /** As the settings have it, unchecked. */
    readonly kept: () => unknown;
    /** Keeps a lock, or drops it. */
    readonly keep: (lock: ContactLock | undefined) => Promise<Result<undefined>>;
  };
  readonly feed: { state(): FeedState | undefined; unseal(contacts: Contacts): void };
  /** Replaces every copy of the last state on this machine by one of now. */
  readonly rewrite: () => Promise<void>;
}

/** Contacts in the last known state under a passphrase, on a machine whose operators want that. */
export class ContactKeeper {
  readonly #deps: ContactKeeperDeps;

  constructor(deps: ContactKeeperDeps) {
    this.#deps = deps;
  }

  /** A state as it may be written to the disk. Rejects where it can't be sealed: then it is not to be written. */
  async seal(state: FeedState): Promise<FeedState> {
    const lock = this.#lock();
    if (lock === undefined || state.sealedContacts !== undefined) return state;
    return withSealedContacts(state, await sealContacts(this.#tools(), lock, contactsIn(state)));
  }

  /** Takes up the lock of a state that was read: settings that were lost or reset do not end it. */
  take(state: FeedState): void {
    if (this.#lock() === undefined && state.sealedContacts !== undefined)
      void this.#deps.lock.keep(state.sealedContacts.lock);
  }

  /** Opens what is sealed until the console is started again; an error for another passphrase. */
  async unlock(passphrase: string): Promise<Result<undefined>> {
    const sealed = this.#deps.feed.state()?.sealedContacts;
    if (sealed === undefined) return ok(undefined);
    const opened = await openContacts(this.#tools(), sealed, passphrase);
    if (!opened.ok) return opened;
    this.#deps.feed.unseal(opened.value);
    return ok(undefined);
  }

  /** Asks for this passphrase at each start from now on. Whoever can't see the contacts can't change it. */
  async protect(passphrase: string): Promise<Result<undefined>> {
    if (this.#isSealed()) return err(firstUnlock);
    const lock = await newContactLock(this.#tools(), passphrase);
    return lock.ok ? this.#keep(lock.value) : lock;
  }

  /** Asks for no passphrase from now on. */
  async unprotect(): Promise<Result<undefined>> {
    return this.#isSealed() ? err(firstUnlock) : this.#keep(undefined);
  }

  async #keep(lock: ContactLock | undefined): Promise<Result<undefined>> {
    const kept = await this.#deps.lock.keep(lock);
    if (kept.ok) await this.#deps.rewrite();
    return kept;
  }

  #isSealed(): boolean {
    return this.#deps.feed.state()?.sealedContacts !== undefined;
  }

  #lock(): ContactLock | undefined {
    return contactLockSchema.safeParse(this.#deps.lock.kept()).data;
  }

  #tools(): SealTools {
    if (this.#deps.tools === undefined)
      throw new Error('A browser seals contacts over https or as localhost only.');
    return this.#deps.tools;
  }
}

const firstUnlock = 'The contacts are locked: unlock them first.';
