import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RunbookSearch } from '../../../../renderer/boards/runbooks/runbookSearch.ts';
import type { RunbookHead } from '../../../../shared/model/runbook.ts';

const head = (id: string, shape: Partial<RunbookHead> = {}): RunbookHead => ({
  ...{ id, title: id, services: [], alerts: [], severities: [] },
  ...shape,
});
function library(): RunbookSearch {
  const search = new RunbookSearch();
  search.put(
    head('failover', { title: 'PostgreSQL failover', services: ['postgresql'], severities: ['P0'] }),
    '## Steps\n### Fence the old primary\nCut its power.',
  );
  search.put(
    head('cache', { title: 'Cache degradation', alerts: ['CacheHitRateLow'] }),
    'Look at postgresql.',
  );
  search.put(head('latency', { title: 'High latency', summary: 'P99 above 5 ms' }), 'Callers. データベース');
  return search;
}
const found = (words: string): readonly string[] =>
  library()
    .find(words)
    .map(({ id }) => id);

test.each([
  ['the beginning of a word', 'postg', ['failover', 'cache']],
  ['a slip of the finger', 'postgersql', ['failover', 'cache']],
  ['two letters in the wrong order', 'cahce', ['cache']],
  ['a slip in the beginning of a word', 'degrdat', ['cache']],
  ['a word of a heading', 'fence', ['failover']],
  ['an alert by its name', 'cachehitratelow', ['cache']],
  ['a severity', 'P0', ['failover']],
  ['all words, wherever each is', 'postgresql power', ['failover']],
  ['another script', 'データベース', ['latency']],
  ['nothing', '   ', []],
  ['no such word', 'kubernetes', []],
])('finds by %s', (_what, words, ids) => {
  expect(found(words)).toEqual(ids);
});

test('a runbook that changed is found by its new words only, one that is gone by none', () => {
  const search = library();
  search.put(head('cache', { title: 'Redis' }), 'Warm it.');
  expect(search.find('degradation')).toEqual([]);
  expect(search.find('redis').map(({ id }) => id)).toEqual(['cache']);
  search.remove('cache');
  search.remove('never there');
  expect(search.find('redis')).toEqual([]);
});

test('says which words of the title matched, and no others', () => {
  const [first] = library().find('postgresq power');
  expect(first).toEqual({ id: 'failover', terms: ['postgresql'] });
  expect(library().find('callers')).toEqual([{ id: 'latency', terms: [] }]);
});

test('a word in the title goes before a slip of it, and a rare word before a common one', () => {
  const search = new RunbookSearch();
  for (let index = 0; index < 20; index += 1) search.put(head(`plain-${index}`), 'restart the service');
  search.put(head('rare'), 'restart the quorum');
  search.put(head('title', { title: 'Quorum' }), '');
  search.put(head('slip'), 'restart the quorun');
  expect(search.find('quorum').map(({ id }) => id)).toEqual(['title', 'rare', 'slip']);
  expect(search.find('restart').length).toBe(22);
});

test('whatever is put, replaced and removed, what is found is what an index made anew finds', () => {
  const words = fc.constantFrom('fence', 'fence the', 'primary', 'fenec', 'old primary', '');
  const change = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), text: fc.option(words), title: words });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), words, (changes, typed) => {
      const [kept, anew] = [new RunbookSearch(), new RunbookSearch()];
      const last = new Map<string, () => void>();
      for (const { id, text, title } of changes) {
        last.delete(id);
        if (text === null) kept.remove(id);
        else {
          kept.put(head(id, { title }), text);
          last.set(id, () => anew.put(head(id, { title }), text));
        }
      }
      for (const put of last.values()) put();
      const found = (search: RunbookSearch) => search.find(typed).map(({ id }) => id);
      expect(found(kept).toSorted()).toEqual(found(anew).toSorted());
    }),
  );
});
