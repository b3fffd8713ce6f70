import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { KeptFile, sha256 } from '../../../main/keptFile.ts';
import { lineOf, replay } from '../../../main/outboxLines.ts';
import type { Outgoing } from '../../../shared/bridge.ts';
import { sealed, unsealed } from '../../../shared/sealedText.ts';
import { temporaryFolder } from '../../support/restartable.ts';

const schema = z.object({ name: z.string(), count: z.number().optional() });
let folder: ReturnType<typeof temporaryFolder>;
let problems: string[];
beforeEach(() => {
  folder = temporaryFolder('kept-file');
  problems = [];
});
afterEach(() => folder.remove());
const path = (): string => join(folder.path, 'thing.json');
const open = () =>
  new KeptFile({
    ...{
      path: path(),
      what: 'The thing',
      now: () => 0,
      onProblem: (text: string) => void problems.push(text),
    },
    parse: (json) => schema.parse(json),
  });

test('whatever is sealed comes back as it was, and is JSON that older versions read', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const text = sealed(value, sha256);
      const plain = JSON.parse(JSON.stringify(value)) as unknown;
      expect(unsealed(text, sha256)).toEqual(plain);
      expect(JSON.parse(text)).toMatchObject({ check: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
      expect(unsealed(JSON.stringify({ ...value, check: undefined }), sha256)).toEqual(
        JSON.parse(JSON.stringify({ ...value, check: undefined })),
      );
    }),
  );
});

test('each byte flipped: what is read is the newest or the one before it, never another', async () => {
  await open().save({ name: 'before' });
  await open().save({ name: 'newest', count: 41 });
  const bytes = readFileSync(path());
  for (let place = 0; place < bytes.length; place += 1) {
    for (const bit of [1, 32]) {
      problems = [];
      const harmed = Buffer.from(bytes);
      harmed[place] = (harmed[place] ?? 0) ^ bit;
      writeFileSync(path(), harmed);
      const value = await open().load();
      // A flip in the name of the seal harms nothing but the seal.
      if (problems.length === 0) expect(value).toEqual({ name: 'newest', count: 41 });
      else expect(value).toEqual({ name: 'before' });
    }
  }
});

test('cut anywhere: the one before it, and said', async () => {
  await open().save({ name: 'before' });
  await open().save({ name: 'newest' });
  const text = readFileSync(path(), 'utf8');
  for (let length = 0; length < text.length; length += 1) {
    problems = [];
    writeFileSync(path(), text.slice(0, length));
    expect(await open().load()).toEqual({ name: 'before' });
    expect(problems).toEqual([expect.stringMatching(/could not be read .* version before it is used\.$/)]);
  }
});

test('a folder in its place, or in place of the one before, is no obstacle', async () => {
  mkdirSync(join(path(), 'inside'), { recursive: true });
  mkdirSync(join(folder.path, 'thing.before.json', 'inside'), { recursive: true });
  await open().save({ name: 'first' });
  await open().save({ name: 'second' });
  expect(await open().load()).toEqual({ name: 'second' });
  expect(existsSync(join(folder.path, 'thing.before.json', 'inside'))).toBe(false);
});

test('a file without a seal, of an older version, is read', async () => {
  writeFileSync(path(), '{"name":"old"}');
  expect(await open().load()).toEqual({ name: 'old' });
  expect(problems).toEqual([]);
});

test('each byte of an outbox flipped: no command is ever another than was given, and what is lost is known', () => {
  const given = ['first', 'second', 'third'].map((text): Outgoing => ({
    ...{ id: `command-${text}`, name: 'incident.note', params: { incident: 'INC-1', text }, givenAt: 1 },
    ...{ state: 'queued', offline: true },
  }));
  const text = lineOf({ op: 'begin' }) + given.map((entry) => lineOf({ op: 'put', entry })).join('');
  const bytes = Buffer.from(text);
  for (let place = 0; place < bytes.length; place += 1) {
    const harmed = Buffer.from(bytes);
    harmed[place] = (harmed[place] ?? 0) ^ 1;
    const { entries, unreadable } = replay(harmed.toString('utf8'));
    for (const entry of entries.values()) expect(given).toContainEqual(entry);
    if (entries.size < given.length) expect(unreadable.length).toBeGreaterThan(0);
  }
});
