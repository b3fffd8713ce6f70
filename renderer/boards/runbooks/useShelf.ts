import { useEffect, useSyncExternalStore } from 'react';
import { useActions, useConsole } from '../../store/store.ts';
import { Shelf, type ShelfState } from './shelf.ts';

/** One shelf for each bridge: what was read and indexed outlives the board. */
const shelves = new WeakMap<object, Shelf>();

/** The shelf of this console, kept up with the copy on this machine. */
export function useShelf(): { readonly shelf: Shelf; readonly state: ShelfState } {
  const { library } = useActions();
  const version = useConsole(({ library: { digest, copiedAt, damaged } }) =>
    JSON.stringify([digest, copiedAt, damaged]),
  );
  const shelf = shelfOf(library);
  useEffect(() => shelf.follow(version), [shelf, version]);
  return { shelf, state: useSyncExternalStore(shelf.subscribe, shelf.state) };
}

function shelfOf(library: ConstructorParameters<typeof Shelf>[0]): Shelf {
  const shelf = shelves.get(library) ?? new Shelf(library);
  shelves.set(library, shelf);
  return shelf;
}
