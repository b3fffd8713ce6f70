import { z } from 'zod';
import {
  boundFields,
  duration,
  hasBound,
  httpUrl,
  id,
  period,
  promql,
  section,
  text,
  timeZone,
} from './values.ts';

/** A place from which the estate is run. */
const site = section({ id, name: text, timeZone });

/** How the gateway asks a service for its health itself. */
const probe = section({
  url: httpUrl,
  /** Time between two probes, ms. */
  interval: period.default(10_000),
  /** How long one answer may take, ms. */
  timeout: period.default(3_000),
  /** Failures in a row after which the service counts as unavailable. */
  failureThreshold: z.int().min(1).max(100).default(3),
  /** Whether the answer must carry the policy's `compliance.expectedHash`. */
  expectHash: z.boolean().default(false),
  /** The key of the JSON answer that carries the hash; dots lead into nested objects. */
  hashPath: z.string().min(1).default('constitutional_hash'),
}).refine((value) => value.timeout <= value.interval, {
  path: ['timeout'],
  error: 'must not be longer than the interval',
});

/** The units in which figures are shown. */
export const unit = z.enum(['ms', 's', 'min', '%', 'req/s', 'ratio', 'count', 'per day', 'points']);

/** A number shown for a service, read from Prometheus. */
const figure = section({
  /** `p99`, `rps`, `availability`, `cacheHitRate`, or any other. */
  id,
  name: text,
  /** The Prometheus source; without it, the first one in `sources`. */
  source: id.optional(),
  /** An instant query with one value. */
  query: promql,
  unit,
  /** When the value is good, in the figure's unit. */
  target: section({
    below: boundFields.below,
    above: boundFields.above,
    /** How long it may be off target before that counts, ms. */
    for: duration.optional(),
  })
    .refine(hasBound, { error: 'give below or above' })
    .optional(),
  /** Whether the service's tile shows it large. */
  headline: z.boolean().default(false),
});

/** Something that the operators watch: a service of the estate, or a part of the platform under it. */
const service = section({
  id,
  name: text,
  kind: z.enum(['service', 'platform']),
  tier: id.optional(),
  /** The `tier` number in `recovery.tiers`. */
  drTier: z.int().min(1).optional(),
  /** The title of `people.titles` that answers for it. */
  owner: id,
  /** What it cannot work without. */
  dependsOn: z.array(id).default([]),
  probe: probe.optional(),
  /** PromQL whose value is 1 while the service is up and 0 while it is down. */
  up: section({ source: id.optional(), query: promql }).optional(),
  figures: z.array(figure).default([]),
  /** Runbook file names without `.md`. */
  runbooks: z.array(id).default([]),
});

/** What is watched, and from where. */
export const estate = section({ sites: z.array(site).min(1), services: z.array(service).min(1) });
