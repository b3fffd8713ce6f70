import { readFileSync } from 'node:fs';
import type { SecretReference, SourceDependencies } from './dependencies.ts';

/** How a source is to be asked, as the policy says it. */
export interface Access {
  readonly url: string;
  readonly bearerToken?: SecretReference | undefined;
  readonly username?: string | undefined;
  readonly password?: SecretReference | undefined;
}

/** The text of a secret from the environment or a file; undefined where it is missing. */
export function readSecret(reference: SecretReference): string | undefined {
  if (reference.env !== undefined) return process.env[reference.env];
  if (reference.file === undefined) return undefined;
  try {
    return readFileSync(reference.file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** The headers that let us in. Read anew for each round, so that a rotated secret is taken up. */
export function accessHeaders(access: Access, deps: SourceDependencies): Record<string, string> {
  const secret = deps.secret ?? readSecret;
  const token = access.bearerToken === undefined ? undefined : secret(access.bearerToken);
  if (token !== undefined) return { authorization: `Bearer ${token}` };
  if (access.username === undefined) return {};
  const password = access.password === undefined ? '' : (secret(access.password) ?? '');
  return { authorization: `Basic ${Buffer.from(`${access.username}:${password}`).toString('base64')}` };
}

/** `http://host/prefix/` + `/api/x` -> `http://host/prefix/api/x`. */
export function endpoint(access: Access, path: string): string {
  return access.url.replace(/\/+$/, '') + path;
}
