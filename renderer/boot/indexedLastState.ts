import type { LastStateStore } from '../../shared/feed/lastState.ts';
import { settled, written } from './indexedStorage.ts';

const store = 'states';
const key = 'newest';

/** The last state in IndexedDB. Rejects where the browser has none. */
export async function openIndexedLastState(factory: IDBFactory): Promise<LastStateStore> {
  const opening = factory.open('watchfloor-state', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(store);
  const database = await settled(opening);
  return {
    load: () => settled<unknown>(database.transaction(store).objectStore(store).get(key)),
    save: (kept) => written(database, store, (table) => void table.put(kept, key)),
  };
}
