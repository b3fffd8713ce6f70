import type { SettingSection } from '../../shared/settings/settingSpec.ts';
import type { Board } from '../../shared/model/board.ts';
import type { QueueView } from '../../shared/model/queueView.ts';
import type { ActFormKind } from '../components/ActForm.tsx';

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
