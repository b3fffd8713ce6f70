import type { Notice } from '../../shared/model/notice.ts';
import type { PolicyChannel } from '../../shared/policy/index.ts';
import { post } from './post.ts';
import { secretText } from './secrets.ts';
import { refused, type SendDependencies, type Sent } from './sending.ts';
import { dedupIdOf, wordingOf } from './wording.ts';

/** Posts a notice as JSON; the form is described in docs/channels.md. */
export async function sendWebhook(
  channel: Extract<PolicyChannel, { kind: 'webhook' }>,
  notice: Notice,
  deps: SendDependencies,
): Promise<Sent> {
  const { gatewayName: gateway, clock } = deps;
  const id = dedupIdOf(notice, gateway);
  const headers: Record<string, string> = { 'idempotency-key': encodeURI(id) };
  if (channel.bearerToken !== undefined) {
    const token = secretText(channel.bearerToken, deps);
    if (!token.ok) return refused(token.error);
    // What fetch says of a header that it refuses would repeat the token.
    if (!/^[\x21-\x7e]+$/.test(token.value)) return refused('its token holds characters that no header may');
    headers['authorization'] = `Bearer ${token.value}`;
  }
  const now = clock.now();
  const { kind, incident, urgency, to, dueAt, attachment } = notice;
  const lateMs = Math.max(0, now - dueAt);
  const about = { id, gateway, kind, incident, urgency };
  const body = { ...about, ...wordingOf(notice, now), attachment, to, dueAt, lateMs };
  return post(channel.url, headers, body, deps);
}
