import type { LibraryState } from '../model/runbook.ts';
import { err, ok, type Result } from '../result.ts';
import { digestsOf, type KeptLibrary, type LibraryStanding, type LibraryStore } from './keptLibrary.ts';
import type { LibraryRemote } from './libraryRemote.ts';
import { takeLibrary } from './takeLibrary.ts';
import { reasonOf } from '../reasonOf.ts';

const firstRetryMs = 2_000;
const lastRetryMs = 60_000;

export interface LibraryKeeperDeps {
  readonly store: LibraryStore;
  /** SHA-256 in hexadecimal. */
  readonly digestOf: (bytes: Uint8Array) => Promise<string>;
  readonly now: () => number;
  /** Runs once after so many ms; returns its undo. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly onStanding: (standing: LibraryStanding) => void;
}

/** The console's own copy of the runbooks: follows the gateway's, checks itself, and never hands out a damaged file. */
export class LibraryKeeper {
  readonly #deps: LibraryKeeperDeps;
  readonly #damaged = new Set<string>();
  #kept: KeptLibrary | undefined;
  #remote: LibraryRemote | undefined;
  #wanted: string | undefined;
  #checkedAt: number | undefined;
  #problem: string | undefined;
  #isFetching = false;
  #retryMs = firstRetryMs;
  #undoRetry: (() => void) | undefined;
  #work: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(deps: LibraryKeeperDeps) {
    this.#deps = deps;
  }

  /**
   * Reads what was kept, which is usable from then on, and resolves; then compares every file with its digest. Nothing
   * has to wait for it: what the feed says meanwhile is followed after it. Never rejects.
   */
  start(): Promise<void> {
    this.#enqueue(() => this.#load());
    const loaded = this.#work;
    this.#enqueue(() => this.#check());
    return loaded;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#undoRetry?.();
    await this.#work;
  }

  /** Follows a gateway: from now on its library is fetched when the feed says that it changed. */
  use(remote: LibraryRemote): void {
    this.#remote = remote;
    this.#wanted = undefined;
  }

  /** What the feed says of the gateway's library. */
  follow(library: LibraryState | undefined): void {
    if (library?.digest === undefined || library.digest === this.#wanted) return;
    this.#wanted = library.digest;
    this.#retryMs = firstRetryMs;
    this.#enqueue(() => this.#fetch());
  }

  /** All runbooks on this machine; undefined where there are none. */
  list(): KeptLibrary | undefined {
    return this.#kept;
  }

  /** How the copy stands. */
  standing(): LibraryStanding {
    const damaged = (this.#kept?.runbooks ?? []).filter(({ file, attachments }) =>
      [file, ...attachments].some(({ digest }) => this.#damaged.has(digest)),
    );
    return {
      digest: this.#kept?.digest,
      runbooks: this.#kept?.runbooks.length ?? 0,
      copiedAt: this.#kept?.copiedAt,
      from: this.#kept?.from,
      checkedAt: this.#checkedAt,
      damaged: damaged.map(({ title }) => title),
      missed: this.#kept?.missed ?? [],
      isFetching: this.#isFetching,
      problem: this.#problem,
    };
  }

  /** The bytes of a file of the library, compared with their digest; the error is one sentence. */
  async file(digest: string): Promise<Result<Uint8Array>> {
    if (this.#kept === undefined || !digestsOf(this.#kept).has(digest)) {
      return err('No runbook on this machine has this file.');
    }
    const bytes = await this.#whole(digest);
    if (bytes !== undefined) return ok(bytes);
    this.#damage(digest);
    return err(
      'The copy on this machine is damaged, so it is not shown; it is fetched again from the gateway.',
    );
  }

  async #whole(digest: string): Promise<Uint8Array | undefined> {
    const bytes = await this.#deps.store.read(digest);
    return bytes !== undefined && (await this.#deps.digestOf(bytes)) === digest ? bytes : undefined;
  }

  #damage(digest: string): void {
    this.#damaged.add(digest);
    this.#tell();
    this.#enqueue(async () => {
      // It may have been fetched anew since somebody asked for it.
      if ((await this.#whole(digest)) === undefined) {
        this.#damaged.add(digest);
        await this.#deps.store.remove(digest);
      }
      await this.#fetch();
    });
  }

  async #load(): Promise<void> {
    try {
      this.#kept = await this.#deps.store.load();
    } catch (error) {
      this.#problem = `The copy of the runbooks can't be read: ${reasonOf(error)}`;
    }
    this.#tell();
  }

  async #check(): Promise<void> {
    if (this.#kept === undefined) return;
    for (const digest of digestsOf(this.#kept)) {
      if (this.#isStopped) return;
      if ((await this.#whole(digest)) !== undefined) continue;
      this.#damaged.add(digest);
      await this.#deps.store.remove(digest);
    }
    this.#checkedAt = this.#deps.now();
    this.#tell();
    if (this.#damaged.size > 0) await this.#fetch();
  }

  /** Fetches what the gateway has and this machine has not. Tried again, ever more rarely, until it is all here. */
  async #fetch(): Promise<void> {
    const remote = this.#remote;
    if (remote === undefined || this.#isStopped) return;
    const isWhole = this.#damaged.size === 0 && this.#kept?.missed.length === 0;
    if (isWhole && this.#kept?.digest === this.#wanted) return;
    this.#undoRetry?.();
    this.#isFetching = true;
    this.#tell();
    const taken = await this.#take(remote).catch(notKept);
    this.#isFetching = false;
    this.#problem = taken.ok ? undefined : taken.error;
    this.#tell();
    // Files that were here before the list was are looked at too.
    if (taken.ok && this.#checkedAt === undefined) this.#enqueue(() => this.#check());
    if (taken.ok && taken.value.missed.length === 0 && this.#damaged.size === 0) return;
    this.#undoRetry = this.#deps.after(this.#retryMs, () => this.#enqueue(() => this.#fetch()));
    this.#retryMs = Math.min(this.#retryMs * 2, lastRetryMs);
  }

  async #take(remote: LibraryRemote): Promise<Result<KeptLibrary>> {
    const manifest = await remote.manifest();
    if (!manifest.ok) return manifest;
    const { store } = this.#deps;
    const taken = await takeLibrary({ ...this.#deps, remote }, manifest.value, this.#kept);
    if (!taken.ok || remote !== this.#remote) return taken;
    await store.save(taken.value);
    this.#kept = taken.value;
    const needed = digestsOf(taken.value);
    const here = await store.digests();
    for (const digest of this.#damaged) {
      if (!needed.has(digest) || here.has(digest)) this.#damaged.delete(digest);
    }
    for (const digest of here) if (!needed.has(digest)) await store.remove(digest);
    return taken;
  }

  /** One thing at a time; what fails is said, and hinders nothing after it. */
  #enqueue(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      this.#isFetching = false;
      this.#problem = notKept(error).error;
      this.#tell();
    });
  }

  #tell(): void {
    this.#deps.onStanding(this.standing());
  }
}

const notKept = (error: unknown) => err(`Runbooks can't be kept on this machine: ${reasonOf(error)}`);
