import type { PolicyChannel } from '../../shared/policy/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { readSecret } from '../sources/access.ts';
import type { SecretReference } from '../sources/dependencies.ts';
import type { SendDependencies } from './sending.ts';

/** Every secret that a channel names. */
function secretsOf(channel: PolicyChannel): readonly SecretReference[] {
  switch (channel.kind) {
    case 'chat':
      return [channel.webhook];
    case 'pager':
      return [channel.routingKey];
    case 'mail':
      return channel.server?.password === undefined ? [] : [channel.server.password];
    case 'webhook':
      return channel.bearerToken === undefined ? [] : [channel.bearerToken];
  }
}

/** A secret's text; the error names where it should be, never what it is. Read anew each time. */
export function secretText(
  reference: SecretReference,
  { secret = readSecret }: Pick<SendDependencies, 'secret'>,
): Result<string> {
  const found = secret(reference)?.trim();
  if (found !== undefined && found !== '') return ok(found);
  if (reference.env !== undefined) return err(`the environment variable ${reference.env} is not set`);
  return err(`the file ${reference.file ?? ''} is empty or can't be read`);
}

/** What a channel lacks to be used, in one clause; undefined when it is set up. */
export function lackOf(channel: PolicyChannel, deps: Pick<SendDependencies, 'secret'>): string | undefined {
  if (channel.kind === 'mail' && channel.server === undefined) return 'the policy names no mail server';
  for (const reference of secretsOf(channel)) {
    const found = secretText(reference, deps);
    if (!found.ok) return found.error;
  }
  return undefined;
}

/** The same text without these secrets, nor the telling parts of those that are addresses. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const telling = secrets.flatMap((secret) => {
    const url = URL.canParse(secret) ? new URL(secret) : undefined;
    const parts = url?.pathname.split('/').filter((part) => part.length >= 6) ?? [];
    return url === undefined ? [secret] : [secret, url.href, url.search, ...parts];
  });
  return telling
    .filter((part) => part.length > 2)
    .sort((one, other) => other.length - one.length)
    .reduce((kept, part) => kept.replaceAll(part, '[hidden]'), text);
}
