import { z } from 'zod';
import { drillReportSchema } from '../../shared/model/drill.ts';
import { actorSchema } from '../../shared/model/incident.ts';
import { instantSchema } from '../../shared/model/instant.ts';

/** What is kept of drills: part of the desk's events. */
export const drillEvents = [
  z.object({
    ...drillReportSchema.shape,
    type: z.literal('drill.recorded'),
    at: instantSchema,
    by: actorSchema,
  }),
] as const;
