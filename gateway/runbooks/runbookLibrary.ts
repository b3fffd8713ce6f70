import { watch, type FSWatcher } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { libraryLimits, type LibraryManifest, type LibraryState } from '../../shared/model/runbook.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { WorldClock } from '../world.ts';
import { readWithin } from './libraryFiles.ts';
import { LibraryScanner, type LibraryScan } from './scanLibrary.ts';

/** Not every file system tells of changes (network shares don't); so it is read this often anyway. */
const lookEveryMs = 30_000;
/** A checkout writes many files; it is read once they have settled. */
const settleMs = 300;
const mostFaultsTold = 100;

/** What a library needs. */
export interface RunbookLibraryOptions {
  readonly folder: string;
  readonly clock: WorldClock;
  /** Told whenever the library, or what is wrong with it, changed. */
  readonly onChange: (state: LibraryState) => void;
}

/** The runbooks of a folder: read, watched, and handed out by digest. */
export class RunbookLibrary {
  readonly #options: RunbookLibraryOptions;
  readonly #scanner: LibraryScanner;
  #scan: LibraryScan | undefined;
  #manifest: { readonly text: string; readonly digest: string } | undefined;
  #readAt: number | undefined;
  #problem: string | undefined;
  #watcher: FSWatcher | undefined;
  #timer: (() => void) | undefined;
  #reading: Promise<void> | undefined;
  #isStopped = false;

  constructor(options: RunbookLibraryOptions) {
    this.#options = options;
    this.#scanner = new LibraryScanner(options.folder);
  }

  /** Reads it for the first time in the background; nothing waits for it. */
  start(): void {
    this.#lookWithin(0);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#watcher?.close();
    this.#timer?.();
    await this.#reading;
  }

  /** The manifest as JSON, and its digest; undefined until the library was read once. */
  manifest(): { readonly text: string; readonly digest: string } | undefined {
    return this.#manifest;
  }

  /** The bytes of a digest; refuses one that the library no longer has. */
  async bytes(digest: string): Promise<Result<Buffer>> {
    const path = this.#scan?.files.get(digest);
    if (path === undefined) return err('The library has no file of this digest; fetch the manifest anew.');
    const root = await realpath(this.#options.folder).catch(() => undefined);
    const read =
      root === undefined ? err('is not there') : await readWithin(root, path, libraryLimits.attachmentBytes);
    if (read.ok && read.value.digest === digest) return ok(read.value.bytes);
    // It changed since it was read: what a digest names is never something else.
    this.#lookWithin(settleMs);
    return err('This file is being changed; fetch the manifest anew.');
  }

  #lookWithin(ms: number): void {
    this.#timer?.();
    if (this.#isStopped) return;
    this.#timer = this.#options.clock.after(ms, () => {
      this.#reading = this.#look();
    });
  }

  async #look(): Promise<void> {
    const scanned = await this.#scanner.scan();
    if (this.#isStopped) return;
    const problem = scanned.ok ? undefined : scanned.error;
    const isNews = problem !== this.#problem || this.#readAt === undefined || this.#differs(scanned);
    this.#problem = problem;
    if (scanned.ok && (this.#scan === undefined || this.#differs(scanned))) {
      this.#readAt = this.#options.clock.now();
      const { digest, runbooks } = scanned.value;
      const manifest: LibraryManifest = { digest, readAt: this.#readAt, runbooks: [...runbooks] };
      this.#manifest = { digest, text: JSON.stringify(manifest) };
    }
    if (scanned.ok) this.#scan = scanned.value;
    this.#watch();
    if (isNews) this.#options.onChange(this.#state());
    this.#lookWithin(lookEveryMs);
  }

  #differs(scanned: Result<LibraryScan>): boolean {
    if (!scanned.ok) return false;
    const { digest, faults } = scanned.value;
    return digest !== this.#scan?.digest || JSON.stringify(faults) !== JSON.stringify(this.#scan.faults);
  }

  #watch(): void {
    if (this.#watcher !== undefined) return;
    try {
      this.#watcher = watch(this.#options.folder, { recursive: true, persistent: false }, () =>
        this.#lookWithin(settleMs),
      );
      // The folder was removed, or there are too many to watch: reading it now and then goes on.
      this.#watcher.on('error', () => {
        this.#watcher?.close();
        this.#watcher = undefined;
      });
    } catch {
      this.#watcher = undefined;
    }
  }

  #state(): LibraryState {
    const { digest, runbooks = [], faults = [] } = this.#scan ?? {};
    return {
      ...{ digest, runbooks: runbooks.length, readAt: this.#readAt, problem: this.#problem },
      ...{ faults: faults.slice(0, mostFaultsTold), faultsTotal: faults.length },
    };
  }
}
