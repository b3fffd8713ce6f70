import { closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../shared/parseJson.ts';
import { roleSchema } from '../../shared/feed/roles.ts';
import { instantSchema } from '../../shared/model/instant.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { makeFolder } from '../dataFolder.ts';
import { reasonOf } from '../../shared/reasonOf.ts';

const entrySchema = z.strictObject({
  person: z.string().trim().min(1).max(64),
  role: roleSchema,
  /** SHA-256 of the token, hex; the token itself is kept nowhere. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: instantSchema,
});
const fileSchema = z.strictObject({ version: z.literal(1), tokens: z.array(entrySchema) });

/** One token as kept. */
export type AccessEntry = z.infer<typeof entrySchema>;

/** Where a data folder keeps its tokens' hashes. */
export const accessFileOf = (folder: string): string => join(folder, 'access.json');

/** Reads the tokens; no file means none. A file that can't be trusted is an error, never "none". */
export function readAccessFile(file: string): Result<readonly AccessEntry[]> {
  let text: string;
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat === undefined) return ok([]);
    if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0) {
      return err(`${file} can be read or changed by other users; run: chmod 600 ${file}`);
    }
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return err(`${file} can't be read: ${reasonOf(error)}.`);
  }
  const parsed = fileSchema.safeParse(parseJson(text));
  if (parsed.success) return ok(parsed.data.tokens);
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') ?? '';
  return err(
    `${file} is damaged (${where === '' ? 'not the expected JSON' : `${where}: ${issue?.message ?? 'not valid'}`}); ` +
      'nobody is let in until it is restored from a copy, or removed and the tokens are created anew.',
  );
}

/** Replaces the file at once and durably, readable by its owner only. */
export function writeAccessFile(file: string, folder: string, tokens: readonly AccessEntry[]): Result<true> {
  try {
    makeFolder(folder);
    const fresh = `${file}.${process.pid}.tmp`;
    const handle = openSync(fresh, 'w', 0o600);
    try {
      writeSync(handle, `${JSON.stringify({ version: 1, tokens }, undefined, 2)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(fresh, file);
    return ok(true);
  } catch (error) {
    return err(`${file} can't be written: ${reasonOf(error)}.`);
  }
}
