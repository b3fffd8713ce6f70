import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  Capabilities,
  ConsoleBridge,
  LinkStatus,
  Outgoing,
  Settings,
  SettingsPatch,
} from '../../shared/bridge.ts';
import type { ConnectionReport, KeepWhen } from '../../shared/connectionReport.ts';
import type { Result } from '../../shared/result.ts';
import type { SettingSection } from '../../shared/settings/settingSpec.ts';
import type { KeptView, KioskStanding } from '../../shared/desktop.ts';
import type { Draft } from '../../shared/draft.ts';
import type { CommandName } from '../../shared/feed/commands.ts';
import type { QuestionAnswer, QuestionName, QuestionParams } from '../../shared/feed/questions.ts';
import type { LibraryStanding } from '../../shared/library/keptLibrary.ts';
import { emptyFeedState, type FeedState } from '../../shared/feed/reduce.ts';
import type { SettingName } from '../../shared/settings/settingSpecs.ts';
import type { ConnectionChange, SettingsStanding } from '../../shared/settings/settings.ts';
import type { Board } from '../../shared/model/board.ts';
import type { RecordExport } from '../../shared/model/recordExport.ts';
import type { drillMinutes, DrillReadiness } from '../../shared/model/drill.ts';
import type { NotificationPermission } from '../../shared/notifications.ts';
import type { SoundSettings } from '../../shared/model/soundSettings.ts';
import type { QueueView } from '../../shared/model/queueView.ts';
import type { DrillUse } from '../../shared/rules/drill.ts';
import type { ContactActions } from './contactActions.ts';
import type { DesktopActions } from './desktopActions.ts';
import { withView } from './keptView.ts';
import type { Presences } from '../selectors/presence.ts';
import type { Reunion } from '../selectors/reunion.ts';
import type { SoundStanding } from '../sound/soundPlayer.ts';
import type { ActFormKind } from '../components/ActForm.tsx';

export type OutgoingCommand = Outgoing;
export type Mode = 'wall' | 'workstation';
/** An act that asks for something before it is sent. */
export type ActKind = ActFormKind;

/** What the operator looks at on the burn board. */
export interface BurnView {
  readonly selected?: string | undefined;
  readonly show: 'all' | 'attention' | 'unknown';
  readonly search: string;
  /** Id of the span that the charts show. */
  readonly span: string;
}

/** What the operator reads on the board of runbooks. */
export interface RunbookView {
  readonly selected?: string | undefined;
  readonly search: string;
  /** The incident that it is read for. */
  readonly incident?: string | undefined;
  /** The board that Escape leads back to. */
  readonly from?: Board | undefined;
  readonly isLarge: boolean;
}

/** How a view is looked at now, where that differs from how it is kept. */
export type QueueViewChange = Partial<Pick<QueueView, 'filter' | 'columns' | 'sort'>>;

/** What the operator looks at in the queue. */
export interface QueueUi {
  /** Name of the view. */
  readonly view: string;
  /** By name of the view. */
  readonly changes: Readonly<Record<string, QueueViewChange>>;
}

/** What the operator looks at on the board of figures. */
export interface FiguresView {
  /** Id of the span. */
  readonly span: string;
  /** The ends of a free span. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** What the operator looks at. */
export interface UiState {
  readonly board: Board;
  readonly mode: Mode;
  readonly selected?: string;
  readonly queue: QueueUi;
  readonly act?: ActKind;
  readonly showsKeys: boolean;
  /** True while "Who is at this console?" is asked. */
  readonly asksPerson?: boolean;
  /** True while "What came and went" is open. */
  readonly showsPassed?: boolean;
  /** True while something is asked about the kiosk. */
  readonly asksKiosk?: boolean;
  /** True while the passphrase of the contacts is asked for, or set. */
  readonly asksContacts?: boolean;
  /** True while the acts that wait or were refused are shown. */
  readonly showsOutbox?: boolean;
  /** True while the settings of sound are open. */
  readonly showsSound?: boolean;
  /** What this display is called, by its layout or its address. */
  readonly display?: string | undefined;
  readonly burn: BurnView;
  readonly runbooks: RunbookView;
  readonly figures: FiguresView;
  /** Part of the settings that is looked at. */
  readonly settingsSection?: SettingSection | undefined;
  readonly showsPalette?: boolean;
  /** Whether the guide of a first start is shown; a first start decides where nobody has. */
  readonly showsGuide?: boolean;
  /** Id of the handoff that is looked at; the newest open one where none was chosen. */
  readonly handoff?: string;
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

/** What boards may do; each call is safe to repeat. */
export interface ConsoleActions extends ContactActions, DesktopActions {
  readonly select: (id: string | undefined) => void;
  readonly setBoard: (board: Board) => void;
  readonly openView: (name: string) => void;
  /** Changes how a view is looked at; undefined goes back to how it is kept. */
  readonly changeView: (name: string, change: QueueViewChange | undefined) => void;
  /** Keeps other views of the queue, made from those that are kept now; says whether that was done. */
  readonly keepViews: (change: (kept: unknown) => readonly unknown[]) => Promise<boolean>;
  readonly viewRunbooks: (change: Partial<RunbookView>) => void;
  readonly viewHandoff: (id: string) => void;
  readonly viewBurn: (change: Partial<BurnView>) => void;
  readonly viewFigures: (change: Partial<FiguresView>) => void;
  readonly openAct: (act: ActKind | undefined) => void;
  readonly showKeys: (shown: boolean) => void;
  readonly askPerson: (asked: boolean) => void;
  readonly showPassed: (shown: boolean) => void;
  /** A key was pressed, or something clicked. */
  readonly notePress: () => void;
  /** Takes what was kept before a reload. */
  readonly recallPresence: (kept: Presences) => void;
  /** The present person knows of their last absence. */
  readonly seeAbsence: () => void;
  readonly showOutbox: (shown: boolean) => void;
  readonly showSound: (shown: boolean) => void;
  /** Keeps other settings of sound, made from those that are kept now; a refusal becomes a notice. */
  readonly keepSound: (change: (kept: SoundSettings) => SoundSettings) => Promise<void>;
  /** Whether the system lets this console notify. */
  readonly mayNotify: () => Promise<NotificationPermission>;
  /** Asks the operator's leave for notifications; after an act of theirs. */
  readonly askNotifications: () => Promise<NotificationPermission>;
  readonly dismissReunion: () => void;
  /** Withdraws an act that was never sent, or puts away a refused one; a refusal of that becomes a notice. */
  readonly discard: (id: string) => Promise<void>;
  /** Writes the break-glass copy and says where it is, or why it is nowhere. */
  readonly breakGlass: () => Promise<void>;
  /** Exports a handoff; resolves with what became of it, in words. */
  readonly exportRecord: (wanted: RecordExport) => Promise<string>;
  /** Opens a runbook on its board. */
  readonly openRunbook: (id: string) => void;
  /** Keeps who is at this console, and says so to the gateway. */
  readonly choosePerson: (name: string) => Promise<void>;
  /** Keeps settings; answers why not, in one sentence. */
  readonly changeSettings: (patch: SettingsPatch) => Promise<string | undefined>;
  /** Back to what is managed or built in. */
  readonly resetSettings: (names: readonly SettingName[]) => Promise<void>;
  /** Tries how a gateway is reached, and keeps that where it is so wanted. */
  readonly tryConnection: (change: ConnectionChange, keep: KeepWhen) => Promise<Result<ConnectionReport>>;
  /** Keeps the displays of now as a layout; answers why not, in one sentence. */
  readonly keepLayout: (name: string) => Promise<string | undefined>;
  /** Writes the settings as a file and says where it is, or why it is nowhere. */
  readonly exportSettings: () => Promise<void>;
  /** Opens the board of settings at a section. */
  readonly openSettings: (section: SettingSection) => void;
  readonly showPalette: (shown: boolean) => void;
  readonly showGuide: (shown: boolean) => void;
  readonly dismissNotice: (id: string) => void;
  /** Opens an address outside the console; a refusal becomes a notice. */
  readonly openLink: (url: string) => void;
  /** Tries the feed again now; ends a drill. */
  readonly reconnect: () => void;
  /** Cuts this console off for so many minutes; a refusal becomes a notice, and is false. */
  readonly beginDrill: (
    minutes: (typeof drillMinutes)[number],
    readiness: DrillReadiness | undefined,
  ) => Promise<boolean>;
  /** Notes what is tried in a drill; outside of one nothing. */
  readonly noteDrill: (use: DrillUse) => void;
  /** Asks the gateway; rejects with one sentence where the feed is lost or the question is refused. */
  readonly ask: <Name extends QuestionName>(
    name: Name,
    params: QuestionParams<Name>,
  ) => Promise<QuestionAnswer<Name>>;
  /** The runbooks on this machine, with or without a feed. */
  readonly library: ConsoleBridge['library'];
  /** Puts a command in the outbox and gives its id; a refusal before that becomes a notice. */
  readonly send: (
    name: CommandName,
    params: Readonly<Record<string, unknown>>,
  ) => Promise<string | undefined>;
  /** A text that was not sent yet; undefined where there is none, or it can't be read. */
  readonly readDraft: (id: string) => Promise<Draft | undefined>;
  /** Keeps what is typed, or drops it; false where the shell could not, which becomes a notice. */
  readonly keepDraft: (id: string, draft: Draft | undefined) => Promise<boolean>;
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
