import { readFile, stat } from 'node:fs/promises';
import { codeOf } from '../../shared/codeOf.ts';
import type { PolicyRotation } from '../../shared/policy/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { SourceDependencies } from '../sources/dependencies.ts';
import { askHttp, shownOrigin, whyFailed } from '../sources/http.ts';

/** A calendar as the policy names it. */
export type PolicyCalendar = NonNullable<PolicyRotation['calendar']>;

/** A calendar's text; absent where it is what it was. */
export interface FetchedCalendar {
  readonly text?: string;
  /** Its ETag, to be sent back. */
  readonly tag?: string | undefined;
}

const timeoutMs = 15_000;
const maxBytes = 8 * 1024 * 1024;

/** Reads a calendar from its file or address; the error is one clause, and never says the address: it may be a secret. */
export async function fetchCalendar(
  { url, file }: PolicyCalendar,
  tag: string | undefined,
  deps: Pick<SourceDependencies, 'fetch' | 'clock'>,
  signal: AbortSignal,
): Promise<Result<FetchedCalendar>> {
  if (file !== undefined) return readLocal(file, signal);
  if (url === undefined) return err('it has neither an address nor a file');
  const answer = await askHttp(
    {
      ...{ url, timeoutMs, maxBytes, signal },
      headers: { accept: 'text/calendar', ...(tag === undefined ? {} : { 'if-none-match': tag }) },
    },
    deps,
  );
  if (!answer.ok) return err(`${shownOrigin(url)}: ${answer.error}`);
  const { status, text, etag } = answer.value;
  if (status === 304) return ok({ tag });
  if (status === 200) return ok({ text, tag: etag });
  return err(`${shownOrigin(url)} answered ${status}`);
}

async function readLocal(file: string, signal: AbortSignal): Promise<Result<FetchedCalendar>> {
  try {
    const { size } = await stat(file);
    if (size > maxBytes) return err(`the file is longer than ${maxBytes / 1024 / 1024} MiB`);
    return ok({ text: await readFile(file, { encoding: 'utf8', signal }) });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return err('there is no such file');
    return err(code === 'EACCES' || code === 'EPERM' ? 'the file may not be read' : whyFailed(error));
  }
}
