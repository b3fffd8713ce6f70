import type { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import { policySchema, type Policy } from './index.ts';
import { checkReferences, type PolicyFault, type PolicyPath } from './references.ts';
import { wordIssue } from './wording.ts';

/** A policy out of anything, or everything that is wrong with it. */
export function parsePolicy(input: unknown): Result<Policy, readonly PolicyFault[]> {
  const parsed = policySchema.safeParse(input, { error: wordIssue });
  const faults = parsed.success ? [] : parsed.error.issues.flatMap(faultsOf);
  const broken = faults.map(({ path }) => path);
  const all = [
    ...faults,
    ...checkReferences(input, broken),
    ...(parsed.success ? toldByPager(parsed.data) : []),
  ];
  return parsed.success && all.length === 0 ? ok(parsed.data) : err(all);
}

/** An update is for stakeholders, and a record to be read: a pager calls whoever works on an incident. */
function toldByPager({ incidents, handoff, channels }: Policy): readonly PolicyFault[] {
  const isPager = (id: string): boolean =>
    channels.some((channel) => channel.id === id && channel.kind === 'pager');
  const places: readonly (readonly [PolicyPath, readonly string[]])[] = [
    [['incidents', 'updates', 'channels'], incidents.updates?.channels ?? []],
    [['handoff', 'channels'], handoff.channels],
  ];
  return places.flatMap(([path, told]) =>
    told.flatMap((id, index) =>
      isPager(id)
        ? [
            {
              path: [...path, index],
              message: `"${id}" is a pager, which calls people; name a chat, mail or webhook`,
            },
          ]
        : [],
    ),
  );
}

/** One fault for each issue; an issue about several unknown keys has one line for each. */
function faultsOf(issue: z.core.$ZodIssue): readonly PolicyFault[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  const messages = issue.message.split('\n');
  return issue.keys.map((key, index) => ({
    path: [...path, key],
    atKey: true,
    message: messages[index] ?? `unknown key "${key}"`,
  }));
}
