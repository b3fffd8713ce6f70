import { z } from 'zod';
import { duration, id, period, ratio, section, text } from './values.ts';

/** A named interval of calendar months. */
export const calendarInterval = z.enum(['monthly', 'quarterly', 'semi-annually', 'annually']);

/** Disaster recovery: how services come back, and how often that is tried. */
export const recovery = section({
  tiers: z
    .array(
      section({
        /** `estate.services[].drTier` names it. */
        tier: z.int().min(1),
        name: text,
        /** Recovery time objective, ms. */
        rto: period,
        /** Recovery point objective, ms. */
        rpo: duration,
        method: text,
        replication: text,
        drill: calendarInterval,
      }),
    )
    .min(1),
  dataTypes: z.array(section({ id, name: text, rpo: duration, backup: text })).default([]),
  playbooks: z
    .array(
      section({
        id,
        name: text,
        /** Runbook file name without `.md`. */
        runbook: id.optional(),
        services: z.array(id).default([]),
        steps: z.array(section({ id, name: text, does: text.optional() })).min(1),
      }),
    )
    .default([]),
});

/** The library of runbooks that the gateway reads, watches and hands to consoles. */
export const runbooks = section({
  /** A folder of Markdown files; relative to the policy file. */
  folder: text,
  /** A runbook that nobody read against the system for so long is stale; without it, none is. */
  reviewEvery: period.optional(),
  /** One that was not carried out for so long. */
  drillEvery: period.optional(),
});

/** What the estate must comply with, and what follows a breach. */
export const compliance = section({
  /** The hash that probes and deployments must show. */
  expectedHash: z.string().regex(/^[0-9a-f]{8,128}$/i, 'write a hash of 8 to 128 hexadecimal digits'),
  /** The rate that must be met. */
  target: ratio,
  /** The category of a wrong hash, and of objectives of compliance that burn. */
  category: id.optional(),
  procedures: z
    .array(
      section({
        id,
        name: text,
        does: text,
        /** The severity that it has at once; without it, the operator decides. */
        severity: id.optional(),
        /** An incident of one of these categories has this procedure. */
        categories: z.array(id).default([]),
        /** Teams of `escalation.responseTeams` that are told. */
        notify: z.array(id).default([]),
        /** What is done, in order. */
        steps: z.array(text).default([]),
        runbook: id.optional(),
      }),
    )
    .default([]),
});
