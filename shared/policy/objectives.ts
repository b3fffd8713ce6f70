import { z } from 'zod';
import { unit } from './estate.ts';
import {
  boundFields,
  boundMissing,
  duration,
  hasBound,
  id,
  period,
  promql,
  ratio,
  section,
  text,
} from './values.ts';

/** A class of services with one availability promise. */
const tier = section({
  id,
  name: text,
  /** 1 is the most important. */
  rank: z.int().min(1),
  availability: ratio,
});

/** The tiers, most important first. */
export const tiers = z.array(tier).min(1);

/** PromQL over a window that is put in when it is asked: the objective's, or a burn window. */
const promqlOverWindow = promql.refine((query) => query.includes('$window'), {
  error: 'must contain $window, such as increase(x[$window])',
});

/** Good events out of all events: has an error budget. */
const ratioIndicator = section({
  kind: z.literal('ratio'),
  source: id.optional(),
  /** Good events over `$window`; `$service` stands for the service's id. */
  good: promqlOverWindow,
  /** All events over `$window`. */
  total: promqlOverWindow,
});

/** A value that must stay within bounds. */
const thresholdIndicator = section({
  kind: z.literal('threshold'),
  source: id.optional(),
  query: promql,
  unit,
  ...boundFields,
  /** Time is judged in slices of this length, ms: each is good or bad as a whole. */
  slice: period.default(60_000),
  /** How long the bound may be crossed before that counts, ms. */
  for: duration.optional(),
}).refine(hasBound, { error: boundMissing });

/** One promise: an agreement (SLA) or an objective (SLO). */
const objective = section({
  id,
  name: text,
  kind: z.enum(['availability', 'latency', 'throughput', 'cache', 'compliance', 'response', 'quality']),
  /** Whether it was agreed with a customer (`sla`) or is our own (`slo`). */
  agreement: z.enum(['sla', 'slo']),
  /** The document's own words, such as `P99 < 5ms`. */
  statement: text.optional(),
  /** The services it is for; or give `tier`. */
  services: z.array(id).min(1).optional(),
  /** Every service of this tier; or give `services`. */
  tier: id.optional(),
  /** The share of events, or for a threshold of the window's time, that must be good. 100% leaves no budget at all. */
  target: ratio.optional(),
  sli: z.discriminatedUnion('kind', [ratioIndicator, thresholdIndicator]),
  /** The figure of its services that shows how they do now, such as `p99`. */
  figure: id.optional(),
  /** The runbook for when it burns, a file name without `.md`; without it, the first one of its service. */
  runbook: id.optional(),
  /** A rolling window in ms, or the calendar month (UTC). */
  window: z.union([z.literal('calendar-month'), period], {
    error: 'write a duration such as 30d, or calendar-month',
  }),
}).superRefine((value, context) => {
  if ((value.services === undefined) === (value.tier === undefined)) {
    context.addIssue({ code: 'custom', message: 'give either services or tier' });
  }
  if (value.target === undefined && value.sli.kind === 'ratio') {
    const message = 'missing; an objective with good and total needs a target, such as 99.9%';
    context.addIssue({ code: 'custom', path: ['target'], message });
  }
});

/** All agreements and objectives. */
export const objectives = z.array(objective);

/** When the error budget is spent too fast: both windows of a pair must burn faster than its factor. */
export const burn = section({
  windows: z.array(
    section({
      /** ms */
      long: period,
      /** ms */
      short: period,
      /** Burn rate above which both windows must be. */
      factor: z.number().positive(),
      severity: z.enum(['page', 'ticket']),
      /** The severity of the incident it opens; without it, none is opened. */
      opens: id.optional(),
    }).refine((pair) => pair.short < pair.long, { path: ['short'], error: 'must be shorter than long' }),
  ),
});
