import type { ConsoleBridge, SettingsPatch } from '../../shared/bridge.ts';
import type { ConnectionReport, KeepWhen } from '../../shared/connectionReport.ts';
import type { Result } from '../../shared/result.ts';
import type { SettingSection } from '../../shared/settings/settingSpec.ts';
import type { Draft } from '../../shared/draft.ts';
import type { CommandName } from '../../shared/feed/commands.ts';
import type { QuestionAnswer, QuestionName, QuestionParams } from '../../shared/feed/questions.ts';
import type { SettingName } from '../../shared/settings/settingSpecs.ts';
import type { ConnectionChange } from '../../shared/settings/settings.ts';
import type { Board } from '../../shared/model/board.ts';
import type { RecordExport } from '../../shared/model/recordExport.ts';
import type { drillMinutes, DrillReadiness } from '../../shared/model/drill.ts';
import type { NotificationPermission } from '../../shared/notifications.ts';
import type { SoundSettings } from '../../shared/model/soundSettings.ts';
import type { DrillUse } from '../../shared/rules/drill.ts';
import type { ContactActions } from './contactActions.ts';
import type { DesktopActions } from './desktopActions.ts';
import type { Presences } from '../selectors/presence.ts';
import type { ActKind, BurnView, RunbookView, QueueViewChange, FiguresView } from './uiState.ts';

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
