import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { Receivers } from '../support/receivers.ts';

const named = z.looseObject({ id: z.string() });
const acgs = z
  .looseObject({
    actions: z.array(named.extend({ kind: z.string() })),
    triggers: z.array(named.extend({ condition: z.looseObject({ for: z.string().optional() }) })),
  })
  .parse(parse(readFileSync('assets/policy/acgs.yaml', 'utf8')));

/**
 * ACGS's own triggers and the order of their actions, at the pace of tests. What ACGS leaves to a person is a webhook
 * here. Only latency has a cool-down that passes while we look.
 */
export function triggerPolicy({ url, mailPort }: Pick<Receivers, 'url' | 'mailPort'>): string {
  const pace: Readonly<Record<string, object>> = {
    'service-unavailable': { timeout: '12s', cooldown: '1h' },
    'high-latency': { timeout: '40s', cooldown: '15s' },
    'constitutional-violation': { timeout: '40s', cooldown: '1h' },
    'cache-degradation': { timeout: '40s', cooldown: '1h' },
  };
  const mailServer = { host: '127.0.0.1', port: mailPort, tls: 'none' };
  return stringify({
    ...acgs,
    actions: acgs.actions.map((action) =>
      action.kind === 'manual'
        ? { id: action.id, name: action['name'], kind: 'webhook', url: `${url}/act/${action.id}` }
        : action,
    ),
    triggers: [
      ...acgs.triggers.map(({ condition, ...trigger }) => ({
        ...trigger,
        ...pace[trigger.id],
        condition: { ...condition, ...(condition.for === undefined ? {} : { for: '3s' }) },
      })),
      {
        ...{ id: 'replica-behind', name: 'Replica behind', mode: 'proposed', timeout: '40s', cooldown: '1h' },
        condition: { kind: 'alert', alertname: 'ReplicationLag' },
        actions: ['warm-cache', 'notify-infrastructure'],
      },
    ],
    channels: [
      { id: 'chat', name: 'Slack', kind: 'chat', room: '#acgs-alerts', webhook: { env: 'TEST_SLACK' } },
      { id: 'mail', name: 'On-call mailbox', kind: 'mail', to: ['oncall@acgs.com'], server: mailServer },
      {
        ...{ id: 'pager', name: 'PagerDuty', kind: 'pager', service: 'acgs', severities: ['P0', 'P1'] },
        ...{ url: `${url}/pager`, routingKey: { env: 'TEST_PAGERDUTY' } },
      },
    ],
  });
}
