import { z } from 'zod';
import type { Result } from '../result.ts';
import { durationPattern, parseDuration } from './duration.ts';
import { parseRatio, ratioPattern } from './ratio.ts';
import { didYouMean } from './suggestion.ts';
import { isNamedZone } from '../model/timeZone.ts';

/** What is said of a key that the section does not have. */
export function unknownKeyMessage(key: string, known: readonly string[]): string {
  return `unknown key "${key}"${didYouMean(key, known)}`;
}

/**
 * An object that refuses keys it does not know, one line of message for each, with a guess at what was meant.
 * `insteadOf` is said of anything that is no object; without it, what was given is repeated.
 */
export function section<Shape extends z.core.$ZodLooseShape>(shape: Shape, insteadOf?: string) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKeyMessage(key, Object.keys(shape))).join('\n')
        : insteadOf,
  });
}

function parsedWith<Value>(
  parse: (input: string | number) => Result<Value, string>,
): (input: string | number, context: z.RefinementCtx) => Value {
  return (input, context) => {
    const result = parse(input);
    if (result.ok) return result.value;
    context.addIssue({ code: 'custom', message: result.error });
    return z.NEVER;
  };
}

/** A duration such as `5s`, `5 min`, `2h` or `30d`; parsed to milliseconds. */
export const duration = z
  .union([z.string().meta({ pattern: durationPattern }), z.number().meta({ not: {} })], {
    error: 'write a duration: a number and a unit, such as 30s, 5m, 2h or 30d',
  })
  .transform(parsedWith(parseDuration))
  .meta({ description: 'A duration: a number and a unit, such as 30s, 5m, 2h or 30d.' });

/** A duration longer than nothing; parsed to milliseconds. */
export const period = duration.refine((ms) => ms > 0, 'must be longer than 0');

/** A share such as `99.95%` or `0.9995`; parsed to a number from 0 to 1. */
export const ratio = z
  .union([z.string().meta({ pattern: ratioPattern }), z.number().meta({ minimum: 0, maximum: 1 })], {
    error: 'write a ratio: 0.9995 or 99.95%',
  })
  .transform(parsedWith(parseRatio))
  .meta({ description: 'A ratio: 99.95% or 0.9995.' });

/** A short name used to refer to something: lower case, digits, `-`, `_` and `.`; severities such as `P0` pass too. */
export const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'use letters, digits, "-", "_" and "." (at most 64, no spaces)',
  );

/** Words shown to people. */
export const text = z.string().trim().min(1, 'must not be empty').max(2000);

/** A PromQL expression. */
export const promql = z.string().trim().min(1, 'must not be empty').max(4000);

/** A time of day in UTC such as `08:00` or `24:00`; parsed to milliseconds after midnight. */
export const timeOfDay = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'write a UTC time of day from 00:00 to 24:00, such as 08:00')
  .transform((clock) => {
    const [hours = '0', minutes = '0'] = clock.split(':');
    return (Number(hours) * 60 + Number(minutes)) * 60_000;
  })
  .meta({ description: 'A UTC time of day from 00:00 to 24:00.' });

/** An instant such as `2026-01-05T00:00:00Z`; parsed to milliseconds since 1970. */
export const instant = z.iso
  .datetime({ offset: true, error: 'write an instant with its offset, such as 2026-01-05T00:00:00Z' })
  .transform((at) => Date.parse(at));

/** An IANA time zone such as `Europe/Berlin`. */
export const timeZone = z.string().refine(isNamedZone, {
  error: (issue) => `"${String(issue.input)}" is not a time zone; write an IANA name such as Europe/Berlin`,
});

const replacedUrl = z.url({ protocol: /^https?$/ });

/** An http or https address. `${NAME}` and `${NAME:-default}` are replaced before this is checked. */
export const httpUrl = z
  .string()
  .refine((value) => replacedUrl.safeParse(value).success, {
    error: 'write a full address, such as http://127.0.0.1:9090',
  })
  // For editors, which see the address before it is replaced.
  .meta({ pattern: '^(https?://.+|.*\\$\\{.+)$' });

/** Where a secret is kept: the name of an environment variable, or a file. Never the secret itself. */
export const secret = section(
  {
    /** The environment variable that holds it. */
    env: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'write the name of an environment variable, such as PAGER_KEY')
      .optional(),
    /** The file that holds it. */
    file: z.string().min(1).optional(),
  },
  // Does not repeat what was given: it may well be the secret.
  'write where the secret is kept, { env: NAME } or { file: path }, never the secret itself',
).refine((value) => (value.env === undefined) !== (value.file === undefined), {
  error: 'give either env (the name of an environment variable) or file, not both',
});

const bounds = ['below', 'above', 'atLeast', 'atMost'] as const;

/** The bounds of a threshold, in the unit of what it bounds. */
export const boundFields = {
  /** Good while the value is less than this. */
  below: z.number().optional(),
  /** Good while the value is more than this. */
  above: z.number().optional(),
  /** Good while the value is this or more. */
  atLeast: z.number().optional(),
  /** Good while the value is this or less. */
  atMost: z.number().optional(),
};

/** Whether at least one bound is given. */
export function hasBound(value: {
  readonly [Bound in (typeof bounds)[number]]?: number | undefined;
}): boolean {
  return bounds.some((bound) => value[bound] !== undefined);
}

/** What is said when no bound is given. */
export const boundMissing = `give a bound: ${bounds.join(', ')}`;

/** The same as its argument, readonly all the way down. */
export type DeepReadonly<Value> = Value extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
    : Value;
