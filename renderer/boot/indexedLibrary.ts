import { keptLibrarySchema, type LibraryStore } from '../../shared/library/keptLibrary.ts';
import { settled, written } from './indexedStorage.ts';

const lists = 'list';
const files = 'files';
const listKey = 'library';

/** The library in IndexedDB. Rejects where the browser has none. */
export async function openIndexedLibrary(factory: IDBFactory): Promise<LibraryStore> {
  const opening = factory.open('watchfloor-library', 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(lists);
    opening.result.createObjectStore(files);
  };
  const database = await settled(opening);
  const read = (store: string, key: string): Promise<unknown> =>
    settled<unknown>(database.transaction(store).objectStore(store).get(key));
  const write = (store: string, change: (table: IDBObjectStore) => void): Promise<void> =>
    written(database, store, change);
  return {
    async load() {
      const parsed = keptLibrarySchema.safeParse(await read(lists, listKey));
      return parsed.success ? parsed.data : undefined;
    },
    save: (kept) => write(lists, (table) => void table.put(kept, listKey)),
    async digests() {
      const keys = await settled(database.transaction(files).objectStore(files).getAllKeys());
      return new Set(keys.map(String));
    },
    async read(digest) {
      const bytes = await read(files, digest);
      return bytes instanceof Uint8Array ? bytes : undefined;
    },
    write: (digest, bytes) => write(files, (table) => void table.put(bytes, digest)),
    remove: (digest) => write(files, (table) => void table.delete(digest)),
  };
}
