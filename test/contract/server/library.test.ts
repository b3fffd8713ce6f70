import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { RunbookLibrary } from '../../../gateway/runbooks/runbookLibrary.ts';
import { addToken } from '../../../gateway/server/tokens.ts';
import { libraryManifestSchema, type LibraryState } from '../../../shared/model/runbook.ts';
import { atEnd, clockAt, dataFolder, startGateway } from './gatewayUnderTest.ts';

const runbook = (id: string, body = ''): string => `---\nid: ${id}\ntitle: ${id}\n---\n${body}`;

async function served(folder = dataFolder(), accessFolder?: string) {
  const states: LibraryState[] = [];
  const library = new RunbookLibrary({ folder, clock: clockAt(), onChange: (state) => states.push(state) });
  atEnd(() => library.stop());
  library.start();
  await vi.waitFor(() => expect(states.length).toBeGreaterThan(0), { timeout: 10_000 });
  const { server } = await startGateway({ library }, accessFolder);
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/library/${path}`, { headers });
  return { folder, states, get, latest: () => states.at(-1) };
}

test('the manifest names every file by digest, and the file of a digest has it', async () => {
  const folder = dataFolder();
  writeFileSync(join(folder, 'a.md'), runbook('a', '![](a.png)'));
  writeFileSync(join(folder, 'a.png'), 'a picture');
  const { get, latest } = await served(folder);
  const answer = await get('manifest');
  const manifest = libraryManifestSchema.parse(await answer.json());
  expect(manifest.digest).toBe(latest()?.digest);
  const files = manifest.runbooks.flatMap(({ file, attachments }) => [file, ...attachments]);
  expect(files.map(({ path }) => path)).toEqual(['a.md', 'a.png']);
  for (const { digest, bytes } of files) {
    const file = await get(`files/${digest}`);
    const body = Buffer.from(await file.arrayBuffer());
    expect([createHash('sha256').update(body).digest('hex'), body.length]).toEqual([digest, bytes]);
    expect(file.headers.get('content-disposition')).toBe('attachment');
  }
  const again = await get('manifest', { 'if-none-match': answer.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
  expect((await get(`files/${'0'.repeat(64)}`)).status).toBe(404);
  expect((await get('files/..%2f..%2fetc%2fpasswd')).status).toBe(404);
});

test('a change is told, and no digest ever names other bytes', async () => {
  const { folder, states, get, latest } = await served();
  expect(latest()).toMatchObject({ runbooks: 0, faults: [] });
  writeFileSync(join(folder, 'a.md'), runbook('a', 'one'));
  await vi.waitFor(() => expect(latest()?.runbooks).toBe(1), { timeout: 10_000 });
  const { runbooks } = libraryManifestSchema.parse(await (await get('manifest')).json());
  const before = states.length;
  writeFileSync(join(folder, 'a.md'), runbook('a', 'other'));
  const old = await get(`files/${runbooks[0]?.file.digest ?? ''}`);
  expect(old.status).toBe(404);
  await vi.waitFor(() => expect(states.length).toBe(before + 1), { timeout: 10_000 });
});

test('a folder that is gone is said; what was read is still listed', async () => {
  const folder = join(dataFolder(), 'runbooks');
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.md'), runbook('a'));
  const { get, latest } = await served(folder);
  renameSync(folder, `${folder}-away`);
  await vi.waitFor(() => expect(latest()?.problem).toContain('is not there'), { timeout: 10_000 });
  expect(latest()).toMatchObject({ runbooks: 1 });
  expect((await get('manifest')).status).toBe(200);
  rmSync(`${folder}-away`, { recursive: true });
});

test('who may not read the feed may not read runbooks', async () => {
  const accessFolder = dataFolder();
  const token = addToken(accessFolder, 'Wall 1', 'viewer');
  if (!token.ok) throw new Error(token.error);
  const { get } = await served(dataFolder(), accessFolder);
  expect((await get('manifest')).status).toBe(401);
  expect((await get(`files/${'0'.repeat(64)}`)).status).toBe(401);
  expect((await get('manifest', { authorization: 'Bearer wrong' })).status).toBe(401);
  expect((await get('manifest', { authorization: `Bearer ${token.value}` })).status).toBe(200);
});
