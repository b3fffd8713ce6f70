import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '../../shared/feed/roles.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { accessFileOf, readAccessFile, writeAccessFile, type AccessEntry } from './accessFile.ts';

/** SHA-256 of a token, hex. Tokens are 256 random bits, so that a slow hash would add nothing. */
export const hashToken = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex');

/** Short name of a token, for lists and for removing it; the start of its hash. */
export const tokenId = (entry: AccessEntry): string => entry.hash.slice(0, 8);

/** Creates a token and keeps its hash; what is returned is shown once and kept nowhere. */
export function addToken(folder: string, person: string, role: Role): Result<string> {
  const name = person.trim();
  if (name === '' || name.length > 64) return err('A person is named with 1 to 64 characters.');
  const file = accessFileOf(folder);
  const known = readAccessFile(file);
  if (!known.ok) return known;
  const token = `wf1_${randomBytes(32).toString('base64url')}`;
  const entry: AccessEntry = { person: name, role, hash: hashToken(token), createdAt: Date.now() };
  const written = writeAccessFile(file, folder, [...known.value, entry]);
  return written.ok ? ok(token) : written;
}

/** All tokens as kept, oldest first. */
export const listTokens = (folder: string): Result<readonly AccessEntry[]> =>
  readAccessFile(accessFileOf(folder));

/** Removes the token of that id, or all of that person; answers what was removed. */
export function removeTokens(folder: string, idOrPerson: string): Result<readonly AccessEntry[]> {
  const file = accessFileOf(folder);
  const known = readAccessFile(file);
  if (!known.ok) return known;
  const isMeant = (entry: AccessEntry): boolean =>
    tokenId(entry) === idOrPerson || entry.person === idOrPerson;
  const removed = known.value.filter(isMeant);
  if (removed.length === 0)
    return err(`No token has the id or the person "${idOrPerson}"; see: watchfloor token list`);
  const written = writeAccessFile(
    file,
    folder,
    known.value.filter((entry) => !isMeant(entry)),
  );
  return written.ok ? ok(removed) : written;
}
