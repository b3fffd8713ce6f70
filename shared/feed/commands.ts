import { z } from 'zod';
import { changeOutcomeSchema } from '../model/change.ts';
import { instantSchema } from '../model/instant.ts';
import { labelMatcherSchema } from '../model/silence.ts';
import { drillCommandSpecs } from './drillCommands.ts';
import { handoffCommands } from './handoffCommands.ts';
import type { Role } from './roles.ts';
import { runbookCommandSpecs } from './runbookCommands.ts';

const incident = z.string().regex(/^INC-\d+$/);
const change = z.string().regex(/^CHG-\d+$/);
/** `<source>/<id there>` */
const silence = z
  .string()
  .max(200)
  .regex(/^[^/]+\/[^/]+$/);
/** `<source>/<fingerprint>` */
const alertId = z
  .string()
  .max(200)
  .regex(/^[^/]+\/.+$/);
const run = z.string().regex(/^RUN-\d+$/);
const override = z.string().regex(/^ROT-\d+$/);
const line = z.string().trim().min(1).max(200);
const text = z.string().trim().min(1).max(4000);
const severity = z.string().min(1).max(16);
const id = z.string().min(1).max(64);

/** One command of the feed: its parameters, and the least role that may give it. */
export interface CommandSpec {
  readonly params: z.ZodType;
  readonly role: Role;
  /** What it does, imperative, as shown to people. */
  readonly title: string;
}

/** Every command. A new one is one entry here and one handler in gateway/desk/decideCommand; the compiler asks for it. */
export const commandSpecs = {
  'incident.acknowledge': {
    params: z.strictObject({ incident }),
    role: 'operator',
    title: 'Acknowledge',
  },
  'incident.assign': {
    params: z.strictObject({ incident, assignee: line }),
    role: 'operator',
    title: 'Assign',
  },
  'incident.note': {
    params: z.strictObject({ incident, text }),
    role: 'operator',
    title: 'Note',
  },
  'incident.resolve': {
    params: z.strictObject({ incident, note: text }),
    role: 'operator',
    title: 'Resolve',
  },
  'incident.reopen': {
    params: z.strictObject({ incident, reason: text }),
    role: 'operator',
    title: 'Reopen',
  },
  'incident.declare': {
    params: z.strictObject({
      title: line,
      severity,
      service: id.optional(),
      category: id.optional(),
      text: text.optional(),
    }),
    role: 'operator',
    title: 'Declare incident',
  },
  'incident.reclassify': {
    params: z.strictObject({ incident, severity, reason: text }),
    role: 'operator',
    title: 'Reclassify',
  },
  /** Judges severity and impact, as whoever is on call owes it. */
  'incident.assess': {
    params: z.strictObject({ incident, impact: text, severity: severity.optional() }),
    role: 'operator',
    title: 'Assess',
  },
  /** Tells the stakeholders how it stands. */
  'incident.update': {
    params: z.strictObject({ incident, text }),
    role: 'operator',
    title: 'Send update',
  },
  /** The report of a resolved incident: what happened, why, and what follows. */
  'incident.report': {
    params: z.strictObject({ incident, summary: text }),
    role: 'operator',
    title: 'Report',
  },
  /** Pages the next role of the ladder before its time. */
  'incident.escalate': {
    params: z.strictObject({ incident, reason: text }),
    role: 'operator',
    title: 'Escalate',
  },
  /** Puts an alert into an incident, out of the one that it is in. It stays there. */
  'incident.attach': {
    params: z.strictObject({ incident, alert: alertId, reason: text.optional() }),
    role: 'operator',
    title: 'Attach alert',
  },
  /** Takes an alert out of an incident; it gets one of its own. */
  'incident.detach': {
    params: z.strictObject({ incident, alert: alertId, reason: text.optional() }),
    role: 'operator',
    title: 'Detach alert',
  },
  /** Makes an incident part of another: it is over, and what it held is there. */
  'incident.merge': {
    params: z.strictObject({ incident, into: incident, reason: text.optional() }),
    role: 'operator',
    title: 'Merge',
  },
  /** Makes a new incident of some of an incident's signals, named by their keys. */
  'incident.split': {
    params: z.strictObject({
      incident,
      signals: z.array(z.string().min(1).max(300)).min(1).max(200),
      title: line.optional(),
      reason: text.optional(),
    }),
    role: 'operator',
    title: 'Split',
  },
  'change.start': {
    params: z.strictObject({
      title: line,
      services: z.array(id).min(1).max(100),
      category: id,
      /** Planned end. */
      until: instantSchema,
    }),
    role: 'operator',
    title: 'Start maintenance',
  },
  'change.extend': {
    params: z.strictObject({ change, until: instantSchema, reason: text }),
    role: 'operator',
    title: 'Extend maintenance',
  },
  'change.end': {
    params: z.strictObject({ change, outcome: changeOutcomeSchema, note: text }),
    role: 'operator',
    title: 'End maintenance',
  },
  'channel.test': {
    params: z.strictObject({ channel: id }),
    role: 'operator',
    title: 'Test channel',
  },
  /** Asks an Alertmanager to hide alerts; the answer says that it is asked, the silence's own entity what became of it. */
  'silence.create': {
    params: z.strictObject({
      source: id,
      matchers: z.array(labelMatcherSchema).min(1).max(30),
      startsAt: instantSchema.optional(),
      endsAt: instantSchema,
      comment: z.string().trim().min(1).max(500),
    }),
    role: 'operator',
    title: 'Silence',
  },
  'silence.extend': {
    params: z.strictObject({ silence, endsAt: instantSchema }),
    role: 'operator',
    title: 'Extend silence',
  },
  'silence.expire': {
    params: z.strictObject({ silence }),
    role: 'operator',
    title: 'Expire silence',
  },
  /** Lets a proposed run begin. */
  'automation.approve': { params: z.strictObject({ run }), role: 'operator', title: 'Approve' },
  'automation.decline': {
    params: z.strictObject({ run, reason: text }),
    role: 'operator',
    title: 'Decline',
  },
  /** A person did what a manual step asks. */
  'automation.confirm': {
    params: z.strictObject({ run, action: id, note: text.optional() }),
    role: 'operator',
    title: 'Confirm step',
  },
  /** Stops all automation at once; to start it again takes an approver. */
  'automation.switch': {
    params: z.strictObject({ on: z.boolean(), reason: text }),
    role: 'operator',
    title: 'Switch automation',
  },
  /** Somebody stands in on a list of the rota; whoever the policy names approves it. */
  'rota.override': {
    params: z.strictObject({
      /** List id of the rota. */
      role: id,
      /** By id or name. */
      person: line,
      from: instantSchema,
      to: instantSchema,
      reason: text,
      /** In force at once, and approved afterwards. */
      emergency: z.boolean().optional(),
    }),
    role: 'operator',
    title: 'Propose stand-in',
  },
  /** Two people exchange the turns that these instants lie in. */
  'rota.swap': {
    params: z.strictObject({
      role: id,
      at: instantSchema,
      /** The same list, unless told. */
      otherRole: id.optional(),
      otherAt: instantSchema,
      reason: text,
      emergency: z.boolean().optional(),
    }),
    role: 'operator',
    title: 'Propose swap',
  },
  'rota.approve': {
    params: z.strictObject({ override }),
    role: 'operator',
    title: 'Approve stand-in',
  },
  'rota.decline': {
    params: z.strictObject({ override, reason: text }),
    role: 'operator',
    title: 'Decline stand-in',
  },
  'rota.cancel': {
    params: z.strictObject({ override, reason: text }),
    role: 'operator',
    title: 'Cancel stand-in',
  },
  ...handoffCommands,
  ...runbookCommandSpecs,
  ...drillCommandSpecs,
} as const satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof commandSpecs;
export type CommandParams<Name extends CommandName> = z.infer<(typeof commandSpecs)[Name]['params']>;

/** A command as a union over its name. */
export type Command = {
  [Name in CommandName]: { readonly name: Name; readonly params: CommandParams<Name> };
}[CommandName];

/** True for a command's name. */
export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commandSpecs, name);

/** Checks name and parameters of a command that came from outside. */
export function parseCommand(
  name: string,
  params: unknown,
): { readonly ok: true; readonly command: Command } | { readonly ok: false; readonly message: string } {
  if (!isCommandName(name)) {
    return {
      ok: false,
      message: `Unknown command "${name}"; this gateway knows ${Object.keys(commandSpecs).join(', ')}.`,
    };
  }
  const parsed = commandSpecs[name].params.safeParse(params);
  // TypeScript can't follow that `params` was parsed by the schema of this very `name`.
  if (parsed.success) return { ok: true, command: { name, params: parsed.data } as Command };
  const issue = parsed.error.issues[0];
  return {
    ok: false,
    message: `${name}: ${issue?.path.join('.') || 'params'}: ${issue?.message ?? 'not valid'}`,
  };
}
