import type { Outgoing } from '../bridge.ts';

/** Where the outbox keeps commands between starts of the console; each write is durable when it resolves. */
export interface OutboxStorage {
  load(): Promise<readonly Outgoing[]>;
  put(entry: Outgoing): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Storage that forgets: for tests, and for shells without a disk. */
export function memoryOutboxStorage(): OutboxStorage {
  const entries = new Map<string, Outgoing>();
  return {
    load: async () => [...entries.values()],
    put: async (entry) => void entries.set(entry.id, entry),
    remove: async (id) => void entries.delete(id),
  };
}
