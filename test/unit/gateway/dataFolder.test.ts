import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { prepareFolder } from '../../../gateway/dataFolder.ts';

const folder = mkdtempSync(join(tmpdir(), 'watchfloor-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('makes a data folder and those above it, for its owner alone', () => {
  const deep = join(folder, 'a', 'b');
  expect(prepareFolder(deep)).toBeUndefined();
  expect(statSync(deep).mode & 0o777).toBe(0o700);
  expect(prepareFolder(deep)).toBeUndefined();
});

it('says what is wrong with one that is a file', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(prepareFolder(file)).toMatch(/can't be used: it is a file\./);
  expect(prepareFolder(join(file, 'data'))).toMatch(/can't be used: a part of it is a file\./);
});

// Node's own recursive mkdir never returns there.
it.runIf(existsSync('/proc/self'))('comes to an end where nothing can be made', () => {
  expect(prepareFolder('/proc/watchfloor/data')).toMatch(/can't be used: it can't be made there\./);
});
