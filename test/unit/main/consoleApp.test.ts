import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startConsoleOnDisk } from '../../support/consoleOnDisk.ts';
import { temporaryFolder } from '../../support/restartable.ts';

it('a start removes what killed writes left behind, of the library too, and nothing else', async () => {
  const folder = temporaryFolder('console');
  const library = join(folder.path, 'library');
  mkdirSync(library);
  writeFileSync(join(folder.path, 'drafts.json.tmp-123'), 'half');
  writeFileSync(join(library, 'library.json.tmp-123'), 'half');
  writeFileSync(join(library, 'notes.txt'), 'whole');
  // Nothing listens there.
  const console = await startConsoleOnDisk(folder.path, 'ws://127.0.0.1:9/feed');
  expect(readdirSync(folder.path)).not.toContain('drafts.json.tmp-123');
  expect(readdirSync(library)).toEqual(['notes.txt']);
  await console.stop();
  folder.remove();
});
