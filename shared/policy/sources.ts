import { z } from 'zod';
import { httpUrl, id, period, secret, section, text } from './values.ts';

const common = {
  id,
  name: text.optional(),
  /** Time between two reads, ms. */
  interval: period.default(15_000),
  /** Age at which what it said is no longer believed, ms. */
  freshFor: period.default(60_000),
};

const access = {
  url: httpUrl,
  /** Sent as `Authorization: Bearer ...`. */
  bearerToken: secret.optional(),
  username: z.string().min(1).optional(),
  password: secret.optional(),
};

/** Something that the gateway reads. */
const source = z.discriminatedUnion('kind', [
  section({ ...common, ...access, kind: z.literal('prometheus') }),
  section({ ...common, ...access, kind: z.literal('alertmanager') }),
  /** Asks every service that has a `probe`, at that probe's own interval. */
  section({ ...common, kind: z.literal('probe') }),
  section({
    ...common,
    kind: z.literal('simulator'),
    scenario: z.enum(['quiet-night', 'one-p0', 'alert-storm', 'source-loss']),
    /** The same seed plays the same night. */
    seed: z.int().min(0).max(0xffff_ffff).default(1),
  }),
]);

/** Everything that the gateway reads. */
export const sources = z.array(source).min(1);
