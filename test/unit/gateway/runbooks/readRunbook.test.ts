import { describe, expect, test } from 'vitest';
import { linkedFiles } from '../../../../gateway/runbooks/linkedFiles.ts';
import { readRunbook } from '../../../../gateway/runbooks/readRunbook.ts';

const written = (head: string): string => `---\n${head}\n---\nBody`;

describe('the front matter of a runbook', () => {
  test('is read, its duration in ms; the rest is the Markdown', () => {
    const read = readRunbook(
      written('id: failover\ntitle: Failover\nservices: [db]\nreviewed: 2026-11-02\nduration: 20m'),
    );
    expect(read).toEqual({
      ok: true,
      value: {
        head: {
          id: 'failover',
          title: 'Failover',
          services: ['db'],
          alerts: [],
          severities: [],
          reviewed: '2026-11-02',
          durationMs: 1_200_000,
        },
        markdown: 'Body',
      },
    });
  });

  test.each([
    ['# Only text', 'has no front matter'],
    [written('title: No id'), 'front matter: id is missing'],
    [written('id: ../../etc\ntitle: x'), 'front matter: id write small letters'],
    [written('id: x\ntitle: x\nreviewed: yesterday'), 'front matter: reviewed write a day'],
    [written('id: x\ntitle: x\nduration: long'), 'front matter: duration "long" is not a duration'],
    [written('id: [x'), 'front matter: '],
    [written('id: &a x\ntitle: *a'), 'aliases'],
    [written('just text'), 'front matter: text'],
  ])('%j is refused: %s', (text, error) => {
    const read = readRunbook(text);
    expect(read.ok ? '' : read.error).toContain(error);
  });

  test('line ends of Windows and a byte order mark are read too', () => {
    const read = readRunbook('\uFEFF---\r\nid: x\r\ntitle: X\r\n---\r\nBody');
    expect(read.ok && [read.value.head.id, read.value.markdown]).toEqual(['x', 'Body']);
  });
});

test('relative links are files of the library; whoever reads them refuses what leads out of it', () => {
  const markdown = [
    '![plan](images/plan%20A.png "The plan") [a](../b/data.csv) [a](../b/data.csv)',
    '[out](../../../etc/passwd) ![web](https://example.test/x.png) [js](javascript:alert(1))',
    '[page](#steps) [other](other.md) [run](runbook:other) [root](/etc/passwd) ![x](..%2f..%2f..%2fetc/passwd)',
  ].join('\n');
  expect(linkedFiles('db/failover.md', markdown)).toEqual([
    { written: 'images/plan%20A.png', path: 'db/images/plan A.png' },
    { written: '../b/data.csv', path: 'b/data.csv' },
    { written: '../../../etc/passwd', path: '../../etc/passwd' },
    { written: '..%2f..%2f..%2fetc/passwd', path: '../../etc/passwd' },
  ]);
});

test.each(['[', '![', '[a](', '![](x "', '[](  ', '[a](<'])(
  'as many %j as a text may have, and a mebibyte after them, take no time squared',
  (mark) => {
    const text = mark.repeat(5_000) + 'x'.repeat(1024 * 1024);
    expect(linkedFiles('x.md', text)).toEqual([]);
  },
);
