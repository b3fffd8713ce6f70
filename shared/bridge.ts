import { z } from 'zod';
import type { Beat, Patch } from './feed/frames.ts';
import { roleSchema } from './feed/roles.ts';
import type { FeedState } from './feed/reduce.ts';
import type { CommandName } from './feed/commands.ts';

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
  /** `queued`: on disk, not yet sent. `pending`: sent, no result. The rest are final. */
  state: z.enum(['queued', 'pending', 'done', 'refused', 'failed']),
  message: z.string().optional(),
});
export type Outgoing = z.infer<typeof outgoingSchema>;

/** What a shell tells the renderer. `state` replaces everything; patches and beats follow it in order. */
export type BridgeUpdate =
  | { readonly kind: 'state'; readonly state: FeedState }
  | { readonly kind: 'patch'; readonly patch: Patch }
  | { readonly kind: 'beat'; readonly beat: Beat }
  | { readonly kind: 'status'; readonly status: LinkStatus; readonly clockOffsetMs: number }
  /** All commands not yet final, and those that became final in the last minute. */
  | { readonly kind: 'outgoing'; readonly outgoing: readonly Outgoing[] }
  /** Something the operator must know: settings were reset, a cache could not be written. */
  | { readonly kind: 'notice'; readonly id: string; readonly text: string };

const settingsFields = {
  theme: z.enum(['dark', 'light', 'system']),
  /** Site whose local time is shown beside UTC. */
  site: z.string().max(64),
  mode: z.enum(['workstation', 'wall']),
  /** Board shown at the start. */
  board: z.enum(['health', 'queue']),
  /** Multiplies the wall's type sizes: panel size and distance. */
  wallScale: z.number().min(0.5).max(4),
  gatewayUrl: z.string().max(2048),
  token: z.string().max(256),
};

/** What a console keeps between starts. */
export const settingsSchema = z.object({
  theme: settingsFields.theme.default('dark'),
  site: settingsFields.site.optional(),
  mode: settingsFields.mode.default('workstation'),
  board: settingsFields.board.default('health'),
  wallScale: settingsFields.wallScale.default(1),
  gatewayUrl: settingsFields.gatewayUrl.optional(),
  token: settingsFields.token.optional(),
});
export type Settings = z.infer<typeof settingsSchema>;
/** A change of some settings; the others stay as they are. */
export const settingsPatchSchema = z.strictObject(settingsFields).partial();
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

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
  readonly settings: {
    get(): Promise<Settings>;
    /** Refuses what is not valid, naming the field. */
    set(patch: SettingsPatch): Promise<Settings>;
  };
  /** Tries the feed again now, without waiting for its next try. */
  reconnect(): Promise<void>;
}
