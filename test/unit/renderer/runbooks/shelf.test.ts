import { expect, test, vi } from 'vitest';
import { Shelf } from '../../../../renderer/boards/runbooks/shelf.ts';
import type { KeptLibrary, KeptRunbook } from '../../../../shared/library/keptLibrary.ts';

const kept = (id: string, text: string): KeptRunbook => ({
  ...{ id, title: id, services: [], alerts: [], severities: [], attachments: [], from: 'test', copiedAt: 1 },
  file: { path: `${id}.md`, digest: text, bytes: text.length },
});

/** A library whose files are their own digests; a damaged one is refused. */
function shelfOn(first: readonly KeptRunbook[]) {
  let runbooks = first;
  const damaged = new Set<string>();
  const asked: string[] = [];
  const shelf = new Shelf({
    list: async (): Promise<KeptLibrary> => ({
      ...{ version: 1, digest: '0'.repeat(64), readAt: 1, copiedAt: 1, from: 'test', missed: [] },
      runbooks: [...runbooks],
    }),
    async file(digest) {
      asked.push(digest);
      if (damaged.has(digest)) throw new Error('damaged');
      return new TextEncoder().encode(digest);
    },
  });
  let version = 0;
  return {
    ...{ shelf, damaged, asked },
    follow: async (next: readonly KeptRunbook[]): Promise<void> => {
      runbooks = next;
      asked.length = 0;
      version += 1;
      shelf.follow(String(version));
      await vi.waitFor(() => {
        expect(shelf.state().runbooks).toHaveLength(next.length);
        expect(shelf.state().indexed).toBe(next.length);
      });
    },
    found: (words: string) => shelf.find(words, shelf.state()).map(({ id }) => id),
  };
}

test('a change is read and indexed alone; what did not change is not read again', async () => {
  const many = Array.from({ length: 60 }, (_, index) => kept(`one-${index}`, `text of ${index}`));
  const { asked, follow, found } = shelfOn([]);
  await follow(many);
  expect(asked).toHaveLength(60);
  const changed = many.map((one, index) => (index === 7 ? kept('one-7', 'quorum lost') : one));
  await follow(changed.slice(1));
  expect(asked).toEqual(['quorum lost']);
  expect(found('quorum')).toEqual(['one-7']);
  expect(found('7')).toEqual(['one-7']);
  expect(found('one-0')).toEqual([]);
});

test('a damaged copy is found by its title, and by its text once it was repaired', async () => {
  const { damaged, follow, found } = shelfOn([]);
  damaged.add('fence it');
  await follow([kept('failover', 'fence it')]);
  expect([found('failover'), found('fence')]).toEqual([['failover'], []]);
  damaged.clear();
  await follow([kept('failover', 'fence it')]);
  await vi.waitFor(() => expect(found('fence')).toEqual(['failover']));
});
