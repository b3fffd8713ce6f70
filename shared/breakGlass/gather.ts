import type { FeedState } from '../feed/reduce.ts';
import type { KeptLibrary, KeptRunbook } from '../library/keptLibrary.ts';
import { pictureTypeOf } from '../library/pictureType.ts';
import { runbookBody } from '../rules/runbookText.ts';
import type { BreakGlassData, CopiedRunbook } from './data.ts';
import { reasonOf } from '../reasonOf.ts';

/** Limits of a copy, bytes: it must open quickly, and travel on any stick. */
export const breakGlassLimits = { picture: 1024 * 1024, pictures: 24 * 1024 * 1024 } as const;

export interface GatherDeps {
  readonly now: number;
  readonly state: FeedState | undefined;
  readonly list: KeptLibrary | undefined;
  /** A file of the library, checked against its digest; rejects where it is damaged or not there. */
  file(digest: string): Promise<Uint8Array>;
  readonly decode: (bytes: Uint8Array) => string;
  readonly base64: (bytes: Uint8Array) => string;
}

/** Reads what goes into a break-glass copy; what can't be had or is too large is left out and named. */
export async function gatherBreakGlass(deps: GatherDeps): Promise<BreakGlassData> {
  const leftOut: string[] = [];
  const runbooks: CopiedRunbook[] = [];
  let room: number = breakGlassLimits.pictures;
  const kept = [...(deps.list?.runbooks ?? [])].sort((a, b) => a.title.localeCompare(b.title));
  for (const runbook of kept) {
    const pictures = new Map<string, string>();
    for (const { path, digest, bytes } of runbook.attachments) {
      const type = pictureTypeOf(path);
      const problem = type === undefined ? 'it is no picture' : tooLarge(bytes, room);
      try {
        if (type === undefined || problem !== undefined) throw new Error(problem);
        pictures.set(path, `data:${type};base64,${deps.base64(await deps.file(digest))}`);
        room -= bytes;
      } catch (error) {
        leftOut.push(`${path}, of “${runbook.title}”: ${wordsOf(error)}.`);
      }
    }
    runbooks.push({ runbook, text: await textOf(deps, runbook, leftOut), pictures });
  }
  if (deps.list === undefined) leftOut.push('All runbooks: none are kept here.');
  for (const { title, problem } of deps.list?.missed ?? []) leftOut.push(`“${title}”: ${problem}`);
  if (deps.state === undefined) leftOut.push('The state of the desk: none was ever kept here.');
  if (deps.state?.sealedContacts !== undefined)
    leftOut.push('Contacts: they are locked on this console; unlock them, then make the copy again.');
  return { madeAt: deps.now, state: deps.state, runbooks, leftOut };
}

function tooLarge(bytes: number, room: number): string | undefined {
  const megabytes = (limit: number): string => `${limit / 1024 / 1024} MiB`;
  if (bytes > breakGlassLimits.picture) return `it is larger than ${megabytes(breakGlassLimits.picture)}`;
  return bytes > room
    ? `all pictures together are larger than ${megabytes(breakGlassLimits.pictures)}`
    : undefined;
}

async function textOf(
  deps: GatherDeps,
  { title, file }: KeptRunbook,
  leftOut: string[],
): Promise<string | undefined> {
  try {
    return runbookBody(deps.decode(await deps.file(file.digest)));
  } catch (error) {
    leftOut.push(`The text of “${title}”: ${wordsOf(error)}.`);
    return undefined;
  }
}

const wordsOf = (error: unknown): string => reasonOf(error).replace(/\.$/, '');
