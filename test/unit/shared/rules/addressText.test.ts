import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressText } from '../../../../shared/rules/addressText.ts';

test.each([
  ['https://wiki.example/a?b#c', 'https://wiki.example/a?b#c'],
  ['HTTPS://wiki.example', 'https://wiki.example'],
  ['https://\u0430pple.example/x', 'https://[U+0430]pple.example/x'],
  ['https://%D0%B0pple.example/%D0%B0', 'https://[U+0430]pple.example/%D0%B0'],
  ['https://bank.example@evil.example/', 'https://evil.example/'],
  ['https://bank.example:443@evil.example', 'https://evil.example'],
  ['https://bank.example\\@evil.example/', 'https://bank.example\\@evil.example/'],
  ['https://ok.example/\u202egpj.exe', 'https://ok.example/%E2%80%AEgpj.exe'],
  ['https://ok.example/a b', 'https://ok.example/a%20b'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['//evil.example', undefined],
  ['https:evil.example', undefined],
])('%j is written as %j', (address, written) => {
  expect(addressText(address)).toBe(written);
});

test('what is written is plain letters, and names the host that a browser would ask', () => {
  const piece = fc.constantFrom(
    'a.example',
    '@',
    ':',
    '/',
    '\\',
    '?',
    '#',
    'é',
    '\u202e',
    '\ud800',
    '80',
    '.',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const written = addressText(`https://${pieces.join('')}`) ?? '';
      expect(written).toMatch(/^[\x21-\x7e]*$/);
      const asked = URL.canParse(`https://${pieces.join('')}`)
        ? new URL(`https://${pieces.join('')}`)
        : undefined;
      // A host in other letters is written by their numbers, and compared by none.
      if (asked === undefined || asked.host.includes('xn--') || written.includes('[U+')) return;
      expect(new URL(written).host).toBe(asked.host);
    }),
    { numRuns: 1_000 },
  );
});
