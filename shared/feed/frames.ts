import { z } from 'zod';
import { chainLinkSchema } from '../model/chain.ts';
import { instantSchema } from '../model/instant.ts';
import { personNameSchema } from './person.ts';
import { roleSchema } from './roles.ts';

/** The feed's version; both ends refuse any other. */
export const protocolVersion = 1;
/** WebSocket subprotocol of this version. */
export const subprotocol = 'watchfloor.v1';

/** Bounds of the feed; each is enforced by the end that receives. */
export const bounds = {
  /** Largest frame that a console may send, bytes. */
  consoleFrameBytes: 64 * 1024,
  /** Largest frame that a gateway sends, bytes; snapshots are cut into parts below it. */
  gatewayFrameBytes: 1024 * 1024,
  /** Aim for one part of a snapshot, bytes. */
  snapshotPartBytes: 256 * 1024,
  snapshotParts: 1024,
  /** Unsent bytes per session above which patches stop and a snapshot follows later. */
  sessionBufferBytes: 4 * 1024 * 1024,
  /** A session that stays behind so long is told `bye slow`. */
  slowForMs: 15_000,
  sessions: 500,
  helloWithinMs: 5_000,
  commandsPerSecond: 20,
  questionsPerSecond: 10,
  /** Patches kept for consoles that resume. */
  resumePatches: 2_000,
  framesPerSecond: 60,
} as const;

/** Beats: one every `intervalMs`; `misses` in a row lose the link. */
export const heartbeat = { intervalMs: 2_000, misses: 3 } as const;

const seq = z.number().int().min(0);
const commandId = z.string().min(8).max(64);

/** First frame of a console. */
export const helloSchema = z.object({
  type: z.literal('hello'),
  protocol: z.number().int(),
  token: z.string().max(256).optional(),
  /** Who is at the console, by their own word; counts only where the gateway asks for no token. */
  person: personNameSchema.optional(),
  client: z.object({ name: z.string().max(64), version: z.string().max(32) }),
  resume: z.object({ epoch: z.string().max(64), seq }).optional(),
});

/** An act of an operator. Its id is the console's own, so that sending it again is harmless. */
export const commandFrameSchema = z.object({
  type: z.literal('command'),
  id: commandId,
  name: z.string().max(64),
  params: z.unknown(),
  /** When the operator gave it, by the console's corrected clock. */
  givenAt: instantSchema.optional(),
  /** Who gave it; absent: whoever the session is. It may have waited while another person came to the console. */
  person: personNameSchema.optional(),
});

/** A question; it changes nothing, and nothing is lost where no answer comes. */
export const askFrameSchema = z.object({
  type: z.literal('ask'),
  id: commandId,
  name: z.string().max(64),
  params: z.unknown(),
});

/** What a console may send. */
export const consoleFrameSchema = z.discriminatedUnion('type', [
  helloSchema,
  commandFrameSchema,
  askFrameSchema,
]);

/** Answer to `hello`. */
export const welcomeSchema = z.object({
  type: z.literal('welcome'),
  epoch: z.string(),
  seq,
  serverTime: instantSchema,
  session: z.object({
    id: z.string(),
    person: z.string(),
    role: roleSchema,
    grants: z.array(z.string()),
    /** True where a token says who it is; false where the console's word is taken. */
    vouched: z.boolean().optional(),
  }),
  heartbeat: z.object({ intervalMs: z.number().int().positive(), misses: z.number().int().positive() }),
  gateway: z.object({ name: z.string(), version: z.string() }),
  /** True where the missed patches follow in place of a snapshot. */
  resumed: z.boolean(),
});

/** A part of the whole state as of `seq`. Parts come in order, without patches between them. */
export const snapshotSchema = z.object({
  type: z.literal('snapshot'),
  part: z.number().int().min(1),
  parts: z.number().int().min(1).max(bounds.snapshotParts),
  seq,
  at: instantSchema,
  upserts: z.record(z.string(), z.unknown()),
});

/** One step of the state: `seq` is the last one plus one. Whole entities by key. */
export const patchSchema = z.object({
  type: z.literal('patch'),
  seq,
  at: instantSchema,
  upserts: z.record(z.string(), z.unknown()),
  removals: z.array(z.string()),
});

/** Sign of life, with the freshness of every link before the gateway. */
export const beatSchema = z.object({
  type: z.literal('beat'),
  at: instantSchema,
  seq,
  chain: z.array(chainLinkSchema),
});

export const resultCodes = ['refused', 'invalid', 'forbidden', 'busy', 'failed'] as const;

/** Outcome of a command; sent only after it is durable. */
export const resultSchema = z.discriminatedUnion('ok', [
  z.object({ type: z.literal('result'), id: commandId, ok: z.literal(true), seq, message: z.string() }),
  z.object({
    type: z.literal('result'),
    id: commandId,
    ok: z.literal(false),
    /** `busy` and `failed` may be tried again with the same id; the others are final. */
    code: z.enum(resultCodes),
    message: z.string(),
  }),
]);

/** Answer to a question, at once or not at all. */
export const answerSchema = z.discriminatedUnion('ok', [
  z.object({ type: z.literal('answer'), id: commandId, ok: z.literal(true), data: z.unknown() }),
  z.object({
    type: z.literal('answer'),
    id: commandId,
    ok: z.literal(false),
    code: z.enum(resultCodes),
    message: z.string(),
  }),
]);

/** Last frame before the gateway closes. */
export const byeSchema = z.object({
  type: z.literal('bye'),
  reason: z.enum(['protocol', 'access', 'slow', 'shutdown', 'busy']),
  message: z.string(),
  /** Wait at least so long before the next try; absent: don't try again without a change. */
  retryAfterMs: z.number().int().min(0).optional(),
});

/** What a gateway may send. */
export const gatewayFrameSchema = z.union([
  welcomeSchema,
  snapshotSchema,
  patchSchema,
  beatSchema,
  resultSchema,
  answerSchema,
  byeSchema,
]);

export type ConsoleFrame = z.infer<typeof consoleFrameSchema>;
export type GatewayFrame = z.infer<typeof gatewayFrameSchema>;
export type Hello = z.infer<typeof helloSchema>;
export type CommandFrame = z.infer<typeof commandFrameSchema>;
export type Welcome = z.infer<typeof welcomeSchema>;
export type Snapshot = z.infer<typeof snapshotSchema>;
export type Patch = z.infer<typeof patchSchema>;
export type Beat = z.infer<typeof beatSchema>;
export type CommandResult = z.infer<typeof resultSchema>;
export type AskFrame = z.infer<typeof askFrameSchema>;
export type Answer = z.infer<typeof answerSchema>;
export type Bye = z.infer<typeof byeSchema>;

/** Parses one frame of text; the error is one sentence for the log and the counter. */
export function parseFrame<Frame>(
  schema: z.ZodType<Frame>,
  raw: string,
): { readonly ok: true; readonly value: Frame } | { readonly ok: false; readonly error: string } {
  let json: unknown;
  try {
    json = JSON.parse(raw);
  } catch {
    return { ok: false, error: 'not JSON' };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  return { ok: false, error: `${issue?.path.join('.') || 'frame'}: ${issue?.message ?? 'not valid'}` };
}
