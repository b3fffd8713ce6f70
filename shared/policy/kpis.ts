import { z } from 'zod';
import { unit } from './estate.ts';
import { calendarInterval } from './recovery.ts';
import {
  boundFields,
  boundMissing,
  duration,
  hasBound,
  id,
  period,
  promql,
  section,
  text,
} from './values.ts';

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
      'incidentReduction',
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

/** An alert that Prometheus is expected to have. */
const alertRule = section({
  id,
  name: text,
  /** The document's own words. */
  condition: text,
  /** The value of its severity label. */
  severity: z.string().min(1),
  action: text,
  /** Its name in Prometheus; without it, `name` without spaces. */
  alertname: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'use letters, digits and "_"')
    .optional(),
  /** The trigger whose figure, bound and time it takes. */
  trigger: id.optional(),
  /** PromQL that has a value while the alert fires; in place of a trigger's figure. */
  expr: promql.optional(),
  /** How long it must hold first, ms; without it, as long as the trigger says. */
  for: duration.optional(),
  /** The runbook for it, a file name without `.md`; without it, the first one of its service. */
  runbook: id.optional(),
});

/** Part of a dashboard: what it shows, drawn by Grafana. */
const dashboardPanel = section({
  id,
  /** Without it, the id in words. */
  name: text.optional(),
  /** Figures by id, of every service that has them. */
  figures: z.array(id).default([]),
  /** Objectives: what is left of their budget, and how they stand against their target. */
  objectives: z.array(id).default([]),
  /** Key figures that Prometheus answers; of the others it says where they are kept. */
  kpis: z.array(id).default([]),
  /** Which services are up. */
  services: z.boolean().default(false),
  /** Anything else. */
  queries: z
    .array(
      section({
        name: text,
        query: promql,
        unit: z.enum([...unit.options, 'bytes']),
        /** What a line is called, such as `{{service}}`; without it, all of its labels. */
        legend: text.optional(),
      }),
    )
    .default([]),
}).refine(
  ({ figures, objectives, kpis, services, queries }) =>
    services || figures.length + objectives.length + kpis.length + queries.length > 0,
  'say what it shows: figures, objectives, kpis, services or queries',
);

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
  /** The alerts that Prometheus is expected to have; `watchfloor rules` writes them. */
  alertRules: z.array(alertRule).default([]),
  /** Grafana's dashboards; `watchfloor dashboards` writes them. */
  dashboards: z.array(section({ id, name: text, panels: z.array(dashboardPanel).min(1) })).default([]),
});

/** What the team learns, and when. */
export const training = section({
  initial: section({ within: period, topics: z.array(section({ id, name: text, covers: text })) }),
  ongoing: z.array(section({ id, name: text, every: calendarInterval.optional(), covers: text })).default([]),
  certifications: z.array(section({ id, name: text, examples: z.array(text).default([]) })).default([]),
});
