import { z } from 'zod';
import { actorSchema } from '../../shared/model/incident.ts';
import { instantSchema } from '../../shared/model/instant.ts';
import { rotaPartSchema } from '../../shared/model/rota.ts';

const base = { at: instantSchema, by: actorSchema, override: z.string() };

/** What happens to stand-ins on the rota. */
export const rotaEvents = [
  z.object({
    ...base,
    type: z.literal('rota.proposed'),
    kind: z.enum(['override', 'swap']),
    parts: z.array(rotaPartSchema),
    reason: z.string(),
    emergency: z.boolean(),
  }),
  z.object({ ...base, type: z.literal('rota.approved') }),
  z.object({ ...base, type: z.literal('rota.declined'), reason: z.string() }),
  z.object({ ...base, type: z.literal('rota.cancelled'), reason: z.string() }),
] as const;
