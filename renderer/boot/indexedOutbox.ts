import { outgoingSchema, type Outgoing } from '../../shared/bridge.ts';
import type { OutboxStorage } from '../../shared/feed/outbox.ts';
import { settled, written } from './indexedStorage.ts';

const store = 'outgoing';

/** The outbox in IndexedDB; each write has reached the browser's storage when it resolves. Rejects where there is none. */
export async function openIndexedOutbox(factory: IDBFactory): Promise<OutboxStorage> {
  const opening = factory.open('watchfloor', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(store, { keyPath: 'id' });
  const database = await settled(opening);
  const write = (change: (table: IDBObjectStore) => void): Promise<void> => written(database, store, change);
  return {
    async load(): Promise<readonly Outgoing[]> {
      const rows = await settled<unknown[]>(database.transaction(store).objectStore(store).getAll());
      return rows.flatMap((row) => {
        const parsed = outgoingSchema.safeParse(row);
        return parsed.success ? [parsed.data] : [];
      });
    },
    put: (entry) => write((table) => void table.put(entry)),
    remove: (id) => write((table) => void table.delete(id)),
  };
}
