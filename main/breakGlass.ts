import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { breakGlassName, breakGlassPage } from '../shared/breakGlass/breakGlassPage.ts';
import { gatherBreakGlass } from '../shared/breakGlass/gather.ts';
import type { FeedState } from '../shared/feed/reduce.ts';
import type { LibraryKeeper } from '../shared/library/libraryKeeper.ts';
import { replaceFile } from './durableFile.ts';

export interface BreakGlassDeps {
  readonly folder: () => string;
  readonly library: Pick<LibraryKeeper, 'list' | 'file'>;
  /** Newest state that is known. */
  readonly state: () => FeedState | undefined;
  readonly now: () => number;
}

/** Writes the break-glass copy into its folder; resolves with the file's path. */
export async function writeBreakGlass({ folder, library, state, now }: BreakGlassDeps): Promise<string> {
  const madeAt = now();
  const path = join(folder(), breakGlassName(madeAt));
  const data = await gatherBreakGlass({
    ...{ now: madeAt, state: state(), list: library.list() },
    async file(digest) {
      const file = await library.file(digest);
      if (!file.ok) throw new Error(file.error);
      return file.value;
    },
    decode: (bytes) => new TextDecoder().decode(bytes),
    base64: (bytes) => Buffer.from(bytes).toString('base64'),
  });
  const sha256 = async (text: string): Promise<string> => createHash('sha256').update(text).digest('base64');
  await replaceFile(path, await breakGlassPage(data, sha256));
  return path;
}
