import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codeOf } from '../../../shared/codeOf.ts';

const thrownBy = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

test("a system error tells its code, and so does one of Node's own", () => {
  expect(codeOf(thrownBy(() => readFileSync('/no/such/file')))).toBe('ENOENT');
  expect(codeOf(thrownBy(() => new URL('no address')))).toBe('ERR_INVALID_URL');
});

test('what has no code in words has none', () => {
  expect(codeOf(new Error('broken'))).toBeUndefined();
  expect(codeOf(new DOMException('stopped', 'AbortError'))).toBeUndefined();
  expect(codeOf({ code: 'ENOENT' })).toBeUndefined();
  expect(codeOf(undefined)).toBeUndefined();
});
