import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { libraryLimits, type LibraryFault, type LibraryRunbook } from '../../shared/model/runbook.ts';
import { pathFault } from '../../shared/rules/libraryPath.ts';
import { textFault } from '../../shared/rules/runbookText.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { linkedFiles, type LinkedFile } from './linkedFiles.ts';
import { markdownBelow, readWithin } from './libraryFiles.ts';
import { ReadOnce } from './readOnce.ts';
import { readRunbook } from './readRunbook.ts';

/** Pictures and documents that a runbook may bring along; nothing that a page would run. */
const attachable = /^\.(png|jpe?g|gif|webp|avif|svg|pdf|txt|csv|json|ya?ml|log|sh|sql)$/i;

/** A library as it was read at one instant. */
export interface LibraryScan {
  /** SHA-256 over ids and digests. */
  readonly digest: string;
  readonly runbooks: readonly LibraryRunbook[];
  readonly faults: readonly LibraryFault[];
  /** Where the bytes of a digest are: a path below the folder. */
  readonly files: ReadonlyMap<string, string>;
}

type Taken = { readonly digest: string; readonly bytes: number };
type Opened = Taken & {
  readonly runbook: Omit<LibraryRunbook, 'file' | 'attachments'>;
  readonly links: readonly LinkedFile[];
};

/** Reads a library's folder, again and again; what did not change since the last time is not read anew. */
export class LibraryScanner {
  readonly #folder: string;
  readonly #texts = new ReadOnce<Opened>();
  readonly #attachments = new ReadOnce<Taken>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Reads it; the error says why the folder as a whole can't be read. Faults of single files are part of the scan. */
  async scan(): Promise<Result<LibraryScan>> {
    const root = await realpath(this.#folder).catch(() => undefined);
    if (root === undefined) return err(`The folder of runbooks, ${this.#folder}, is not there.`);
    const paths = await markdownBelow(root);
    if (!paths.ok) return err(`The folder of runbooks, ${this.#folder}, ${paths.error}.`);
    const faults: LibraryFault[] = [];
    const runbooks = new Map<string, LibraryRunbook>();
    const files = new Map<string, string>();
    for (const path of paths.value) {
      const read = await this.#open(root, path);
      if (!read.ok) {
        faults.push({ path, problem: read.error });
        continue;
      }
      const { runbook, links, digest, bytes } = read.value;
      const first = runbooks.get(runbook.id);
      if (first !== undefined) {
        faults.push({
          path,
          problem: `has the id "${runbook.id}" that ${first.file.path} has; give it another`,
        });
        continue;
      }
      const attachments: LibraryRunbook['attachments'] = [];
      for (const link of links) {
        const attached =
          files.size < libraryLimits.files ? await this.#attach(root, link) : err('is one file too many');
        if (attached.ok) attachments.push({ ...attached.value });
        else faults.push({ path, problem: `shows ${link.written}, which ${attached.error}` });
      }
      runbooks.set(runbook.id, { ...runbook, file: { path, digest, bytes }, attachments });
      for (const file of [{ path, digest }, ...attachments]) files.set(file.digest, file.path);
    }
    return ok({ digest: digestOf([...runbooks.values()]), runbooks: [...runbooks.values()], faults, files });
  }

  async #open(root: string, path: string): Promise<Result<Opened>> {
    const misnamed = pathFault(path);
    if (misnamed !== undefined) return err(misnamed);
    return this.#texts.read(join(root, path), async () => {
      const read = await readWithin(root, path, libraryLimits.runbookBytes);
      if (!read.ok) return read;
      const text = utf8(read.value.bytes);
      if (text === undefined) return err('is not UTF-8 text; save it as UTF-8');
      const runbook = readRunbook(text);
      if (!runbook.ok) return runbook;
      const fault = textFault(runbook.value.markdown);
      if (fault !== undefined) return err(fault);
      const links = linkedFiles(path, runbook.value.markdown);
      return ok({
        runbook: runbook.value.head,
        links,
        digest: read.value.digest,
        bytes: read.value.bytes.length,
      });
    });
  }

  async #attach(root: string, { path }: LinkedFile): Promise<Result<Taken & { readonly path: string }>> {
    const misnamed = pathFault(path);
    if (misnamed !== undefined) return err(misnamed);
    if (!attachable.test(extname(path))) return err('is of a kind that runbooks can not bring along');
    const read = await this.#attachments.read(join(root, path), async () => {
      const found = await readWithin(root, path, libraryLimits.attachmentBytes);
      return found.ok ? ok({ digest: found.value.digest, bytes: found.value.bytes.length }) : found;
    });
    return read.ok ? ok({ path, digest: read.value.digest, bytes: read.value.bytes }) : read;
  }
}

function digestOf(runbooks: readonly LibraryRunbook[]): string {
  const hash = createHash('sha256');
  for (const { id, file, attachments } of runbooks) {
    hash.update(
      JSON.stringify([id, file.path, file.digest, attachments.map(({ path, digest }) => [path, digest])]),
    );
  }
  return hash.digest('hex');
}

function utf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
