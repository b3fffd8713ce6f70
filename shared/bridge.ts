import { z } from 'zod';
import type { Beat, Patch } from './feed/frames.ts';
import { roleSchema } from './feed/roles.ts';
import type { FeedState } from './feed/reduce.ts';
import type { CommandName } from './feed/commands.ts';
import type { DesktopBridge, KioskStanding } from './desktop.ts';
import type { Draft } from './draft.ts';
import type { ConnectionReport, KeepWhen } from './connectionReport.ts';
import type { DrillWish } from './feed/drillKeeper.ts';
import type { DrillUse } from './rules/drill.ts';
import type { NotificationsBridge } from './notifications.ts';
import type { RecordExport } from './model/recordExport.ts';
import type { KeptLibrary, LibraryStanding } from './library/keptLibrary.ts';
import type { QuestionAnswer, QuestionName, QuestionParams } from './feed/questions.ts';
import type { ConnectionChange, Settings, SettingsPatch, SettingsStanding } from './settings/settings.ts';
import type { SettingName } from './settings/settingSpecs.ts';

/** How the console stands with its gateway. */
export const linkStatusSchema = z.discriminatedUnion('kind', [
  /** First contact under way. */
  z.object({ kind: z.literal('connecting'), url: z.string(), since: z.number() }),
  z.object({
    kind: z.literal('live'),
    url: z.string(),
    since: z.number(),
    person: z.string(),
    role: roleSchema,
    /** True where a token says who it is; a chosen name then counts for nothing. */
    vouched: z.boolean().optional(),
    gateway: z.string(),
  }),
  /** Lost: what is shown is as of `asOf`. */
  z.object({
    kind: z.literal('lost'),
    url: z.string(),
    since: z.number(),
    /** Gateway's time of the newest frame held; absent where none ever came. */
    asOf: z.number().optional(),
    problem: z.string(),
    nextTryAt: z.number().optional(),
    /** Cut off on purpose by an operator here, until then or until `reconnect`; by the console's own clock. */
    drill: z.object({ id: z.string(), from: z.number(), until: z.number() }).optional(),
  }),
  /** The gateway refused the console for good: a wrong token or version. */
  z.object({ kind: z.literal('refused'), url: z.string(), since: z.number(), problem: z.string() }),
]);
export type LinkStatus = z.infer<typeof linkStatusSchema>;

/** A command on its way, as shown to the operator. */
export const outgoingSchema = z.object({
  id: z.string(),
  name: z.string(),
  params: z.record(z.string(), z.unknown()),
  givenAt: z.number(),
  /** Who gave it, as far as the console knew; it is done under this name or not at all. */
  person: z.string().optional(),
  /** `queued`: on disk, not yet sent. `pending`: sent, no result. The rest are final. */
  state: z.enum(['queued', 'pending', 'done', 'refused', 'failed']),
  message: z.string().optional(),
  /** Given, or left waiting, without a feed: if it is refused, it stays until somebody puts it away. */
  offline: z.literal(true).optional(),
  /** Certainly never sent, and may be withdrawn; absent from an older outbox, where that is not known. */
  unsent: z.literal(true).optional(),
});
export type Outgoing = z.infer<typeof outgoingSchema>;

/** What a shell tells the renderer. `state` replaces everything; patches and beats follow it in order. */
export type BridgeUpdate =
  | { readonly kind: 'state'; readonly state: FeedState }
  | { readonly kind: 'patch'; readonly patch: Patch }
  | { readonly kind: 'beat'; readonly beat: Beat }
  | { readonly kind: 'status'; readonly status: LinkStatus; readonly clockOffsetMs: number }
  /** All commands not yet final or refused after waiting for a feed, and those that became final in the last minute. */
  | { readonly kind: 'outgoing'; readonly outgoing: readonly Outgoing[] }
  /** How the runbooks on this machine stand; told at once, and whenever it changes. */
  | { readonly kind: 'library'; readonly standing: LibraryStanding }
  /** The settings, and where each comes from; told at once, and whenever one changes in any window. */
  | { readonly kind: 'settings'; readonly standing: SettingsStanding }
  /** Somebody wants to see this incident, as by a click on a notification. */
  | { readonly kind: 'open'; readonly incident: string }
  /** How the console's kiosk stands; never told by a browser. */
  | { readonly kind: 'kiosk'; readonly standing: KioskStanding }
  /** Something the operator must know: settings were reset, a cache could not be written. */
  | { readonly kind: 'notice'; readonly id: string; readonly text: string };

export {
  settingsPatchSchema,
  settingsSchema,
  type Settings,
  type SettingsPatch,
} from './settings/settings.ts';

/** What this shell can do; the renderer asks for this, never for the platform. */
export interface Capabilities {
  /** For words only ("in this browser", "on this machine"). */
  readonly shell: 'desktop' | 'browser';
  readonly version: string;
  /** True where queued commands survive a restart of the console. */
  readonly durableOutbox: boolean;
}

/** What a shell offers to the renderer. Rejections carry one sentence for the operator. */
export interface ConsoleBridge {
  readonly capabilities: Capabilities;
  /** Calls with `state`, `status` and `outgoing` at once, then with each update. Returns its own undo. */
  subscribe(listener: (update: BridgeUpdate) => void): () => void;
  /** Puts a command in the outbox; resolves with its id when it is there (on disk where `durableOutbox`). */
  send(name: CommandName, params: Readonly<Record<string, unknown>>): Promise<string>;
  /** Withdraws a command that was never sent, or puts away one that is final; rejects with one sentence otherwise. */
  discard(id: string): Promise<void>;
  /** Asks the gateway; rejects with one sentence where the feed is lost or the question is refused. */
  ask<Name extends QuestionName>(name: Name, params: QuestionParams<Name>): Promise<QuestionAnswer<Name>>;
  readonly settings: {
    /** Without the secrets among them. */
    get(): Promise<Settings>;
    /** Refuses what is not valid, naming the field. */
    set(patch: SettingsPatch): Promise<Settings>;
    /** Back to what is managed or built in. */
    reset(names: readonly SettingName[]): Promise<Settings>;
    /** Writes everything that was set here but the secrets as a file; resolves with where it is. */
    exported(): Promise<string>;
    /** Keeps the displays of now as a layout of this name, and uses it; rejects with one sentence where there are none. */
    keepLayout(name: string): Promise<Settings>;
  };
  /**
   * Of all windows on this machine one sounds, the loudest: this claims it for this one, with its volume (0 to 1), and
   * hears whether it is the one. Returns its own undo.
   */
  readonly voice: { claim(volume: number, hear: (isHeld: boolean) => void): () => void };
  readonly notifications: NotificationsBridge;
  /** Tries how a gateway is reached, with a change laid over the settings, and says how far it got. */
  tryConnection(change: ConnectionChange, keep: KeepWhen): Promise<ConnectionReport>;
  /** The runbooks on this machine; they need no feed. */
  readonly library: {
    /** All of them, without their texts; undefined where none are kept. */
    list(): Promise<KeptLibrary | undefined>;
    /** A file by its digest, checked against it; rejects with one sentence where it is damaged or not here. */
    file(digest: string): Promise<Uint8Array>;
  };
  /** Opens an address outside the console; rejects with one sentence where this shell may not. */
  openLink(url: string): Promise<void>;
  /** Texts that are not sent yet: they survive a console that is killed, and need no gateway. */
  readonly drafts: {
    get(id: string): Promise<Draft | undefined>;
    /** Resolves when it is kept; undefined drops it. */
    set(id: string, draft: Draft | undefined): Promise<void>;
  };
  /** Writes the break-glass copy: one HTML file for a day without console and network. Resolves with where it is. */
  breakGlass(): Promise<string>;
  /** Exports a handoff, without asking where to; resolves with what became of it, rejects with one sentence. */
  exportRecord(wanted: RecordExport): Promise<string>;
  /** Contacts in the last known state, under a passphrase. Each rejects with one sentence. */
  readonly contacts: {
    /** Opens them, until the console is started again. */
    unlock(passphrase: string): Promise<void>;
    /** Asks for this passphrase at each start without a gateway; refused while they are locked. */
    protect(passphrase: string): Promise<void>;
    /** Asks for none any more; refused while they are locked. */
    unprotect(): Promise<void>;
  };
  readonly drill: {
    /** Cuts this console off from its feed for so long; `reconnect` ends it sooner. Rejects with one sentence where that may not be now. */
    begin(wish: DrillWish): Promise<void>;
    /** Notes what is tried meanwhile, for the record; outside of a drill nothing. */
    note(use: DrillUse): Promise<void>;
  };
  /** Tries the feed again now, without waiting for its next try; ends a drill. */
  reconnect(): Promise<void>;
  /** What only the desktop app can do. */
  readonly desktop?: DesktopBridge;
}
