import { timingSafeEqual } from 'node:crypto';
import type { Role } from '../../shared/feed/roles.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { stampOf } from '../fileStamp.ts';
import { accessFileOf, readAccessFile, type AccessEntry } from './accessFile.ts';
import { hashToken } from './tokens.ts';

/** Who acts, and as what. `tokenHash` is absent on a gateway without tokens. */
export interface Identity {
  readonly person: string;
  readonly role: Role;
  readonly tokenHash?: string;
}

/** Who may come in. Follows changes of the tokens file without a restart. */
export interface Access {
  /** The data folder that the tokens are kept in. */
  readonly folder: string;
  /** True where a token is asked for. Once true, it stays so until the gateway is started anew. */
  required(): boolean;
  /** Whose token this is; the error is one sentence for the sender. */
  resolve(token: string | undefined): Result<Identity>;
  /** Whether someone let in before may still be in: tokens can be removed meanwhile. */
  holds(identity: Identity): boolean;
}

/** Reads the tokens of a data folder; refuses a file that is damaged or open to other users. */
export function openAccess(folder: string): Result<Access> {
  const access = new FileAccess(folder);
  const problem = access.problem();
  return problem === undefined ? ok(access) : err(problem);
}

class FileAccess implements Access {
  readonly folder: string;
  readonly #file: string;
  #stamp: string | undefined;
  #tokens: Result<readonly AccessEntry[]> = ok([]);
  #everRequired = false;

  constructor(folder: string) {
    this.folder = folder;
    this.#file = accessFileOf(folder);
    this.#stamp = 'never read';
  }

  problem(): string | undefined {
    const tokens = this.#refresh();
    return tokens.ok ? undefined : tokens.error;
  }

  required(): boolean {
    this.#refresh();
    return this.#everRequired;
  }

  resolve(token: string | undefined): Result<Identity> {
    const tokens = this.#refresh();
    if (!tokens.ok)
      return err(
        "The gateway's list of tokens can't be read; its administrator finds the reason in its log.",
      );
    if (token === undefined || token === '') return err('This gateway asks for an access token.');
    const given = Buffer.from(hashToken(token), 'hex');
    let found: AccessEntry | undefined;
    // All are compared, each in constant time: how long it takes tells nothing.
    for (const entry of tokens.value) {
      if (timingSafeEqual(given, Buffer.from(entry.hash, 'hex'))) found = entry;
    }
    if (found === undefined) return err('The access token is not known to this gateway.');
    return ok({ person: found.person, role: found.role, tokenHash: found.hash });
  }

  holds(identity: Identity): boolean {
    const tokens = this.#refresh();
    if (identity.tokenHash === undefined) return !this.#everRequired;
    return (
      tokens.ok &&
      tokens.value.some((entry) => entry.hash === identity.tokenHash && entry.role === identity.role)
    );
  }

  #refresh(): Result<readonly AccessEntry[]> {
    const stamp = stampOf(this.#file);
    if (stamp !== this.#stamp) {
      this.#stamp = stamp;
      this.#tokens = readAccessFile(this.#file);
    }
    if (!this.#tokens.ok || this.#tokens.value.length > 0) this.#everRequired = true;
    return this.#tokens;
  }
}
