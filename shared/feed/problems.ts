import { assertNever } from '../assertNever.ts';
import type { Ending } from './connection.ts';

/** Host and port of a URL, without what may be secret; `shared` has no URL class. */
export const hostOf = (url: string): string => /^[a-z]+:\/\/(?:[^@/?#]*@)?([^/?#]+)/i.exec(url)?.[1] ?? url;

/** Why a connection ended, in words for the operator. */
export function describeEnding(host: string, ending: Ending): string {
  switch (ending.kind) {
    case 'silent':
      return `Gateway ${host} does not answer`;
    case 'unreachable':
      return `Gateway ${host} can't be reached${ending.reason ? `: ${ending.reason}` : ''}`;
    case 'closed':
      return `Gateway ${host} closed the connection${ending.reason ? `: ${ending.reason}` : ''}`;
    case 'malformed':
      return `Gateway ${host} sent a frame that can't be read: ${ending.error}`;
    default:
      return assertNever(ending, 'ending');
  }
}
