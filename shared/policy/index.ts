import { z } from 'zod';
import { changes } from './changes.ts';
import { channels } from './channels.ts';
import { duties, escalation } from './escalation.ts';
import { estate } from './estate.ts';
import { kpis, monitoring, training } from './kpis.ts';
import { burn, objectives, tiers } from './objectives.ts';
import { links } from './links.ts';
import { people } from './people.ts';
import { programme } from './programme.ts';
import { compliance, recovery, runbooks } from './recovery.ts';
import { alerts, categories, incidents, probes, severities } from './severities.ts';
import { cadence, handoff, rota, shifts } from './shifts.ts';
import { sources } from './sources.ts';
import { actions, triggers } from './triggers.ts';
import { section, text, type DeepReadonly } from './values.ts';

/** The operations policy: everything that is particular to one estate. Described in docs/policy.md. */
export const policySchema = section({
  version: z.literal(1, { error: 'must be 1, the only version there is' }),
  organisation: section({ name: text, title: text }),
  estate,
  people,
  tiers,
  objectives,
  burn,
  severities,
  categories,
  alerts,
  probes,
  incidents,
  actions: actions.default([]),
  triggers,
  escalation,
  duties,
  shifts,
  rota,
  handoff,
  changes,
  recovery,
  runbooks: runbooks.optional(),
  compliance,
  kpis,
  cadence,
  channels,
  links: links.default([]),
  monitoring: monitoring.optional(),
  training: training.optional(),
  programme: programme.optional(),
  sources,
});

/** A policy that was read and checked. Durations are ms; ratios are 0 to 1. */
export type Policy = DeepReadonly<z.output<typeof policySchema>>;

/** A site of the estate. */
export type PolicySite = Policy['estate']['sites'][number];
/** A service or platform part. */
export type PolicyService = Policy['estate']['services'][number];
/** A figure of a service. */
export type PolicyFigure = PolicyService['figures'][number];
/** A person who can be called. */
export type PolicyPerson = Policy['people']['persons'][number];
/** A tier. */
export type PolicyTier = Policy['tiers'][number];
/** An agreement or objective. */
export type PolicyObjective = Policy['objectives'][number];
/** A pair of burn windows. */
export type PolicyBurnWindow = Policy['burn']['windows'][number];
/** A severity. */
export type PolicySeverity = Policy['severities'][number];
/** How alerts are mapped. */
export type PolicyAlerts = Policy['alerts'];
/** An action that a trigger may run. */
export type PolicyAction = Policy['actions'][number];
/** A trigger. */
export type PolicyTrigger = Policy['triggers'][number];
/** One severity's row of the escalation matrix. */
export type PolicyEscalation = Policy['escalation']['matrix'][number];
/** A role of the escalation matrix. */
export type PolicyRole = Policy['escalation']['roles'][number];
/** A shift. */
export type PolicyShift = Policy['shifts'][number];
/** A list of the rota. */
export type PolicyRotation = Policy['rota']['primary'];
/** A category of changes. */
export type PolicyChangeCategory = Policy['changes']['categories'][number];
/** A key figure. */
export type PolicyKpi = Policy['kpis'][number];
/** A channel. */
export type PolicyChannel = Policy['channels'][number];
/** A source. */
export type PolicySource = Policy['sources'][number];
