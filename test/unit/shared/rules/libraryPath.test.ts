import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathFault } from '../../../../shared/rules/libraryPath.ts';

test.each([
  ['../../etc/passwd', 'outside'],
  ['db/../../x.md', 'outside'],
  ['/etc/passwd', 'outside'],
  ['..', 'outside'],
  ['..\\..\\x.md', '\\'],
  ['C:\\Windows\\x.md', '\\'],
  ['C:/Windows/x.md', ':'],
  ['x.md:stream', ':'],
  ['a\0.md', 'control'],
  ['con', 'device'],
  ['db/NUL.md', 'device'],
  ['aux.tar.gz', 'device'],
  ['COM1.txt', 'device'],
  ['lpt¹', 'device'],
  ['CONIN$', 'device'],
  ['x.md.', 'dot'],
  ['x /y.md', 'blank'],
  ['', 'empty'],
  ['a//b.md', 'empty'],
])('%j is refused: %s', (path, word) => {
  expect(pathFault(path)).toContain(word);
});

test.each([
  'failover.md',
  'db/plan A.png',
  'console.md',
  'com.md',
  'com10.md',
  '..x/…/データ.md',
  '.hidden/x',
])('%j is a path of a library', (path) => expect(pathFault(path)).toBeUndefined());

test('what is not refused lies within its folder, on any machine', () => {
  const piece = fc.constantFrom('..', '.', '/', '\\', ':', 'C', 'a', ' ', 'nul', 'é', '~');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
      const path = pieces.join('');
      if (pathFault(path) !== undefined) return;
      expect(posix.resolve('/library', path).startsWith('/library/')).toBe(true);
      expect(win32.resolve('C:\\library', path).startsWith('C:\\library\\')).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
