import { libraryLimits, type LibraryManifest, type LibraryRunbook } from '../model/runbook.ts';
import { pathFault } from '../rules/libraryPath.ts';
import { err, ok, type Result } from '../result.ts';
import type { KeptLibrary, KeptRunbook, LibraryStore } from './keptLibrary.ts';
import type { LibraryRemote } from './libraryRemote.ts';
import { reasonOf } from '../reasonOf.ts';

/** Files asked for at the same time: enough to fill a line, too few to trouble a gateway. */
const atOnce = 6;

export interface TakeDeps {
  readonly store: LibraryStore;
  readonly remote: LibraryRemote;
  /** SHA-256 in hexadecimal. */
  readonly digestOf: (bytes: Uint8Array) => Promise<string>;
  readonly now: () => number;
}

/**
 * Brings a library to this machine: fetches what is not here, compares every file with its digest, and only then makes
 * the list that names them. A runbook of which a file can't be had keeps its version of before, and is named. What was
 * fetched stays fetched when it is interrupted. The error says why nothing could be taken at all.
 */
export async function takeLibrary(
  deps: TakeDeps,
  manifest: LibraryManifest,
  before: KeptLibrary | undefined,
): Promise<Result<KeptLibrary>> {
  const { store, remote, now } = deps;
  const excess = tooMuch(manifest);
  if (excess !== undefined) return err(excess);
  const here = new Set(await store.digests());
  const failed = new Map<string, string>();
  const faults = faultsOf(manifest);
  const wanted = new Map(
    manifest.runbooks
      .filter((runbook) => !faults.has(runbook))
      .flatMap(({ file, attachments }) => [file, ...attachments])
      .filter(({ digest }) => !here.has(digest))
      .map((file) => [file.digest, file]),
  );
  const pending = [...wanted.values()];
  const work = async (): Promise<void> => {
    for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
      const taken = await takeFile(deps, file);
      if (taken.ok) here.add(file.digest);
      else failed.set(file.digest, `${file.path}: ${taken.error}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } catch (error) {
    return err(`Runbooks can't be kept on this machine: ${reasonOf(error)}`);
  }
  const known = new Map(before?.runbooks.map((runbook) => [runbook.id, runbook]));
  const copiedAt = now();
  const runbooks: KeptRunbook[] = [];
  const missed: KeptLibrary['missed'] = [];
  for (const runbook of manifest.runbooks) {
    const old = known.get(runbook.id);
    const problem =
      faults.get(runbook) ??
      [runbook.file, ...runbook.attachments]
        .map(({ digest }) => failed.get(digest))
        .find((found) => found !== undefined);
    if (problem === undefined) runbooks.push(keptOf(runbook, old, here, { copiedAt, from: remote.from }));
    else {
      missed.push({ id: runbook.id, title: runbook.title, problem });
      const isTold = runbooks.some(({ id }) => id === runbook.id);
      if (old !== undefined && !isTold && isHere(old, here))
        runbooks.push(withPrevious(old, old.previous, here));
    }
  }
  const { digest, readAt } = manifest;
  return ok({ version: 1, digest, readAt, copiedAt, from: remote.from, runbooks, missed });
}

const mib = 1024 * 1024;

/** Whoever is in a gateway's place may list anything: what no library is, fills no disk. */
function tooMuch({ runbooks }: LibraryManifest): string | undefined {
  const sizes = new Map(
    runbooks
      .flatMap(({ file, attachments }) => [file, ...attachments])
      .map(({ digest, bytes }) => [digest, bytes]),
  );
  const sum = [...sizes.values()].reduce((total, bytes) => total + bytes, 0);
  const { files, bytes } = libraryLimits;
  if (sizes.size <= files && sum <= bytes) return undefined;
  return `The gateway lists more than a library may have (${files} files, ${bytes / mib} MiB), so nothing of it was fetched.`;
}

/** What can't be taken, with why: also from a gateway that is not what it was. */
function faultsOf({ runbooks }: LibraryManifest): ReadonlyMap<LibraryRunbook, string> {
  const ids = new Set<string>();
  const faults = new Map<LibraryRunbook, string>();
  for (const runbook of runbooks) {
    const problem = ids.has(runbook.id) ? 'another runbook has its id' : fileFault(runbook);
    if (problem !== undefined) faults.set(runbook, problem);
    else ids.add(runbook.id);
  }
  return faults;
}

function fileFault({ file, attachments }: LibraryRunbook): string | undefined {
  const { runbookBytes, attachmentBytes } = libraryLimits;
  for (const { path, bytes } of [file, ...attachments]) {
    const most = path === file.path ? runbookBytes : attachmentBytes;
    const problem = bytes > most ? `is larger than ${most / mib} MiB` : pathFault(path);
    if (problem !== undefined) return `${path}: it ${problem}`;
  }
  return undefined;
}

async function takeFile(
  { store, remote, digestOf }: TakeDeps,
  { digest, bytes }: LibraryRunbook['file'],
): Promise<Result<true>> {
  const got = await remote.file(digest);
  if (!got.ok) return got;
  if (got.value.length !== bytes || (await digestOf(got.value)) !== digest) {
    return err(
      'What came is not what the gateway listed (cut short, or changed on the way); it was refused.',
    );
  }
  await store.write(digest, got.value);
  return ok(true);
}

type Copy = Pick<KeptRunbook, 'file' | 'attachments' | 'copiedAt' | 'from'>;

function keptOf(
  runbook: LibraryRunbook,
  old: KeptRunbook | undefined,
  here: ReadonlySet<string>,
  now: Pick<Copy, 'copiedAt' | 'from'>,
): KeptRunbook {
  if (old === undefined) return { ...runbook, ...now };
  if (isSame(runbook, old)) return withPrevious({ ...old, ...runbook }, old.previous, here);
  const { file, attachments, copiedAt, from } = old;
  return withPrevious({ ...runbook, ...now }, { file, attachments, copiedAt, from }, here);
}

/** The version before stays as long as it is whole: no gateway has it any more. */
const withPrevious = (
  runbook: KeptRunbook,
  previous: Copy | undefined,
  here: ReadonlySet<string>,
): KeptRunbook => ({
  ...runbook,
  previous: previous !== undefined && isHere(previous, here) ? previous : undefined,
});

const isHere = (
  { file, attachments }: Pick<Copy, 'file' | 'attachments'>,
  here: ReadonlySet<string>,
): boolean => [file, ...attachments].every(({ digest }) => here.has(digest));

function isSame(a: LibraryRunbook, b: LibraryRunbook): boolean {
  const told = ({ file, attachments }: LibraryRunbook): string =>
    JSON.stringify([file, ...attachments].map(({ path, digest }) => [path, digest]));
  return told(a) === told(b);
}
