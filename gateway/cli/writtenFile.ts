import { writeFileSync } from 'node:fs';
import { loadPolicy, type LoadedPolicy } from '../policy/loadPolicy.ts';
import { formatProblem } from '../policy/problem.ts';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { Written } from '../generate/written.ts';
import { fail, remark } from './terminal.ts';
import { reasonOf } from '../../shared/reasonOf.ts';

/** Reads the policy that a file is made of; says every mistake, and answers the exit code of a failure. */
export async function policyToWrite(file: string): Promise<Result<LoadedPolicy, number>> {
  const loaded = await loadPolicy(file, process.env);
  if (loaded.ok) return loaded;
  for (const problem of loaded.error) process.stderr.write(`${formatProblem(problem)}\n`);
  return err(fail(`${file} has mistakes, so nothing was written.`));
}

/** Writes to a file, or to standard output without one; says what the reader should know. Answers the exit code. */
export function deliver({ text, notes }: Written, out: string | undefined, next: string): number {
  for (const sentence of notes) remark(`${sentence}.`);
  if (out === undefined) {
    process.stdout.write(text);
    return 0;
  }
  const written = writeTo(out, text);
  if (!written.ok) return fail(written.error);
  remark(`wrote ${out}; ${next}`);
  return 0;
}

/** Writes a file; the error is a sentence. */
export function writeTo(file: string, text: string): Result<void> {
  try {
    writeFileSync(file, text);
    return ok(undefined);
  } catch (error) {
    const why = reasonOf(error);
    return err(`${file} could not be written (${why}); check the folder and its permissions.`);
  }
}
