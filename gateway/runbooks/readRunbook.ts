import { parseDocument } from 'yaml';
import { z } from 'zod';
import { runbookHeadSchema, type RunbookHead } from '../../shared/model/runbook.ts';
import { period } from '../../shared/policy/values.ts';
import { splitFrontMatter } from '../../shared/rules/frontMatter.ts';
import { err, ok, type Result } from '../../shared/result.ts';

/** The front matter as it is written: a duration such as `20m` in place of milliseconds. */
const writtenHead = runbookHeadSchema
  .omit({ durationMs: true })
  .extend({ duration: period.optional() })
  .transform(({ duration, ...head }): RunbookHead => ({ ...head, durationMs: duration }));

/** A runbook's head, and its Markdown without it. */
export interface ReadRunbook {
  readonly head: RunbookHead;
  readonly markdown: string;
}

/** Reads a runbook's text; the error says what to write, and where. */
export function readRunbook(text: string): Result<ReadRunbook> {
  const { head, body } = splitFrontMatter(text);
  if (head === undefined) {
    return err('has no front matter; begin the file with a line ---, id: and title:, and a line ---');
  }
  const document = parseDocument(head, { prettyErrors: true, uniqueKeys: true });
  const mistake = document.errors[0];
  if (mistake !== undefined) return err(`front matter: ${mistake.message.split('\n')[0] ?? ''}`);
  let written: unknown;
  try {
    // No alias is worth a bomb of them.
    written = document.toJS({ maxAliasCount: 0 });
  } catch {
    return err('front matter: aliases (*name) are not allowed; write the value again');
  }
  const parsed = writtenHead.safeParse(written);
  if (parsed.success) return ok({ head: parsed.data, markdown: body });
  return err(
    `front matter: ${z.core.toDotPath(parsed.error.issues[0]?.path ?? []) || 'text'} ${messageOf(parsed.error)}`,
  );
}

const messageOf = (error: z.ZodError): string => error.issues[0]?.message ?? 'is not valid';
