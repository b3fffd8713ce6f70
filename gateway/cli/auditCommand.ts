import { resolve } from 'node:path';
import { verifyJournal } from '../journal/verifyJournal.ts';
import { fail, say } from './terminal.ts';

/** Checks the journal's chain of hashes; answers the exit code. */
export function verifyAudit(folder: string): number {
  const dataFolder = resolve(folder);
  const verified = verifyJournal(dataFolder);
  if (!verified.ok) return fail(verified.error);
  const { entries, lastHash } = verified.value;
  say(`The journal in ${dataFolder} is whole: ${entries} entries, the last with hash ${lastHash}.`);
  return 0;
}
