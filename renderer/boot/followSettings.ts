import type { ConsoleStore } from '../store/store.ts';
import { dress, viewOf } from './view.ts';

/** Keeps the document and the mode as the settings say, under what the address gives. Returns its undo. */
export function followSettings(store: ConsoleStore, root: HTMLElement, search: () => string): () => void {
  let undress = dress(root, viewOf(search(), store.getState().settings));
  const unsubscribe = store.subscribe(({ settings, ui }, before) => {
    if (settings === before.settings) return;
    const view = viewOf(search(), settings);
    undress();
    undress = dress(root, view);
    if (view.mode !== ui.mode) store.setState((state) => ({ ui: { ...state.ui, mode: view.mode } }));
  });
  return () => {
    unsubscribe();
    undress();
  };
}
