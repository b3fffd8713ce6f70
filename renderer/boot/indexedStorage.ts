/** Changes a store; what was changed has reached the browser's storage when it resolves. */
export async function written(
  database: IDBDatabase,
  store: string,
  change: (table: IDBObjectStore) => void,
): Promise<void> {
  const transaction = database.transaction(store, 'readwrite', { durability: 'strict' });
  change(transaction.objectStore(store));
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () =>
      reject(new Error(transaction.error?.message ?? 'The browser refused to store it.'));
  });
}

/** What a request of IndexedDB came to. */
export function settled<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error(request.error?.message ?? 'The browser has no storage.'));
  });
}
