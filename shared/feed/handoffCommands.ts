import { z } from 'zod';

const handoff = z.string().regex(/^HND-\d{4}-\d\d-\d\dT\d\d(\d\d)?$/);
const incident = z.string().regex(/^INC-\d+$/);
const item = z.string().min(1).max(64);
const text = z.string().trim().min(1).max(4000);
const role = 'operator';

/** The commands of handoffs. */
export const handoffCommands = {
  /** Begins the handoff of the present shift before its time. */
  'handoff.begin': { params: z.strictObject({}), role, title: 'Begin handoff' },
  /** `seen` is the mark of the evidence that was looked at: a tick that waited must not vouch for another. */
  'handoff.tick': {
    params: z.strictObject({ handoff, item, comment: text.optional(), seen: z.string().max(64).optional() }),
    role,
    title: 'Tick item',
  },
  'handoff.untick': {
    params: z.strictObject({ handoff, item, reason: text }),
    role,
    title: 'Untick item',
  },
  /** Sends a test through every channel; the evidence tells how each came out. */
  'handoff.test': { params: z.strictObject({ handoff }), role, title: 'Test channels' },
  /** `base` is the revision that was edited: two people must not write over each other. */
  'handoff.note': {
    params: z.strictObject({ handoff, base: z.number().int().min(0), text: z.string().max(10_000) }),
    role,
    title: 'Keep notes',
  },
  'handoff.promise': { params: z.strictObject({ handoff, text }), role, title: 'Promise' },
  'handoff.fulfil': {
    params: z.strictObject({ promise: z.string().regex(/^PRM-\d+$/), note: text.optional() }),
    role,
    title: 'Promise done',
  },
  'handoff.accept': { params: z.strictObject({ handoff, incident }), role, title: 'Accept incident' },
  /** Asks back; the question stays in the record. */
  'handoff.ask': {
    params: z.strictObject({ handoff, incident: incident.optional(), text }),
    role,
    title: 'Ask back',
  },
  'handoff.answer': {
    params: z.strictObject({ handoff, question: z.number().int().min(1), text }),
    role,
    title: 'Answer',
  },
  'handoff.sign': {
    params: z.strictObject({ handoff, side: z.enum(['outgoing', 'incoming']) }),
    role,
    title: 'Sign handoff',
  },
  /** For an emergency: the incoming side goes on without the outgoing one's signature. */
  'handoff.takeover': {
    params: z.strictObject({ handoff, reason: text }),
    role,
    title: 'Emergency takeover',
  },
} as const;
