import { z } from 'zod';
import type { Role } from './roles.ts';

const incident = z.string().regex(/^INC-\d+$/);
const line = z.string().trim().min(1).max(200);
const text = z.string().trim().min(1).max(4000);
const severity = z.string().min(1).max(16);

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
      service: z.string().min(1).max(64).optional(),
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
