import type { ConsoleBridge } from '../../shared/bridge.ts';
import type { ConsoleActions, ConsoleStore, UiState } from './store.ts';

/** The actions of a console: each changes the store, or asks the bridge. */
export function createActions(store: ConsoleStore, bridge: ConsoleBridge): ConsoleActions {
  const setUi = (change: Partial<UiState>): void =>
    store.setState((state) => ({ ui: { ...state.ui, ...change } }));
  const notice = (text: string): void =>
    store.setState((state) => ({
      notices: [...state.notices, { id: `${Date.now()}-${text}`, text }].slice(-5),
    }));
  const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));
  return {
    select: (selected) => setUi({ selected, act: undefined }),
    setBoard: (board) => setUi({ board, act: undefined }),
    setFilter: (filter) => setUi({ filter }),
    setSearch: (search) => setUi({ search }),
    openAct: (act) => setUi({ act }),
    showKeys: (showsKeys) => setUi({ showsKeys }),
    dismissNotice: (id) =>
      store.setState((state) => ({ notices: state.notices.filter((kept) => kept.id !== id) })),
    reconnect: () => void bridge.reconnect().catch((error: unknown) => notice(sentence(error))),
    async send(name, params) {
      try {
        await bridge.send(name, params);
      } catch (error) {
        notice(sentence(error));
      }
    },
  };
}
