import { z } from 'zod';
import { isLinkField, linkFields, linkOrigin } from '../rules/links.ts';
import { knownFields } from './template.ts';
import { id, section, text } from './values.ts';

const url = z
  .string()
  .max(2000)
  .superRefine(knownFields(linkFields, isLinkField))
  .refine((value) => linkOrigin(value) !== undefined, {
    error: 'write a full http or https address whose host has no field in it, and no name or password',
  })
  // For editors, which see the address before it is replaced.
  .meta({ pattern: '^(https?://.+|.*\\$\\{.+)$' });

/** Where more is to be seen of an incident: addresses with fields that each incident fills in. */
export const links = z.array(
  section({ id, name: text, kind: z.enum(['dashboard', 'logs', 'traces', 'runbook']), url }),
);
