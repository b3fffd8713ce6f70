import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../../shared/rules/csv.ts';

describe('a cell', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['two\nlines', '"two\nlines"'],
    [' spaced ', '" spaced "'],
    ['Zürich, 21 °C', '"Zürich, 21 °C"'],
    ['a-b=c', 'a-b=c'],
    ['', ''],
    [undefined, ''],
    [-1.5, '-1.5'],
    [true, 'true'],
    // What a spreadsheet would run.
    ['=1+1', "'=1+1"],
    ['+41 44', "'+41 44"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    [' =1', "' =1"],
    ['\t=1', "'\t=1"],
    ['＝1', "'＝1"],
    ['\r=1', '"\'\r=1"'],
  ])('%j is written %j', (cell, text) => expect(csvOf([[cell]])).toBe(`${text}\r\n`));
});

/** A reader by the grammar of RFC 4180, strict. */
function parse(text: string): string[][] {
  const lines: string[][] = [];
  let cells: string[] = [];
  let rest = text;
  while (rest !== '') {
    const [cell = '', quoted, plain] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))/.exec(rest) ?? [];
    cells.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    rest = rest.slice(cell.length);
    if (rest.startsWith(',')) rest = rest.slice(1);
    else if (rest.startsWith('\r\n')) {
      lines.push(cells);
      cells = [];
      rest = rest.slice(2);
    } else throw new Error(`no end of a cell at ${JSON.stringify(rest.slice(0, 20))}`);
  }
  return lines;
}

it('any table reads back as it was, save the apostrophe before formulas, and no cell begins one', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('=', '"', ',', '\r\n', '\t@', ' -', '＠'),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (table) => {
      const read = parse(csvOf(table));
      expect(read.map((line) => line.length)).toEqual(table.map((line) => line.length));
      read.flat().forEach((text, index) => {
        expect(text.replace(/^'/, '')).toBe(table.flat()[index]?.replace(/^'/, ''));
        expect(text).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
      });
    }),
  );
});
