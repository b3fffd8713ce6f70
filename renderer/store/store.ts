import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Capabilities, LinkStatus, Outgoing, Settings } from '../../shared/bridge.ts';
import type { KeptView, KioskStanding } from '../../shared/desktop.ts';
import type { LibraryStanding } from '../../shared/library/keptLibrary.ts';
import { emptyFeedState, type FeedState } from '../../shared/feed/reduce.ts';
import type { SettingName } from '../../shared/settings/settingSpecs.ts';
import type { SettingsStanding } from '../../shared/settings/settings.ts';
import type { Board } from '../../shared/model/board.ts';
import { withView } from './keptView.ts';
import type { Presences } from '../selectors/presence.ts';
import type { Reunion } from '../selectors/reunion.ts';
import type { SoundStanding } from '../sound/soundPlayer.ts';
import type { ConsoleActions } from './consoleActions.ts';
import type { Mode, UiState } from './uiState.ts';

export type OutgoingCommand = Outgoing;
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
  /** True where a token says who it is. */
  readonly vouched: boolean;
  readonly outgoing: readonly Outgoing[];
  /** The last state before the feed was lost; absent while it is live. */
  readonly gap?:
    { readonly before: FeedState; readonly wasLost: boolean; readonly isDrill: boolean } | undefined;
  /** What was missed, once the feed is back. */
  readonly reunion?: Reunion | undefined;
  readonly notices: readonly { readonly id: string; readonly text: string }[];
  /** The runbooks on this machine. */
  readonly library: LibraryStanding;
  /** Who was last here when, by name. */
  readonly presences: Presences;
  /** How the desktop app stands with its kiosk; absent in a browser. */
  readonly kiosk?: KioskStanding;
  readonly settings: Settings;
  /** How this page may sound, and whether it is the one window that does. */
  readonly sound: { readonly standing: SoundStanding; readonly isVoice: boolean };
  /** Where each setting comes from; absent until the shell has told. */
  readonly standing?: SettingsStanding | undefined;
  /** Settings that this page's address gives. */
  readonly givenByAddress: readonly SettingName[];
  readonly capabilities: Capabilities;
  readonly ui: UiState;
}

export type ConsoleStore = StoreApi<ConsoleState>;

/** The store before the first update of the bridge. */
export function createConsoleStore(
  settings: Settings,
  capabilities: Capabilities,
  view: { readonly board: Board; readonly mode: Mode; readonly display?: string | undefined },
  /** What the page showed before it was loaded again. */
  kept?: KeptView,
): ConsoleStore {
  const ui: UiState = {
    board: view.board,
    mode: view.mode,
    display: view.display,
    queue: { view: 'Open', changes: {} },
    showsKeys: false,
    burn: { show: 'all', search: '', span: '24h' },
    runbooks: { search: '', isLarge: false },
    figures: { span: '7d' },
  };
  return createStore<ConsoleState>(() => ({
    feed: emptyFeedState,
    status: { kind: 'connecting', url: '', since: Date.now() },
    live: false,
    clockOffsetMs: 0,
    person: '',
    vouched: false,
    outgoing: [],
    notices: [],
    library: { runbooks: 0, damaged: [], missed: [], isFetching: false },
    presences: {},
    sound: { standing: 'closed', isVoice: false },
    givenByAddress: [],
    settings,
    capabilities,
    ui: kept === undefined ? ui : withView(ui, kept),
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
