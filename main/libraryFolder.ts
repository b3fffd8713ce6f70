import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { keptLibrarySchema, type LibraryStore } from '../shared/library/keptLibrary.ts';
import { libraryLimits } from '../shared/model/runbook.ts';
import { isMissing, sweepTemporaries } from './durableFile.ts';
import { KeptFile } from './keptFile.ts';

const digestName = /^[0-9a-f]{64}$/;

/**
 * The library on this machine: `library.json`, and `files/<digest>`. Files are renamed into place but not synchronised
 * one by one: after a power cut a damaged one is found by its digest, and fetched again.
 */
export function libraryFolder(
  folder: string,
  now: () => number,
  onProblem: (sentence: string) => void,
): LibraryStore {
  const list = new KeptFile({
    ...{ path: join(folder, 'library.json'), now, onProblem },
    what: 'The list of runbooks on this machine',
    parse: (json) => keptLibrarySchema.parse(json),
  });
  const files = join(folder, 'files');
  const fileOf = (digest: string): string => {
    if (!digestName.test(digest)) throw new Error('That is not a digest.');
    return join(files, digest);
  };
  return {
    load: () => list.load(),
    save: (kept) => list.save(kept),
    async digests() {
      await sweepTemporaries(files);
      const names = await readdir(files).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      return new Set(names.filter((name) => digestName.test(name)));
    },
    async read(digest) {
      try {
        const path = fileOf(digest);
        const { size } = await stat(path);
        return size > libraryLimits.attachmentBytes ? undefined : await readFile(path);
      } catch {
        return undefined;
      }
    },
    async write(digest, bytes) {
      await mkdir(files, { recursive: true, mode: 0o700 });
      const temporary = `${fileOf(digest)}.tmp-${process.pid}`;
      try {
        const file = await open(temporary, 'w', 0o600);
        await file.writeFile(bytes).finally(() => file.close());
        await rename(temporary, fileOf(digest));
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => undefined);
        throw error;
      }
    },
    remove: (digest) => rm(fileOf(digest), { recursive: true, force: true }),
  };
}
