import { z } from 'zod';
import { alertSchema } from './alert.ts';
import { deskInfoSchema } from './desk.ts';
import { incidentSchema } from './incident.ts';
import { serviceSchema } from './service.ts';
import { historySchema, telemetrySchema } from './telemetry.ts';

/** Every kind of entity on the feed. A new kind is one line here; the compiler lists what it needs. */
export const entitySchemas = {
  desk: deskInfoSchema,
  service: serviceSchema,
  telemetry: telemetrySchema,
  history: historySchema,
  alert: alertSchema,
  incident: incidentSchema,
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
