import { z } from 'zod';
import { unit } from './estate.ts';
import { calendarInterval } from './recovery.ts';
import { boundFields, boundMissing, hasBound, id, period, promql, section, text } from './values.ts';

/** Where a key figure comes from: Watchfloor's own records, Prometheus, or somewhere outside. */
const measure = z.discriminatedUnion('kind', [
  section({
    kind: z.literal('records'),
    figure: z.enum([
      'mttd',
      'mtta',
      'mttr',
      'changeSuccess',
      'recurrence',
      'slaCompliance',
      'uptime',
      'responseCompliance',
      'hashValidation',
      'auditCompleteness',
      'actionItemCompletion',
      'violationDetection',
    ]),
    /** Only incidents of this severity. */
    severity: id.optional(),
  }),
  section({ kind: z.literal('query'), source: id.optional(), query: promql }),
  section({ kind: z.literal('outside'), system: text }),
]);

/** A key performance indicator with its target. */
const kpi = section({
  id,
  name: text,
  group: z.enum(['operations', 'governance', 'team']),
  /** The document that asks for it; both are kept where two differ. */
  document: text,
  measure,
  unit,
  /** In the figure's unit. */
  target: section(boundFields).refine(hasBound, { error: boundMissing }),
  /** What the document reported when it was written; shown as such, never as live. */
  reported: section({
    value: z.number(),
    trend: z.enum(['up', 'down', 'level']),
    at: z.iso.date(),
  }).optional(),
});

/** All key figures. */
export const kpis = z.array(kpi);

/** What the monitoring stack is expected to be. */
export const monitoring = section({
  /** ms */
  scrapeInterval: period,
  /** How long Prometheus keeps its data, ms. */
  retention: period,
  highAvailability: z.boolean().default(false),
  customMetrics: z
    .array(
      section({
        id,
        name: text,
        statement: text,
        unit,
        query: promql.optional(),
        target: section(boundFields).refine(hasBound, { error: boundMissing }),
      }),
    )
    .default([]),
  /** The rules that Alertmanager is expected to have. */
  alertRules: z
    .array(section({ id, name: text, condition: text, severity: z.string().min(1), action: text }))
    .default([]),
  dashboards: z.array(section({ id, name: text, panels: z.array(text).min(1) })).default([]),
});

/** What the team learns, and when. */
export const training = section({
  initial: section({ within: period, topics: z.array(section({ id, name: text, covers: text })) }),
  ongoing: z.array(section({ id, name: text, every: calendarInterval.optional(), covers: text })).default([]),
  certifications: z.array(section({ id, name: text, examples: z.array(text).default([]) })).default([]),
});
