import { z } from 'zod';
import { updateFields } from '../rules/updateText.ts';
import { knownFields } from './template.ts';
import { duration, id, period, section, text } from './values.ts';

/** How bad an incident is, and how soon it must be answered and over. */
const severity = section({
  id,
  /** 0 is the worst. */
  rank: z.int().min(0),
  name: text,
  meaning: text,
  /** How another document puts it, where two differ. */
  impact: text.optional(),
  /** ms */
  response: period,
  /** Recovery time objective, ms. */
  rto: period,
  /** `escalation.responseTeams` that take part. */
  team: z.array(id).min(1),
});

/** The severities, worst first. */
export const severities = z.array(severity).min(1);

/** What an alert, incident or figure is about. */
export const categories = z.array(section({ id, name: text, covers: text.optional() })).min(1);

/** Labels an alert must carry: exact text, or `/a regular expression/` that must match the whole value. */
const match = z
  .record(z.string().min(1), z.string().max(500))
  .refine((labels) => Object.keys(labels).length > 0, 'give at least one label')
  .superRefine((labels, context) => {
    for (const [label, wanted] of Object.entries(labels)) {
      const pattern = /^\/(.*)\/$/s.exec(wanted)?.[1];
      if (pattern === undefined || isPattern(pattern)) continue;
      context.addIssue({ code: 'custom', path: [label], message: `"${wanted}" is not a regular expression` });
    }
  });

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    return false;
  }
}

/** How an alert's labels become a service, a severity and a category. */
export const alerts = section({
  /** Labels that may hold the service's id, tried in order. */
  serviceLabels: z.array(z.string().min(1)).min(1).default(['service', 'job']),
  severityLabel: z.string().min(1).default('severity'),
  /** The first entry that matches decides. */
  map: z.array(section({ match, severity: id, service: id.optional(), category: id.optional() })).default([]),
  /** The severity label's values, for alerts that no entry of `map` matches. */
  severityMap: z.record(z.string(), id),
  /** For a value that `severityMap` does not list: the alert is kept and marked. */
  unknownSeverity: id,
  /** The category of alerts that no entry of `map` gives one. */
  defaultCategory: id.optional(),
  /** Alerts that are not shown. */
  ignore: z.array(section({ match, reason: text.optional() })).default([]),
  /** More new alerts than one operator can take in (ISA-18.2): it begins above, within this time (ms), and ends below. */
  flood: section({
    within: period.default(600_000),
    above: z.int().min(1).default(10),
    below: z.int().min(1).default(5),
  })
    .refine(({ above, below }) => below <= above, 'below must not be more than above')
    .prefault({}),
  /** The alert that always fires; when it is missing for this long (ms), the chain is broken. */
  watchdog: section({ alertname: z.string().min(1), within: period }).optional(),
});

/** What a failed probe or a wrong hash means. */
export const probes = section({
  /** The severity of a service that is down: by tier id, and `platform` for platform parts without a tier. */
  down: z.record(z.string(), id),
  hashMismatch: id,
});

/** How incidents run, and what follows them. */
export const incidents = section({
  workflow: z.array(section({ id, name: text, does: text })).min(1),
  postMortem: z.array(section({ id, name: text, does: text })).default([]),
  /** The same service and cause again within this time is a recurrence, ms. */
  recurrenceWithin: duration,
  /** A symptom that came at most this long before its cause folds under it; a cause that was well this long explains nothing more, ms. */
  foldWithin: duration.default(10 * 60_000),
  /** How stakeholders are told how an incident stands. */
  updates: section({
    /** What the form of an update opens with. */
    template: z.string().trim().min(1).max(2000).superRefine(knownFields(updateFields)),
    /** Who is told: these channels, whatever severities they take. */
    channels: z.array(id).min(1),
  }).optional(),
});
