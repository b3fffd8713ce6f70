import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mapAlert } from '../../../gateway/alerts/mapAlert.ts';
import { alertmanagerFile } from '../../../gateway/generate/alertmanagerFile.ts';
import { startAlertmanager } from '../../support/alertmanager.ts';
import { findProgram, requireProgram } from '../../support/prerequisites.ts';
import { startReceivers } from '../../support/receivers.ts';
import { temporaryFolder } from '../../support/restartable.ts';
import { acgsWith } from '../../support/writtenPolicy.ts';

const run = promisify(execFile);
const gatewayPath = '/webhook/alertmanager/alertmanager';
const folder = temporaryFolder('alertmanager-test');
const file = join(folder.path, 'written.yml');
const options = { gateway: 'http://127.0.0.1:8450', secrets: '/run/secrets', gatewayTokenFile: '/run/token' };

beforeAll(async () => writeFileSync(file, alertmanagerFile(await acgsWith(), options).text));
afterAll(() => folder.remove());

describe.skipIf(findProgram('amtool') === undefined)('amtool', () => {
  it.each([false, true])('accepts the configuration of ACGS, direct: %s', async (direct) => {
    const written = join(folder.path, `direct-${direct}.yml`);
    writeFileSync(written, alertmanagerFile(await acgsWith(), { ...options, direct }).text);
    const { stdout } = await run(requireProgram('amtool'), ['check-config', written]);
    expect(stdout).toContain('SUCCESS');
  });

  it.each<Record<string, string>>([
    { alertname: 'ConstitutionalHashMismatch', service: 'auth', severity: 'critical' },
    { alertname: 'ServiceDown', service: 'auth', severity: 'critical' },
    { alertname: 'ServiceDown', service: 'auth2', severity: 'critical' },
    { alertname: 'ServiceDown', service: 'formal-verification', severity: 'critical' },
    { alertname: 'ErrorBudgetBurn', service: 'auth', severity: 'critical', watchfloor_severity: 'P2' },
    { alertname: 'ErrorBudgetBurn', service: 'auth', severity: 'warning', watchfloor_severity: 'P3' },
    { alertname: 'NeverHeardOf', severity: 'critical' },
    { alertname: 'NeverHeardOf', severity: 'info' },
    { alertname: 'NeverHeardOf', severity: 'purple' },
    { alertname: 'NeverHeardOf' },
  ])('routes %o to those who hear of the severity that the gateway gives it', async (labels) => {
    const { policy } = await acgsWith();
    const mapped = mapAlert(
      {
        fingerprint: '1',
        labels: { ...labels },
        annotations: {},
        state: 'firing',
        startsAt: 0,
        silencedBy: [],
        inhibitedBy: [],
      },
      { alerts: policy.alerts, services: new Set() },
      'alertmanager',
      0,
    );
    const { stdout } = await run(requireProgram('amtool'), [
      ...['config', 'routes', 'test', `--config.file=${file}`],
      ...Object.entries(labels).map(([name, value]) => `${name}=${value}`),
    ]);
    expect(stdout.trim()).toBe(`severity-${mapped?.severity ?? 'none'}`);
  });

  it.each([
    ['Watchdog', 'watchdog'],
    ['InfoInhibitor', 'ignored'],
    ['WatchfloorGatewayDown', 'gateway-down'],
  ])('routes %s to %s', async (alertname, receiver) => {
    const args = ['config', 'routes', 'test', `--config.file=${file}`, `alertname=${alertname}`];
    expect((await run(requireProgram('amtool'), args)).stdout.trim()).toBe(receiver);
  });
});

describe.skipIf(findProgram('alertmanager') === undefined)('a running Alertmanager', () => {
  it('tells the gateway of an alert at its webhook, with the token', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const token = join(folder.path, 'token');
    writeFileSync(token, 'wf1_secret\n');
    // No channels: nothing of a test leaves this machine.
    const loaded = await acgsWith(() => ({ channels: [] }));
    const config = alertmanagerFile(loaded, {
      gateway: `http://127.0.0.1:${port}`,
      secrets: folder.path,
      gatewayTokenFile: token,
    });
    writeFileSync(join(folder.path, 'alertmanager.yml'), config.text);
    const alertmanager = await startAlertmanager({ configDir: folder.path });
    try {
      const pushed = new Promise<{ request: IncomingMessage; body: unknown }>((resolve) => {
        server.on('request', (request, response) => {
          let text = '';
          request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
          request.on('end', () => {
            response.end();
            resolve({ request, body: JSON.parse(text) as unknown });
          });
        });
      });
      const alert = { labels: { alertname: 'ConstitutionalHashMismatch', service: 'auth' } };
      const posted = await fetch(`${alertmanager.url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([alert]),
      });
      expect(posted.status).toBe(200);
      const { request, body } = await pushed;
      expect(request.url).toBe(gatewayPath);
      expect(request.headers.authorization).toBe('Bearer wf1_secret');
      expect(body).toMatchObject({ receiver: 'severity-P0', alerts: [alert] });
    } finally {
      await alertmanager.stop();
      server.close();
    }
  });

  it('calls people only where the gateway is down, and about nothing else', async () => {
    const receivers = await startReceivers(() => 'takes');
    const key = join(folder.path, 'key');
    writeFileSync(key, 'R0UTINGKEY');
    const loaded = await acgsWith(() => ({
      channels: [
        {
          ...{ id: 'pager', name: 'Pager', kind: 'pager', service: 'acgs', simulated: false },
          ...{ url: `${receivers.url}/pager`, routingKey: { file: key }, severities: ['P0'] },
        },
      ],
    }));
    const config = alertmanagerFile(loaded, { gateway: receivers.url, secrets: folder.path });
    writeFileSync(join(folder.path, 'alertmanager.yml'), config.text);
    const alertmanager = await startAlertmanager({ configDir: folder.path });
    try {
      const post = (alertname: string): Promise<Response> =>
        fetch(`${alertmanager.url}/api/v2/alerts`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify([{ labels: { alertname } }]),
        });
      await post('ConstitutionalHashMismatch');
      await expect.poll(() => receivers.calls.map(({ path }) => path)).toEqual([gatewayPath]);
      await post('WatchfloorGatewayDown');
      await expect.poll(() => receivers.calls.map(({ path }) => path)).toEqual([gatewayPath, '/pager']);
      expect(receivers.calls[1]?.body).toMatchObject({
        ...{ routing_key: 'R0UTINGKEY', event_action: 'trigger' },
        payload: { summary: expect.stringMatching(/^P0 WatchfloorGatewayDown/) as unknown },
      });
    } finally {
      await alertmanager.stop();
      await receivers.stop();
    }
  });
});
