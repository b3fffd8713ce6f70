import type { Notice, NoticeKind } from '../../shared/model/notice.ts';
import type { PolicyChannel } from '../../shared/policy/index.ts';
import { post } from './post.ts';
import { secretText } from './secrets.ts';
import { refused, type SendDependencies, type Sent } from './sending.ts';
import { bounded, dedupIdOf, oneLine, wordingOf } from './wording.ts';

const actions: Partial<Readonly<Record<NoticeKind, 'acknowledge' | 'resolve'>>> = {
  acknowledged: 'acknowledge',
  resolved: 'resolve',
};

/**
 * Sends an event to PagerDuty's Events API v2, or one like it. Everything of an incident has one dedup key, so that
 * the pager keeps one incident of its own for it. A test is triggered and resolved at once.
 */
export async function sendPager(
  channel: Extract<PolicyChannel, { kind: 'pager' }>,
  notice: Notice,
  deps: SendDependencies,
): Promise<Sent> {
  const key = secretText(channel.routingKey, deps);
  if (!key.ok) return refused(key.error);
  const enqueue = (event: unknown): Promise<Sent> => post(channel.url, {}, event, deps);
  const target = { routing_key: key.value, dedup_key: pagerKeyOf(notice, deps.gatewayName) };
  const action = actions[notice.kind];
  if (action !== undefined) return enqueue({ ...target, event_action: action });
  const sent = await enqueue({ ...target, ...triggerOf(channel.service, notice, deps) });
  if (!sent.ok || notice.kind !== 'test') return sent;
  return enqueue({ ...target, event_action: 'resolve' });
}

/** One for each incident and gateway; at most 255 characters, as the API has it. */
function pagerKeyOf(notice: Notice, gatewayName: string): string {
  const key =
    notice.incident === undefined ? dedupIdOf(notice, gatewayName) : `${notice.incident}@${gatewayName}`;
  return bounded(oneLine(key), 255);
}

function triggerOf(service: string, notice: Notice, deps: SendDependencies): object {
  const { subject, text } = wordingOf(notice, deps.clock.now());
  return {
    event_action: 'trigger',
    client: 'Watchfloor',
    payload: {
      // The API takes no more than 1024 characters, and 512 KB in all.
      summary: bounded(subject, 1_024),
      source: oneLine(deps.gatewayName),
      severity: notice.urgency,
      timestamp: new Date(notice.dueAt).toISOString(),
      component: service,
      custom_details: { text },
    },
  };
}
