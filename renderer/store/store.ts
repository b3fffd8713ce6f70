import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Capabilities, LinkStatus, Outgoing, Settings } from '../../shared/bridge.ts';
import type { CommandName } from '../../shared/feed/commands.ts';
import { emptyFeedState, type FeedState } from '../../shared/feed/reduce.ts';

export type OutgoingCommand = Outgoing;
export type Board = 'health' | 'queue';
export type Mode = 'wall' | 'workstation';
export type QueueFilter = 'open' | 'mine' | 'unowned' | 'due' | 'resolved';
export type ActKind = 'note' | 'resolve' | 'reopen' | 'reclassify' | 'assign' | 'declare';

/** What the operator looks at. */
export interface UiState {
  readonly board: Board;
  readonly mode: Mode;
  readonly selected?: string;
  readonly filter: QueueFilter;
  readonly search: string;
  readonly act?: ActKind;
  readonly showsKeys: boolean;
}

/** Everything that the boards draw from; replaced, never mutated. */
export interface ConsoleState {
  readonly feed: FeedState;
  readonly status: LinkStatus;
  /** True while the feed is live; all else is last known. */
  readonly live: boolean;
  /** Gateway's clock minus ours, ms. */
  readonly clockOffsetMs: number;
  /** Who this console acts as; empty before the first welcome. */
  readonly person: string;
  readonly outgoing: readonly Outgoing[];
  readonly notices: readonly { readonly id: string; readonly text: string }[];
  readonly settings: Settings;
  readonly capabilities: Capabilities;
  readonly ui: UiState;
}

/** What boards may do; each call is safe to repeat. */
export interface ConsoleActions {
  readonly select: (id: string | undefined) => void;
  readonly setBoard: (board: Board) => void;
  readonly setFilter: (filter: QueueFilter) => void;
  readonly setSearch: (search: string) => void;
  readonly openAct: (act: ActKind | undefined) => void;
  readonly showKeys: (shown: boolean) => void;
  readonly dismissNotice: (id: string) => void;
  readonly reconnect: () => void;
  /** Puts a command in the outbox; a refusal before that becomes a notice. */
  readonly send: (name: CommandName, params: Readonly<Record<string, unknown>>) => Promise<void>;
}

export type ConsoleStore = StoreApi<ConsoleState>;

/** The store before the first update of the bridge. */
export function createConsoleStore(
  settings: Settings,
  capabilities: Capabilities,
  view: { readonly board: Board; readonly mode: Mode },
): ConsoleStore {
  return createStore<ConsoleState>(() => ({
    feed: emptyFeedState,
    status: { kind: 'connecting', url: '', since: Date.now() },
    live: false,
    clockOffsetMs: 0,
    person: '',
    outgoing: [],
    notices: [],
    settings,
    capabilities,
    ui: { ...view, filter: 'open', search: '', showsKeys: false },
  }));
}

/** The store and the actions, for everything below `ConsoleContext`. */
export const ConsoleContext = createContext<
  { readonly store: ConsoleStore; readonly actions: ConsoleActions } | undefined
>(undefined);

function useConsoleContext(): { readonly store: ConsoleStore; readonly actions: ConsoleActions } {
  const context = useContext(ConsoleContext);
  if (context === undefined) throw new Error('A board was rendered outside the console.');
  return context;
}

/** Selects from the console's state; return primitives or existing references, so that nothing is drawn in vain. */
export function useConsole<Value>(selector: (state: ConsoleState) => Value): Value {
  return useStore(useConsoleContext().store, selector);
}

/** What the operator can do. */
export const useActions = (): ConsoleActions => useConsoleContext().actions;
