import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, onTestFinished, test } from 'vitest';
import { generatedFiles, staleFiles, writeGeneratedFiles } from '../../../scripts/generatedFiles.ts';
import { asyncApi, entitiesSchema, framesSchema } from '../../../scripts/feedSchemas.ts';

const root = join(import.meta.dirname, '../../..');
const valid = (schema: object, value: unknown): boolean =>
  new Ajv({ strict: false }).compile(schema)(value) === true;

test('the generated files are those that the sources say; otherwise run "npm run generate"', async () => {
  expect(await staleFiles(root)).toEqual([]);
});

test('a file that was changed or is missing is named, and written again', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'watchfloor-generated-'));
  onTestFinished(() => rm(elsewhere, { recursive: true }));
  const paths = generatedFiles().map(({ path }) => path);
  expect(await staleFiles(elsewhere)).toEqual(paths);
  await writeGeneratedFiles(elsewhere);
  expect(await staleFiles(elsewhere)).toEqual([]);
  const first = join(elsewhere, paths[0] ?? '');
  await writeFile(first, `${await readFile(first, 'utf8')} `);
  expect(await staleFiles(elsewhere)).toEqual([paths[0]]);
});

test('F-1, F-12, F-14: the schema of the frames tells good from bad', () => {
  const note = {
    type: 'command',
    id: 'command-1',
    name: 'incident.note',
    params: { incident: 'INC-1', text: 'a' },
  };
  const accepts = (frame: unknown): boolean => valid(framesSchema(), frame);
  expect(accepts({ type: 'hello', protocol: 1, client: { name: 'a', version: '1' }, futureField: 1 })).toBe(
    true,
  );
  expect(accepts({ type: 'patch', seq: 1, at: 1, upserts: { 'satellite:1': {} }, removals: [] })).toBe(true);
  expect(accepts({ type: 'patch', seq: -1, at: 1, upserts: {}, removals: [] })).toBe(false);
  expect(accepts({ type: 'surprise' })).toBe(false);
  expect(accepts(note)).toBe(true);
  expect(accepts({ ...note, params: { incident: '1', text: 'a' } })).toBe(false);
  expect(accepts({ ...note, params: { ...note.params, more: true } })).toBe(false);
});

test('F-12: the schema of the entities lets unknown kinds through and holds known ones to their form', () => {
  expect(valid(entitiesSchema(), { 'satellite:1': { anything: 1 } })).toBe(true);
  expect(valid(entitiesSchema(), { 'service:auth': { id: 'auth' } })).toBe(false);
});

test('every reference of the AsyncAPI document leads somewhere', () => {
  const document = asyncApi();
  const documents: Readonly<Record<string, unknown>> = {
    '': document,
    './feed.frames.schema.json': framesSchema(),
  };
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"#]*)#\/([^"]*)"/g)];
  expect(references.length).toBeGreaterThan(16);
  for (const [, file = '', path = ''] of references) {
    const target = path
      .split('/')
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], documents[file]);
    expect(target, `${file}#/${path}`).toBeDefined();
  }
});
