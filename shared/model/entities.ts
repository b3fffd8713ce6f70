import { z } from 'zod';
import { alertSchema } from './alert.ts';
import { automationSchema, runSchema } from './automation.ts';
import { changeSchema } from './change.ts';
import { channelSchema } from './channel.ts';
import { deskInfoSchema } from './desk.ts';
import { drillSchema } from './drill.ts';
import { floodSchema } from './flood.ts';
import { handoffSchema } from './handoff.ts';
import { incidentSchema } from './incident.ts';
import { budgetLineSchema, objectiveSchema } from './objective.ts';
import { libraryStateSchema } from './runbook.ts';
import { rotaListSchema, rotaOverrideSchema } from './rota.ts';
import { readinessSchema } from './readiness.ts';
import { runbookRunSchema } from './runbookRun.ts';
import { serviceSchema } from './service.ts';
import { silenceSchema } from './silence.ts';
import { historySchema, telemetrySchema } from './telemetry.ts';

/** Every kind of entity on the feed. A new kind is one line here; the compiler lists what it needs. */
export const entitySchemas = {
  desk: deskInfoSchema,
  service: serviceSchema,
  telemetry: telemetrySchema,
  history: historySchema,
  alert: alertSchema,
  incident: incidentSchema,
  objective: objectiveSchema,
  budgetLine: budgetLineSchema,
  change: changeSchema,
  channel: channelSchema,
  silence: silenceSchema,
  run: runSchema,
  automation: automationSchema,
  library: libraryStateSchema,
  rota: rotaListSchema,
  rotaOverride: rotaOverrideSchema,
  flood: floodSchema,
  handoff: handoffSchema,
  runbookRun: runbookRunSchema,
  readiness: readinessSchema,
  drill: drillSchema,
} as const;

export type EntityKind = keyof typeof entitySchemas;
export type EntityOf<Kind extends EntityKind> = z.infer<(typeof entitySchemas)[Kind]>;
export type AnyEntity = { [Kind in EntityKind]: EntityOf<Kind> }[EntityKind];
export type EntityKey = `${EntityKind}:${string}`;

/** All entities by kind and id; readonly, replaced on change. */
export type Entities = { readonly [Kind in EntityKind]: Readonly<Record<string, EntityOf<Kind>>> };

export const entityKinds = Object.keys(entitySchemas) as readonly EntityKind[];

/** No entities at all. */
export const noEntities: Entities = {
  desk: {},
  service: {},
  telemetry: {},
  history: {},
  alert: {},
  incident: {},
  objective: {},
  budgetLine: {},
  change: {},
  channel: {},
  silence: {},
  run: {},
  automation: {},
  library: {},
  rota: {},
  rotaOverride: {},
  flood: {},
  handoff: {},
  runbookRun: {},
  readiness: {},
  drill: {},
};

/** `service` + `auth` -> `service:auth`. */
export const entityKey = (kind: EntityKind, id: string): EntityKey => `${kind}:${id}`;

/** `service:auth` -> its parts; undefined for a kind that this version does not know (to be ignored). */
export function splitKey(key: string): { readonly kind: EntityKind; readonly id: string } | undefined {
  const colon = key.indexOf(':');
  const kind = key.slice(0, colon);
  const id = key.slice(colon + 1);
  // Tables are plain objects: this id would set a prototype.
  if (colon <= 0 || id === '__proto__' || !isEntityKind(kind)) return undefined;
  return { kind, id };
}

function isEntityKind(kind: string): kind is EntityKind {
  return Object.hasOwn(entitySchemas, kind);
}
