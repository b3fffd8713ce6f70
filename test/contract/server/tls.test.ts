import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { join } from 'node:path';
import { connect, type ConnectionOptions } from 'node:tls';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { addToken } from '../../../gateway/server/tokens.ts';
import { TlsKeeper } from '../../../gateway/tls/tlsKeeper.ts';
import type { WorldClock } from '../../../gateway/world.ts';
import { ok } from '../../../shared/result.ts';
import { selfSigned } from '../../support/certificate.ts';
import { helloOf, open } from './consoleUnderTest.ts';
import {
  atEnd,
  clockAt,
  dataFolder,
  silentLog,
  startGateway,
  type GatewayUnderTest,
} from './gatewayUnderTest.ts';

const day = 24 * 60 * 60_000;

type Pair = ReturnType<typeof selfSigned>;
const pairIn = (name: string, days = 30): Pair => {
  const folder = join(dataFolder(), name);
  mkdirSync(folder);
  return selfSigned(folder, days);
};

function keeperOf({ certFile, keyFile }: Pair, clientCa?: string, clock = clockAt()): TlsKeeper {
  const opened = TlsKeeper.open({ files: { cert: certFile, key: keyFile, clientCa }, clock, log: silentLog });
  if (!opened.ok) throw new Error(opened.error);
  atEnd(() => opened.value.stop());
  return opened.value;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Asks over https, trusting what the options say. */
function ask(
  gateway: GatewayUnderTest,
  path: string,
  options: RequestOptions,
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(`${gateway.server.url}${path}`, { agent: false, ...options }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** The serial number of the certificate that a new connection gets. */
function serialOf(gateway: GatewayUnderTest, options: ConnectionOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port } = gateway.server;
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options }, () => {
      resolve(socket.getPeerCertificate().serialNumber);
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

describe('a gateway with a certificate', () => {
  it('serves pages, webhooks and the feed over TLS alone', async () => {
    const pair = pairIn('own');
    const rendererFolder = dataFolder();
    writeFileSync(join(rendererFolder, 'index.html'), '<!doctype html><title>Watchfloor</title>');
    const pushed: unknown[] = [];
    const gateway = await startGateway({
      ...{ tls: keeperOf(pair), rendererFolder },
      webhook: (_id, body) => (pushed.push(body), ok(1)),
    });
    expect(gateway.server.url).toMatch(/^https:\/\/127\.0\.0\.1:/);
    expect(await ask(gateway, '/', { ca: pair.cert })).toMatchObject({
      status: 200,
      text: expect.stringContaining('<title>Watchfloor</title>'),
    });
    const push = { ca: pair.cert, method: 'POST', headers: { 'content-type': 'application/json' } };
    expect(await ask(gateway, '/webhook/alertmanager/alertmanager', push, '{"alerts":[]}')).toEqual({
      status: 200,
      text: '{"accepted":1}',
    });
    expect(pushed).toEqual([{ alerts: [] }]);
    const origin = gateway.server.url;
    const desk = await open(gateway, { ca: pair.cert, headers: { origin } });
    desk.send(helloOf());
    await desk.next('beat');
    gateway.set(1, 'over TLS');
    expect(JSON.stringify(await desk.next('patch'))).toContain('over TLS');
    await expect(ask(gateway, '/healthz', {})).rejects.toThrow(/self-signed/);
  });

  it('takes no plain HTTP, and nothing older than TLS 1.2, and counts both', async () => {
    const pair = pairIn('own');
    const gateway = await startGateway({ tls: keeperOf(pair) });
    const plain = connectPlain(gateway.server.port, '127.0.0.1');
    plain.on('error', () => undefined);
    plain.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await new Promise((resolve) => plain.once('close', resolve));
    const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await expect(serialOf(gateway, old)).rejects.toThrow();
    const { text } = await ask(gateway, '/metrics', { ca: pair.cert });
    expect(text).toMatch(/^watchfloor_refusals_total\{reason="tls"\} 2$/m);
  });

  it('says goodbye to a console over TLS when it stops', async () => {
    const pair = pairIn('own');
    const gateway = await startGateway({ tls: keeperOf(pair) });
    const desk = await open(gateway, { ca: pair.cert });
    desk.send(helloOf());
    await desk.next('beat');
    await gateway.server.stop();
    await desk.closed;
    expect(desk.of('bye')[0]).toMatchObject({ reason: 'shutdown' });
  });

  it('gives up a console over TLS that answers no ping, and keeps one that does', async () => {
    const pair = pairIn('own');
    const gateway = await startGateway({ tls: keeperOf(pair), clock: clockAt(10) });
    const other = await open(gateway, { ca: pair.cert });
    other.send(helloOf());
    const dead = await open(gateway, { ca: pair.cert, autoPong: false });
    dead.send(helloOf());
    await dead.closed;
    expect(dead.closeCode).toBe(1006);
    await other.next('beat', 6);
  });
});

describe('a certificate that is renewed', () => {
  it('is what new connections get, and the consoles stay', async () => {
    const pair = pairIn('own');
    const next = pairIn('next');
    const tls = keeperOf(pair, undefined, clockAt(200));
    const gateway = await startGateway({ tls });
    const desk = await open(gateway, { ca: pair.cert });
    desk.send(helloOf());
    await desk.next('beat');
    const before = await serialOf(gateway);
    // As a tool that renews writes them: the certificate first, and for a moment the pair is none.
    copyFileSync(next.certFile, pair.certFile);
    tls.reload();
    expect(tls.state.problem).toMatch(/does not belong/);
    expect(await serialOf(gateway)).toBe(before);
    copyFileSync(next.keyFile, pair.keyFile);
    // Nobody says so: the keeper looks by itself.
    while (tls.state.problem !== undefined) await pause(10);
    expect(await serialOf(gateway)).not.toBe(before);
    gateway.set(1, 'still here');
    await desk.next('patch');
    expect(desk.of('welcome')).toHaveLength(1);
  });

  it('is warned of 14 days ahead on the chain and in /metrics, and when it has ended', async () => {
    const pair = pairIn('own', 20);
    let now = Date.now();
    const clock: WorldClock = { ...clockAt(), now: () => now };
    const tls = keeperOf(pair, undefined, clock);
    const gateway = await startGateway({ tls });
    expect(tls.links(now)).toEqual([]);
    const { text } = await ask(gateway, '/metrics', { ca: pair.cert });
    expect(text).toContain(
      `\nwatchfloor_tls_certificate_expiry_timestamp_seconds ${tls.state.expiresAt / 1000}\n`,
    );
    expect(text).toContain('\nwatchfloor_tls_reload_failed 0\n');
    now += 6.5 * day;
    expect(tls.links(now)).toEqual([
      expect.objectContaining({
        id: 'certificate',
        freshness: 'late',
        name: expect.stringMatching(/^TLS certificate ends \d{4}-\d\d-\d\d$/),
        problem: expect.stringMatching(/ at \d\d:\d\d UTC; renew it\.$/),
      }),
    ]);
    now += 14 * day;
    expect(tls.links(now)[0]?.name).toMatch(/^TLS certificate ended \d{4}-/);
  });

  it('without TLS is no figure at all', async () => {
    const gateway = await startGateway();
    expect(await (await fetch(`${gateway.server.url}/metrics`)).text()).not.toMatch(/^watchfloor_tls_/m);
  });
});

describe('a gateway that asks for client certificates', () => {
  it('lets in who shows one of its authority, and nobody else', async () => {
    const pair = pairIn('own');
    const client = pairIn('client');
    const gateway = await startGateway({ tls: keeperOf(pair, client.certFile) });
    const shown = { ca: pair.cert, cert: client.cert, key: client.key };
    expect((await ask(gateway, '/healthz', shown)).status).toBe(200);
    const desk = await open(gateway, shown);
    desk.send(helloOf());
    await desk.next('beat');
    await expect(ask(gateway, '/healthz', { ca: pair.cert })).rejects.toThrow();
    const stranger = pairIn('stranger');
    const forged = { ca: pair.cert, cert: stranger.cert, key: stranger.key };
    await expect(ask(gateway, '/healthz', forged)).rejects.toThrow();
    expect(gateway.server.sessions()).toBe(1);
  });
});

describe('/metrics', () => {
  it('asks for a token of any role where the gateway was started so, and /healthz never does', async () => {
    const folder = dataFolder();
    const token = addToken(folder, 'Prometheus', 'viewer');
    if (!token.ok) throw new Error(token.error);
    const gateway = await startGateway({ metricsNeedToken: true }, folder);
    const get = (path: string, authorization?: string) =>
      fetch(`${gateway.server.url}${path}`, {
        headers: authorization === undefined ? {} : { authorization },
      });
    const refused = await get('/metrics');
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(((await refused.json()) as { error: string }).error).toMatch(/Authorization: Bearer; any role/);
    expect((await get('/metrics', 'Bearer wf1_wrong')).status).toBe(401);
    expect((await get('/metrics', `Bearer ${token.value}`)).status).toBe(200);
    expect((await get('/healthz')).status).toBe(200);
  });

  it('is turned away above 50 a second', async () => {
    const frozen = { ...clockAt(), now: () => 1 };
    const gateway = await startGateway({ clock: frozen });
    const statuses: number[] = [];
    for (let scrape = 0; scrape < 52; scrape += 1)
      statuses.push((await fetch(`${gateway.server.url}/metrics`)).status);
    expect(statuses.filter((status) => status === 503)).toHaveLength(2);
  });
});
