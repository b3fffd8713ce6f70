import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

it('electron-builder.yml fits the schema of electron-builder', () => {
  const schema = JSON.parse(read('node_modules/app-builder-lib/scheme.json')) as object;
  const validate = new Ajv({ strict: false, allErrors: true, allowUnionTypes: true }).compile(schema);
  validate(parse(read('electron-builder.yml')));
  expect(validate.errors ?? []).toEqual([]);
});
