import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { libraryFolder } from '../../../main/libraryFolder.ts';
import { LibraryKeeper } from '../../../shared/library/libraryKeeper.ts';
import type { LibraryRemote } from '../../../shared/library/libraryRemote.ts';
import { err, ok } from '../../../shared/result.ts';
import { temporaryFolder } from '../../support/restartable.ts';

const sha = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const texts = { failover: 'Fence the old primary.', latency: 'Look at the callers.' };
const remote: LibraryRemote = {
  from: 'http://noc-gw-1:8450',
  async manifest() {
    const runbooks = Object.entries(texts).map(([id, text]) => ({
      ...{ id, title: id, services: [], alerts: [], severities: [], attachments: [] },
      file: { path: `${id}.md`, digest: sha(text), bytes: text.length },
    }));
    return ok({ digest: sha('library'), readAt: 1, runbooks });
  },
  async file(digest) {
    const text = Object.values(texts).find((one) => sha(one) === digest);
    return text === undefined ? err('unknown') : ok(Buffer.from(text));
  },
};

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder('runbooks');
});
afterEach(() => folder.remove());

/** A console that starts on the folder, with or without a gateway, and settles. */
async function start(hasGateway: boolean): Promise<LibraryKeeper> {
  const keeper = new LibraryKeeper({
    ...{
      store: libraryFolder(
        folder.path,
        () => 0,
        () => undefined,
      ),
      now: () => 1000,
      onStanding: () => undefined,
    },
    digestOf: async (bytes) => sha(bytes),
    after: () => () => undefined,
  });
  await keeper.start();
  if (hasGateway) {
    keeper.use(remote);
    keeper.follow({ digest: sha('library'), runbooks: 2, faults: [], faultsTotal: 0 });
  }
  await vi.waitFor(
    () => {
      const { runbooks, damaged, checkedAt } = keeper.standing();
      if (hasGateway) expect([runbooks, damaged, checkedAt]).toEqual([2, [], 1000]);
      else if (keeper.list() !== undefined) expect(checkedAt).toBe(1000);
    },
    { timeout: 10_000 },
  );
  return keeper;
}
async function read(keeper: LibraryKeeper): Promise<Record<string, string>> {
  const files = (keeper.list()?.runbooks ?? []).map(async ({ id, file }) => {
    const got = await keeper.file(file.digest);
    return [id, got.ok ? Buffer.from(got.value).toString() : got.error] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

describe('the library on disk', () => {
  const fileOf = (id: keyof typeof texts): string => join(folder.path, 'files', sha(texts[id]));
  const damages: Readonly<Record<string, (path: string) => void>> = {
    truncated: (path) => truncateSync(path, 3),
    emptied: (path) => writeFileSync(path, ''),
    'one bit flipped': (path) => {
      const bytes = readFileSync(path);
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    },
    'replaced by a folder': (path) => {
      rmSync(path);
      mkdirSync(join(path, 'inside'), { recursive: true });
    },
    gone: (path) => rmSync(path),
    'grown beyond all bounds': (path) => truncateSync(path, 9 * 1024 * 1024),
  };

  test.each(Object.entries(damages))(
    'a file %s: the rest is read, it is named, and repaired',
    async (_name, harm) => {
      await start(true);
      harm(fileOf('failover'));
      const without = await start(false);
      expect(without.standing().damaged).toEqual(['failover']);
      expect(await read(without)).toMatchObject({
        latency: texts.latency,
        failover: expect.stringContaining('damaged'),
      });
      expect(await read(await start(true))).toEqual(texts);
    },
  );

  test.each(Object.entries(damages))(
    'its list %s: the console starts, and takes it anew',
    async (_name, harm) => {
      await start(true);
      harm(join(folder.path, 'library.json'));
      expect((await start(false)).list()).toBeUndefined();
      // What lies beside it is not trusted without a list.
      writeFileSync(fileOf('latency'), 'spoiled');
      const repaired = await start(true);
      expect(await read(repaired)).toEqual(texts);
      expect(await read(await start(false))).toEqual(texts);
    },
  );
});
