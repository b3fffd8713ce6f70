import type { ConsoleBridge } from '../../shared/bridge.ts';
import { draftSchema, mostDrafts } from '../../shared/draft.ts';
import { settled, written } from './indexedStorage.ts';

const store = 'drafts';

/** Drafts in IndexedDB, in a database of their own; each has reached the browser's storage when it resolves. */
export async function openIndexedDrafts(factory: IDBFactory): Promise<ConsoleBridge['drafts']> {
  const opening = factory.open('watchfloor-drafts', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(store);
  const database = await settled(opening);
  return {
    async get(id) {
      const row = await settled<unknown>(database.transaction(store).objectStore(store).get(id));
      const parsed = draftSchema.safeParse(row);
      return parsed.success ? parsed.data : undefined;
    },
    async set(id, draft) {
      await written(
        database,
        store,
        (table) => void (draft === undefined ? table.delete(id) : table.put(draft, id)),
      );
      await dropOldest(database);
    },
  };
}

async function dropOldest(database: IDBDatabase): Promise<void> {
  const table = database.transaction(store).objectStore(store);
  const [keys, rows] = await Promise.all([settled(table.getAllKeys()), settled<unknown[]>(table.getAll())]);
  if (keys.length <= mostDrafts) return;
  const aged = keys
    .map((key, place) => ({ key, keptAt: draftSchema.safeParse(rows[place]).data?.keptAt ?? 0 }))
    .toSorted((one, other) => one.keptAt - other.keptAt);
  await written(database, store, (all) => {
    for (const { key } of aged.slice(0, keys.length - mostDrafts)) all.delete(key);
  });
}
