import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { alertmanagerFile } from '../../../../gateway/generate/alertmanagerFile.ts';
import type { Policy } from '../../../../shared/policy/index.ts';
import { acgsWith } from '../../../support/writtenPolicy.ts';

interface Config {
  readonly route: {
    readonly receiver: string;
    readonly routes: readonly { readonly matchers: readonly string[]; readonly receiver: string }[];
  };
  readonly receivers: readonly (Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> & {
    readonly name: string;
  })[];
}

const options = { gateway: 'http://127.0.0.1:8450', secrets: '/run/secrets/' };

async function written(change?: (policy: Policy) => Partial<Policy>, more = {}) {
  const { text, notes } = alertmanagerFile(await acgsWith(change), { ...options, ...more });
  const config = parse(text) as Config;
  const receiver = (name: string) => config.receivers.find((one) => one.name === name);
  return { text, notes, config, receiver };
}

const alertmanager = (id: string): Policy['sources'][number] => ({
  id,
  kind: 'alertmanager',
  url: 'http://127.0.0.1:9093',
  interval: 10_000,
  freshFor: 45_000,
});

describe('an Alertmanager configuration', () => {
  it('is the same bytes for the same policy', async () => {
    expect((await written()).text).toBe((await written()).text);
  });

  it('tells the gateway of every severity, as from each Alertmanager of the policy', async () => {
    const { config, notes } = await written(() => ({
      sources: [alertmanager('am-1'), alertmanager('am-2')],
    }));
    const heard = config.receivers.filter(({ name }) => !['ignored', 'gateway-down'].includes(name));
    expect(heard.map(({ name }) => name)).toEqual([
      ...['P0', 'P1', 'P2', 'P3'].map((severity) => `severity-${severity}`),
      'watchdog',
    ]);
    for (const { webhook_configs } of heard) {
      expect(webhook_configs?.map(({ url }) => url)).toEqual([
        'http://127.0.0.1:8450/webhook/alertmanager/am-1',
        'http://127.0.0.1:8450/webhook/alertmanager/am-2',
      ]);
    }
    expect(notes.join()).not.toContain('no source of kind alertmanager');
    expect((await written()).notes.join()).toContain('no source of kind alertmanager');
  });

  it('leaves people to the gateway, which would call them twice, and calls them itself where it is down', async () => {
    const { config, receiver } = await written();
    for (const { name, ...configs } of config.receivers.filter((one) => one.name.startsWith('severity-')))
      expect(Object.keys(configs), name).toEqual(['webhook_configs']);
    expect(config.route.routes[0]).toEqual({
      ...{ matchers: ['alertname="WatchfloorGatewayDown"'], receiver: 'gateway-down' },
      ...{ group_wait: '0s', repeat_interval: '1h' },
    });
    const { name, ...told } = receiver('gateway-down') ?? {};
    expect([name, Object.keys(told)]).toEqual(['gateway-down', ['slack_configs', 'pagerduty_configs']]);
  });

  it('says where nobody is called when the gateway is down', async () => {
    const says = 'nobody is told when the gateway is down';
    expect((await written()).notes.join()).not.toContain(says);
    const { notes, receiver } = await written(({ channels }) => ({
      channels: channels.map((channel) => ({ ...channel, severities: ['P3'] })),
    }));
    expect(notes.join()).toContain(says);
    expect(receiver('gateway-down')).toEqual({ name: 'gateway-down' });
  });

  it("with --direct, sends a severity to the policy's channels for it, and no other", async () => {
    const { receiver } = await written(undefined, { direct: true });
    expect(receiver('severity-P1')).toHaveProperty('webhook_configs');
    expect(receiver('severity-P1')).toHaveProperty('pagerduty_configs');
    expect(receiver('severity-P2')).not.toHaveProperty('pagerduty_configs');
    expect(receiver('severity-P3')?.['slack_configs']?.[0]?.['channel']).toBe('#acgs-alerts');
  });

  it('names files for secrets, and holds none', async () => {
    const { text, receiver } = await written(undefined, {
      gatewayTokenFile: '/run/secrets/gateway',
      gatewayCaFile: '/etc/watchfloor/ca.pem',
    });
    expect(receiver('gateway-down')?.['slack_configs']?.[0]).toMatchObject({
      api_url_file: '/run/secrets/ACGS_SLACK_WEBHOOK',
    });
    expect(receiver('gateway-down')?.['pagerduty_configs']?.[0]).toMatchObject({
      routing_key_file: '/run/secrets/ACGS_PAGERDUTY_KEY',
    });
    expect(text).toContain('#   /run/secrets/ACGS_PAGERDUTY_KEY: what ACGS_PAGERDUTY_KEY holds');
    expect(text).toContain('credentials_file: /run/secrets/gateway');
    expect(text).toContain('ca_file: /etc/watchfloor/ca.pem');
    expect(text).not.toMatch(/^ *(api_url|routing_key|service_key|auth_password|credentials):/m);
  });

  it('leaves out a mailbox without a server, and writes one that has it', async () => {
    expect((await written()).notes[0]).toMatch(/^channel mail is left out/);
    const mail: Policy['channels'][number] = {
      id: 'mail',
      name: 'Mail',
      kind: 'mail',
      simulated: false,
      to: ['a@acgs.example', 'b@acgs.example'],
      server: { host: 'smtp.acgs.example', port: 587, username: 'w', password: { file: '/run/mail' } },
    };
    const { receiver, notes } = await written(() => ({ channels: [mail] }));
    expect(receiver('gateway-down')?.['email_configs']?.[0]).toMatchObject({
      to: 'a@acgs.example, b@acgs.example',
      from: 'a@acgs.example',
      smarthost: 'smtp.acgs.example:587',
      auth_username: 'w',
      auth_password_file: '/run/mail',
    });
    expect(notes.join()).not.toContain('mail');
  });

  it('leaves out channels that take another form, and their secrets', async () => {
    const common = { name: 'Ops', simulated: false };
    const secret = { env: 'OPS_SECRET' };
    const { text, notes } = await written(() => ({
      channels: [
        { ...common, id: 'teams', kind: 'chat', room: 'Ops', format: 'teams', webhook: secret },
        { ...common, id: 'bridge', kind: 'webhook', url: 'https://bridge.example/in', bearerToken: secret },
      ],
    }));
    expect(notes.slice(0, 2)).toEqual([
      expect.stringMatching(/^channel teams is left out: /),
      expect.stringMatching(/^channel bridge is left out: /),
    ]);
    expect(text).not.toMatch(/OPS_SECRET|bridge\.example/);
  });

  it("keeps to the mail server's TLS and the address for answers", async () => {
    const mail = {
      id: 'mail',
      name: 'Mail',
      kind: 'mail',
      simulated: false,
      to: ['a@acgs.example'],
    } as const;
    const server = { host: 'relay', port: 25, tls: 'none', caFile: '/etc/ca.pem' } as const;
    const { receiver } = await written(() => ({
      channels: [{ ...mail, reply: 'desk@acgs.example', server }],
    }));
    expect(receiver('gateway-down')?.['email_configs']?.[0]).toMatchObject({
      require_tls: false,
      tls_config: { ca_file: '/etc/ca.pem' },
      headers: { 'Reply-To': 'desk@acgs.example' },
    });
  });

  it('repeats the watchdog several times within the time that the policy gives it', async () => {
    const { config } = await written(({ alerts }) => ({
      alerts: { ...alerts, watchdog: { alertname: 'Alive', within: 60_000 } },
    }));
    expect(config.route.routes[1]).toEqual({
      matchers: ['alertname="Alive"'],
      receiver: 'watchdog',
      group_wait: '0s',
      group_interval: '12s',
      repeat_interval: '12s',
    });
  });
});
