import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { httpGetBy } from '../../../../main/httpGet.ts';
import { libraryFolder } from '../../../../main/libraryFolder.ts';
import { libraryRemote } from '../../../../shared/library/libraryRemote.ts';
import { takeLibrary } from '../../../../shared/library/takeLibrary.ts';
import type { LibraryManifest, LibraryRunbook } from '../../../../shared/model/runbook.ts';
import { ok } from '../../../../shared/result.ts';
import { temporaryFolder } from '../../../support/restartable.ts';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const text = 'Fence it.';
const whole = { path: 'x.md', digest: sha(text), bytes: text.length };
const runbook = (id: string, shape: Partial<LibraryRunbook> = {}): LibraryRunbook => ({
  ...{ id, title: id, services: [], alerts: [], severities: [], attachments: [], file: whole },
  ...shape,
});
const listed = (runbooks: LibraryRunbook[]): LibraryManifest => ({ digest: sha('l'), readAt: 1, runbooks });

let folder: ReturnType<typeof temporaryFolder>;
let asked: string[];
beforeEach(() => {
  folder = temporaryFolder('hostile');
  asked = [];
});
afterEach(() => folder.remove());

function take(runbooks: LibraryRunbook[]) {
  const store = libraryFolder(
    join(folder.path, 'library'),
    () => 0,
    () => undefined,
  );
  const remote = {
    from: 'http://gw',
    manifest: async () => ok(listed(runbooks)),
    file: async (digest: string) => {
      asked.push(digest);
      return ok(Buffer.from(text));
    },
  };
  const digestOf = async (bytes: Uint8Array) => sha(Buffer.from(bytes).toString());
  return takeLibrary({ store, remote, digestOf, now: () => 1 }, listed(runbooks), undefined);
}

test('what a gateway lists leads nowhere, is named with its limit, and hides nothing else', async () => {
  const taken = await take([
    runbook('good'),
    runbook('up', { file: { ...whole, path: '../../.bashrc' } }),
    runbook('shows-up', { attachments: [{ ...whole, path: '/etc/cron.d/x' }] }),
    runbook('device', { file: { ...whole, path: 'nul.md' } }),
    runbook('film', { attachments: [{ path: 'film.png', digest: sha('film'), bytes: 50 * 1024 * 1024 }] }),
    runbook('epic', { file: { path: 'epic.md', digest: sha('epic'), bytes: 50 * 1024 * 1024 } }),
    runbook('good', { title: 'again', file: { ...whole, path: 'y.md' } }),
  ]);
  if (!taken.ok) throw new Error(taken.error);
  expect(taken.value.runbooks.map(({ id, title }) => [id, title])).toEqual([['good', 'good']]);
  expect(taken.value.missed.map(({ id, problem }) => `${id}: ${problem}`)).toEqual([
    'up: ../../.bashrc: it lies outside the library, so it is left out',
    'shows-up: /etc/cron.d/x: it lies outside the library, so it is left out',
    'device: nul.md: it has a name that Windows keeps for a device; rename it',
    'film: film.png: it is larger than 8 MiB',
    'epic: epic.md: it is larger than 1 MiB',
    'good: another runbook has its id',
  ]);
  expect(asked).toEqual([whole.digest]);
  expect(readdirSync(folder.path, { recursive: true }).toSorted()).toEqual([
    'library',
    'library/files',
    `library/files/${whole.digest}`,
  ]);
});

test('a list that would fill the disk is refused whole, with the limit', async () => {
  const many = Array.from({ length: 300 }, (_, index) =>
    runbook(`r-${index}`, {
      attachments: [{ path: 'x.png', digest: sha(String(index)), bytes: 8 * 1024 * 1024 }],
    }),
  );
  expect(await take(many)).toEqual({
    ok: false,
    error:
      'The gateway lists more than a library may have (20000 files, 2048 MiB), so nothing of it was fetched.',
  });
  expect(asked).toEqual([]);
});

test('an answer that never ends is cut off, and one that leads elsewhere is not followed', async () => {
  let sent = 0;
  const server = createServer((request, response) => {
    if (request.url?.endsWith('manifest') === true)
      return response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
    const chunk = Buffer.alloc(1024 * 1024);
    const pour = (): void => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length;
    };
    response.on('drain', pour);
    pour();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const remote = libraryRemote(`http://127.0.0.1:${port}`, undefined, httpGetBy({}));
  expect(await remote.file('0'.repeat(64))).toMatchObject({
    ok: false,
    error: expect.stringContaining('larger than it may be') as unknown,
  });
  expect(sent).toBeLessThan(50 * 1024 * 1024);
  expect(await remote.manifest()).toMatchObject({ ok: false });
  server.closeAllConnections();
  server.close();
});

test.each([
  ['an id that leads up', { id: '../x' }],
  ['a digest that is a path', { file: { ...whole, digest: '../../x' } }],
  ['a size that is none', { file: { ...whole, bytes: -1 } }],
])('%s is no list of runbooks', async (_what, shape) => {
  const body = JSON.stringify(listed([runbook('x', shape)]));
  const remote = libraryRemote('http://gw', undefined, async () => ({
    status: 200,
    bytes: new Uint8Array(),
    text: () => body,
  }));
  expect(await remote.manifest()).toEqual({
    ok: false,
    error: 'The gateway sent a list of runbooks that is not valid.',
  });
});
