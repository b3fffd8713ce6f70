import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeBreakGlass } from '../../../main/breakGlass.ts';
import { err } from '../../../shared/result.ts';
import { temporaryFolder } from '../../support/restartable.ts';

let home: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  home = temporaryFolder('break-glass-file');
});
afterEach(() => home.remove());

const write = (folder: string, madeAt = Date.UTC(2026, 10, 25, 3, 12)) =>
  writeBreakGlass({
    folder: () => folder,
    library: { list: () => undefined, file: async () => err('none') },
    state: () => undefined,
    now: () => madeAt,
  });

test('is one file, named by its time, in a folder that is made for it; an earlier one stays', async () => {
  const folder = join(home.path, 'stick', 'noc');
  const path = await write(folder);
  expect(path).toBe(join(folder, 'watchfloor-break-glass-2026-11-25T03-12Z.html'));
  expect(readFileSync(path, 'utf8')).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
  await write(folder, Date.UTC(2026, 10, 25, 4));
  expect(readdirSync(folder)).toHaveLength(2);
});

test('is written whole or not at all: the one of the same minute stays until the new one is there', async () => {
  const path = await write(home.path);
  mkdirSync(`${path}.tmp-${process.pid}`);
  writeFileSync(path, 'the whole one of before');
  await expect(write(home.path)).rejects.toThrow();
  expect(readFileSync(path, 'utf8')).toBe('the whole one of before');
});
