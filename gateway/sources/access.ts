import { readFileSync } from 'node:fs';
import type { PolicySource } from '../../shared/policy/index.ts';
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

/** Why a source could not be asked as the policy says: a secret that it names is not there. */
export function missingSecret(source: PolicySource): string | undefined {
  if (!('url' in source)) return undefined;
  for (const key of ['bearerToken', 'password'] as const) {
    const reference = source[key];
    if (reference === undefined || (readSecret(reference) ?? '') !== '') continue;
    const { env, file = '' } = reference;
    const what =
      env === undefined
        ? `the file ${file} can't be read or is empty`
        : `the environment variable ${env} is not set`;
    return `sources: ${source.id} needs its ${key}, but ${what}.`;
  }
  return undefined;
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
