import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tryConnection, type Trial } from '../../../main/connectionTrial.ts';
import { routeOf } from '../../../main/gatewayRoute.ts';
import { httpGetBy } from '../../../main/httpGet.ts';
import type { ConnectionSettings } from '../../../shared/settings/settings.ts';
import { selfSigned } from '../../support/certificate.ts';
import { freePort } from '../../support/ports.ts';
import { startProxy, startTlsGateway, type EndedByTest } from '../../support/tlsGateway.ts';

const clock = {
  now: Date.now,
  after(ms: number, run: () => void) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
const attempt = (settings: ConnectionSettings): Promise<Trial> =>
  tryConnection({ clock, version: '0.0.0', person: undefined }, settings);
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'connection-'));

const folder = newFolder();
const server = selfSigned(folder);
const wallFolder = newFolder();
const wall = selfSigned(wallFolder);
const wallKey = join(wallFolder, 'key.pem');
const running: EndedByTest[] = [];
let gateway: EndedByTest;
let asking: EndedByTest;
let settings: ConnectionSettings;

beforeAll(async () => {
  gateway = await startTlsGateway({ key: server.key, cert: server.cert }, 'wf-good');
  asking = await startTlsGateway(
    { key: server.key, cert: server.cert, ca: wall.cert, requestCert: true, rejectUnauthorized: true },
    'wf-good',
  );
  running.push(gateway, asking);
  settings = { gatewayUrl: `https://localhost:${gateway.port}`, token: 'wf-good', caFile: server.certFile };
});
afterAll(() => Promise.all(running.map((one) => one.stop())));

/** The step that failed, with what was passed before it. */
const failedAt = ({ steps, failed }: Trial): readonly string[] => [
  ...steps.map(({ step }) => step),
  `failed: ${failed?.step ?? 'none'}`,
];

describe('a connection that is tried', () => {
  it('passes every step, and says as whom', async () => {
    const trial = await attempt(settings);
    expect(failedAt(trial)).toEqual([
      ...['files', 'dns', 'tcp', 'tls', 'http', 'token', 'protocol'],
      'failed: none',
    ]);
    expect(trial.welcome).toEqual({ gateway: 'behind TLS', person: 'Nadia', role: 'operator' });
    expect(JSON.stringify(trial)).not.toContain('wf-good');
  });

  it('fails at the certificate without its authority, and says to name it', async () => {
    const trial = await attempt({ ...settings, caFile: undefined });
    expect(failedAt(trial)).toEqual(['dns', 'tcp', 'failed: tls']);
    expect(trial.failed?.todo).toMatch(/custom CA/);
  });

  it('fails at a name that the certificate is not for, which a proxy looks up', async () => {
    const proxy = await startProxy();
    running.push(proxy);
    const trial = await attempt({
      ...settings,
      gatewayUrl: `https://noc.example:${gateway.port}`,
      proxyUrl: `http://127.0.0.1:${proxy.port}`,
    });
    expect(failedAt(trial)).toEqual(['files', 'dns', 'tcp', 'proxy', 'failed: tls']);
    expect(trial.failed?.todo).toMatch(/name that the certificate is made for/);
  });

  it.each([
    ['a name that no DNS has', { gatewayUrl: 'wss://no-such-host.invalid' }, 'dns', /name/],
    ['a token that is not known', { token: 'wf-bad' }, 'token', /watchfloor token add/],
    ['a CA file that is not there', { caFile: '/nowhere/ca.pem' }, 'files', /path/],
    ['a key without its certificate', { clientKeyFile: wallKey }, 'files', /./],
    [
      'the key of another certificate',
      { clientCertFile: server.certFile, clientKeyFile: wallKey },
      'files',
      /./,
    ],
  ] as const)('fails at %s', async (_what, change, step, todo) => {
    const trial = await attempt({ ...settings, ...change });
    expect(trial.failed).toMatchObject({ step, todo: expect.stringMatching(todo) as unknown });
  });

  it('fails at a port where nothing listens, at one that speaks no TLS, and at a path without a feed', async () => {
    const port = await freePort();
    const refused = await attempt({ ...settings, gatewayUrl: `wss://localhost:${port}` });
    expect(refused.failed).toMatchObject({ step: 'tcp', todo: expect.stringMatching(/port/) as unknown });
    const plain = await startProxy();
    running.push(plain);
    const noTls = await attempt({ ...settings, gatewayUrl: `wss://localhost:${plain.port}` });
    expect(noTls.failed?.step).toBe('tls');
    const noFeed = await attempt({ ...settings, gatewayUrl: `wss://localhost:${gateway.port}/metrics` });
    expect(noFeed.failed).toMatchObject({
      step: 'http',
      reason: expect.stringMatching(/400|404/) as unknown,
    });
  });

  it('says what is no certificate', async () => {
    const broken = join(newFolder(), 'ca.pem');
    writeFileSync(broken, 'hello');
    const trial = await attempt({ ...settings, caFile: broken });
    expect(trial.failed?.reason).toMatch(/is no certificate in PEM/);
  });

  it('is nothing to try where the console has its own gateway', async () => {
    expect(await attempt({ token: 'wf-good' })).toEqual({ url: '', steps: [] });
  });
});

describe('a gateway that asks for a client certificate', () => {
  const withCertificate = (): ConnectionSettings => ({
    ...settings,
    gatewayUrl: `wss://localhost:${asking.port}`,
    clientCertFile: wall.certFile,
    clientKeyFile: wallKey,
  });

  it('lets in who shows it', async () => {
    expect(failedAt(await attempt(withCertificate())).at(-1)).toBe('failed: none');
  });

  it('is said to ask for one, where none is shown', async () => {
    const trial = await attempt({
      ...withCertificate(),
      clientCertFile: undefined,
      clientKeyFile: undefined,
    });
    expect(trial.failed).toMatchObject({
      step: 'tls',
      todo: expect.stringMatching(/client certificate/) as unknown,
    });
  });
});

describe('a proxy', () => {
  it('carries the feed and the runbooks, and is told who asks', async () => {
    const proxy = await startProxy('me:hush');
    running.push(proxy);
    const through = { ...settings, proxyUrl: `http://me@127.0.0.1:${proxy.port}`, proxyPassword: 'hush' };
    expect(failedAt(await attempt(through))).toEqual([
      ...['files', 'dns', 'tcp', 'proxy', 'tls', 'http', 'token', 'protocol'],
      'failed: none',
    ]);
    const before = proxy.tunnels.length;
    expect(before).toBeGreaterThan(0);
    const url = `https://localhost:${gateway.port}/library/manifest`;
    expect((await httpGetBy(routeOf(through))(url, {}, 100)).text()).toBe('the library');
    expect(proxy.tunnels.slice(before)).toEqual([`localhost:${gateway.port}`]);
    const wrong = await attempt({ ...through, proxyPassword: 'loud' });
    expect(wrong.failed).toMatchObject({ step: 'proxy', reason: expect.stringMatching(/407/) as unknown });
  });

  it('that is none is said', async () => {
    const trial = await attempt({ ...settings, proxyUrl: `http://127.0.0.1:${await freePort()}` });
    expect(trial.failed?.step).toBe('tcp');
    const other = await attempt({ ...settings, proxyUrl: `http://127.0.0.1:${gateway.port}` });
    expect(other.failed?.step).toBe('proxy');
  });
});

describe('runbooks over TLS', () => {
  const url = (): string => `https://localhost:${gateway.port}/library/manifest`;

  it('come with the custom CA alone', async () => {
    expect((await httpGetBy(routeOf(settings))(url(), {}, 100)).status).toBe(200);
    await expect(httpGetBy({})(url(), {}, 100)).rejects.toThrow(/self-signed/);
  });

  it('are refused beyond their size', async () => {
    await expect(httpGetBy(routeOf(settings))(url(), {}, 5)).rejects.toThrow(/larger than it may be/);
  });
});
