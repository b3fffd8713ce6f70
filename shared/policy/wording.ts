import type { z } from 'zod';
import { nearest } from './suggestion.ts';

const kinds: Readonly<Record<string, string>> = {
  object: 'a section (keys and values)',
  record: 'a section (keys and values)',
  array: 'a list',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** The words of a policy problem, for every issue that the schema itself has no words for. */
export function wordIssue(issue: z.core.$ZodRawIssue): string | undefined {
  const input = judged(issue);
  if (issue.code !== 'unrecognized_keys' && input === undefined) return `missing; ${wantedBy(issue)}`;
  switch (issue.code) {
    case 'invalid_type':
    case 'invalid_value':
    case 'invalid_union':
      return `${describe(input)}; ${wantedBy(issue)}${guess(input, choices(issue))}`;
    case 'too_small':
      return issue.origin === 'array'
        ? 'must not be an empty list'
        : bound(issue.origin, 'at least', issue.minimum, issue.inclusive);
    case 'too_big':
      return bound(issue.origin, 'at most', issue.maximum, issue.inclusive);
    case 'invalid_format':
      return issue.format === 'email'
        ? `${describe(issue.input)}; write an address such as oncall@example.com`
        : undefined;
    default:
      return undefined;
  }
}

/** The choices of an enum or of a union's `kind`; none for anything else. */
function choices(issue: z.core.$ZodRawIssue): readonly string[] {
  if (issue.code === 'invalid_value' && Array.isArray(issue.values)) return issue.values.map(String);
  if (issue.code === 'invalid_union' && Array.isArray(issue.options)) return issue.options.map(String);
  return [];
}

function wantedBy(issue: z.core.$ZodRawIssue): string {
  const options = choices(issue);
  if (options.length === 1) return `write ${options.join()}`;
  if (options.length > 1) return `write one of ${options.join(', ')}`;
  const expected = issue.code === 'invalid_type' ? kinds[String(issue.expected)] : undefined;
  return `write ${expected ?? 'a value'}`;
}

/** What does not fit: for a union that is told apart by a key, that key's value. */
function judged(issue: z.core.$ZodRawIssue): unknown {
  const { input } = issue;
  const told =
    issue.code === 'invalid_union' && typeof issue.discriminator === 'string' ? issue.discriminator : '';
  const entries = typeof input === 'object' && input !== null ? Object.entries(input) : [];
  return told === '' ? input : entries.find(([key]) => key === told)?.[1];
}

function guess(input: unknown, options: readonly string[]): string {
  if (typeof input !== 'string') return '';
  const near = nearest(input, options);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}

function describe(input: unknown): string {
  if (input === null) return 'is empty';
  if (typeof input === 'string')
    return `"${input.length > 60 ? `${input.slice(0, 60)}...` : input}" does not fit`;
  if (typeof input === 'number' || typeof input === 'boolean') return `${input} does not fit`;
  return Array.isArray(input) ? 'a list does not fit' : 'a section does not fit';
}

function bound(origin: string, words: string, limit: number | bigint, inclusive = true): string {
  const strictly = words === 'at least' ? 'more than' : 'less than';
  const what = origin === 'string' ? ' characters long' : '';
  return `must be ${inclusive ? words : strictly} ${limit}${what}`;
}
