import { utcTime } from '../../shared/rules/durations.ts';
import type { Role } from '../../shared/feed/roles.ts';
import { addToken, listTokens, removeTokens, tokenId } from '../server/tokens.ts';
import { fail, remark, say } from './terminal.ts';

/** Creates a token; it alone goes to standard output, so that a script can take it. */
export function tokenAdd(folder: string, person: string, role: Role): number {
  const added = addToken(folder, person, role);
  if (!added.ok) return fail(added.error);
  say(added.value);
  remark(
    `this token lets ${person} in as ${role}. It is shown only now; a running gateway takes it at once.`,
  );
  return 0;
}

/** Lists tokens by their ids; the tokens themselves are not known. */
export function tokenList(folder: string): number {
  const tokens = listTokens(folder);
  if (!tokens.ok) return fail(tokens.error);
  if (tokens.value.length === 0) remark('there are no tokens: only this machine gets in, as admin.');
  const width = Math.max(...tokens.value.map((entry) => entry.person.length), 0);
  for (const entry of tokens.value) {
    say(
      `${tokenId(entry)}  ${entry.role.padEnd(8)}  ${entry.person.padEnd(width)}  created ${utcTime(entry.createdAt)}`,
    );
  }
  return 0;
}

/** Removes tokens; who used them is signed out within seconds. */
export function tokenRemove(folder: string, idOrPerson: string): number {
  const removed = removeTokens(folder, idOrPerson);
  if (!removed.ok) return fail(removed.error);
  for (const entry of removed.value) say(`Removed ${tokenId(entry)} of ${entry.person} (${entry.role}).`);
  return 0;
}
