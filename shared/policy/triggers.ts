import { z } from 'zod';
import { boundFields, duration, hasBound, httpUrl, id, period, secret, section, text } from './values.ts';

const described = { id, name: text };

/** Something a trigger may do. Only what is listed here can be run. */
const action = z.discriminatedUnion('kind', [
  section({
    ...described,
    kind: z.literal('webhook'),
    url: httpUrl,
    method: z.enum(['POST', 'PUT']).default('POST'),
    /** Sent as `Authorization: Bearer ...`. */
    bearerToken: secret.optional(),
  }),
  section({
    ...described,
    kind: z.literal('command'),
    /** The program's absolute path; it is run without a shell. */
    program: z.string().regex(/^\/./, 'write the absolute path of a program'),
    /** One that is `$service`, `$incident` or `$severity` as a whole is replaced. */
    arguments: z.array(z.string()).default([]),
  }),
  section({
    ...described,
    kind: z.literal('notify'),
    /** Channels of `channels`. */
    channels: z.array(id).min(1),
    /** Who is meant: a role of `escalation.roles`. */
    role: id.optional(),
    /** Or a team of `escalation.responseTeams`. */
    team: id.optional(),
  }),
  section({
    ...described,
    kind: z.literal('manual'),
    /** What the operator is asked to do, and to confirm. */
    instruction: text,
  }),
]);

/** Everything a trigger may do. */
export const actions = z.array(action);

const condition = z.discriminatedUnion('kind', [
  section({ kind: z.literal('probe-failures'), atLeast: z.int().min(1) }),
  section({
    kind: z.literal('figure'),
    /** The id of a figure in `estate.services[].figures`. */
    figure: id,
    below: boundFields.below,
    above: boundFields.above,
    /** How long it must last, ms. */
    for: duration.optional(),
  }).refine((value) => hasBound(value), { error: 'give below or above' }),
  section({ kind: z.literal('hash-mismatch') }),
  section({ kind: z.literal('alert'), alertname: z.string().min(1) }),
]);

/** When something happens by itself, or is proposed to the operator. */
const trigger = section({
  ...described,
  /** The document's own words. */
  statement: text.optional(),
  condition,
  /** Without it, every service that the condition can be read for. */
  services: z.array(id).min(1).optional(),
  /** `automatic` runs at once; `proposed` waits for an operator. */
  mode: z.enum(['automatic', 'proposed']),
  /** Actions of `actions`, in order. */
  actions: z.array(id).min(1),
  /** How long the actions may take together before the operator is told that they failed, ms. */
  timeout: period,
  /** How long after a run of it for a service has ended no other begins for that service, ms. */
  cooldown: duration.default(600_000),
  /** The severity of the incident that it opens; without it, none is opened. */
  opens: id.optional(),
  category: id.optional(),
});

/** All triggers. */
export const triggers = z.array(trigger);
