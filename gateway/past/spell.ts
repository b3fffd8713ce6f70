import { z } from 'zod';
import { instantSchema } from '../../shared/model/instant.ts';

/** What spells are kept of. `gateway`: it did not run, or had heard nobody yet. */
export const spellKinds = ['alert', 'service', 'link', 'silence', 'gateway'] as const;
export type SpellKind = (typeof spellKinds)[number];

/**
 * A time for which something was so. `ended`: it was seen to end. `lost`: its source no longer told. `unseen`: the
 * gateway stopped meanwhile. After the last two it may have gone on, and does where it is seen again.
 */
export const spellSchema = z.object({
  /** Counts up over the table's life. */
  id: z.number().int(),
  kind: z.enum(spellKinds),
  /** Id of the alert, service, link or silence. */
  subject: z.string(),
  state: z.string(),
  title: z.string(),
  service: z.string().optional(),
  severity: z.string().optional(),
  /** The incident that an alert belonged to. */
  incident: z.string().optional(),
  /** Who made a silence. */
  by: z.string().optional(),
  /** The reason or problem, in words. */
  text: z.string().optional(),
  from: instantSchema,
  to: instantSchema.optional(),
  ending: z.enum(['ended', 'lost', 'unseen']).optional(),
});
export type Spell = z.infer<typeof spellSchema>;

/** What is so at present: a spell before it is kept. */
export type Standing = Omit<Spell, 'id' | 'kind' | 'to' | 'ending'>;

/** How a spell ended. */
export interface SpellEnd {
  readonly at: number;
  readonly ending: NonNullable<Spell['ending']>;
}

/** Two spells with the same key are two times of the same thing. A service in another state is another thing. */
export const spellKey = ({ kind, subject, state }: Pick<Spell, 'kind' | 'subject' | 'state'>): string =>
  kind === 'service' ? `${kind} ${state} ${subject}` : `${kind} ${subject}`;
