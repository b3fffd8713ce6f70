import { mkdirSync, writeFileSync } from 'node:fs';
import { request, type OutgoingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../shared/result.ts';
import { addToken } from '../../../gateway/server/tokens.ts';
import { refusedUpgrade, open } from './consoleUnderTest.ts';
import { clockAt, dataFolder, startGateway, type GatewayUnderTest } from './gatewayUnderTest.ts';

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly text: string;
}

/** Like fetch, but sends any Host, Origin and path as they are. */
function ask(
  gateway: GatewayUnderTest,
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: OutgoingHttpHeaders; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = gateway.server;
    const call = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    call.on('error', reject);
    call.end(body);
  });
}

const push = (
  gateway: GatewayUnderTest,
  body: string,
  headers: OutgoingHttpHeaders = {},
  source = 'alertmanager',
) =>
  ask(gateway, `/webhook/alertmanager/${source}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

describe('callers', () => {
  const foreign = [
    [{ host: 'evil.example' }, 'host'],
    [{ host: 'localhost.evil.example:8450' }, 'host'],
    [{ host: '127.0.0.1@evil.example' }, 'host'],
    [{ host: '10.0.0.5:8450' }, 'host'],
    [{ origin: 'http://evil.example' }, 'origin'],
    [{ origin: 'null' }, 'origin'],
    [{ origin: 'http://127.0.0.1:1' }, 'origin'],
    [{ origin: 'file://' }, 'origin'],
  ] as const;
  it.each(foreign)('%o are refused over HTTP and on the feed', async (headers, reason) => {
    const gateway = await startGateway();
    expect((await ask(gateway, '/healthz', { headers })).status).toBe(403);
    expect((await refusedUpgrade(gateway, { headers })).status).toBe(403);
    expect(await gateway.metric(`watchfloor_refusals_total{reason="${reason}"}`)).toBe(2);
    expect(gateway.server.sessions()).toBe(0);
  });

  it('of this machine by any of its names, with their own origin, are served', async () => {
    const gateway = await startGateway();
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      const host = `${name}:${gateway.server.port}`;
      expect((await ask(gateway, '/healthz', { headers: { host, origin: `http://${host}` } })).status).toBe(
        200,
      );
      await open(gateway, { headers: { host, origin: `http://${host}` } });
    }
    expect(gateway.server.sessions()).toBe(3);
  });

  it('behind a TLS proxy keep their own origin, and still need a token', async () => {
    const folder = dataFolder();
    addToken(folder, 'Ana', 'operator');
    const gateway = await startGateway({ listen: { host: '0.0.0.0', port: 0 } }, folder);
    const own = { host: 'noc.example', origin: 'https://noc.example' };
    expect((await ask(gateway, '/healthz', { headers: own })).status).toBe(200);
    expect(
      (await ask(gateway, '/healthz', { headers: { ...own, origin: 'https://other.example' } })).status,
    ).toBe(403);
  });
});

describe('health and metrics', () => {
  it('say ready, or why not', async () => {
    let state: true | string = 'The journal is being read.';
    const gateway = await startGateway({ ready: () => state });
    const before = await ask(gateway, '/healthz');
    expect([before.status, JSON.parse(before.text)]).toEqual([503, { ready: false, reason: state }]);
    state = true;
    const after = await ask(gateway, '/healthz');
    expect([after.status, JSON.parse(after.text)]).toEqual([200, { ready: true }]);
    expect(after.headers['cache-control']).toBe('no-store');
  });

  it('show the gateway to Prometheus', async () => {
    const gateway = await startGateway();
    await open(gateway);
    const { text, headers } = await ask(gateway, '/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toContain('watchfloor_sessions 1\n');
    expect(text).toContain('watchfloor_journal_entries 3\n');
    expect(text).toContain('watchfloor_source_fresh{source="alertmanager"} 1\n');
    expect(text).toMatch(/nodejs_eventloop_lag_seconds \d/);
  });
});

describe('the renderer', () => {
  function rendererFolder(): string {
    const folder = join(dataFolder(), 'renderer');
    mkdirSync(join(folder, 'assets'), { recursive: true });
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Watchfloor</title>');
    writeFileSync(join(folder, 'assets', 'index-Bx3_9aQz.js'), 'export {};');
    writeFileSync(join(folder, 'serviceWorker.js'), '');
    writeFileSync(join(folder, '.secret'), 'secret');
    writeFileSync(join(folder, '..', 'outside.txt'), 'outside');
    return folder;
  }

  it('is served with a strict policy and with the right time to keep', async () => {
    const gateway = await startGateway({ rendererFolder: rendererFolder() });
    const index = await ask(gateway, '/');
    expect([index.status, index.headers['cache-control']]).toEqual([200, 'no-cache']);
    const policy = String(index.headers['content-security-policy']);
    for (const rule of [
      "default-src 'self'",
      "connect-src 'self' ws: wss:",
      "style-src 'self'",
      "img-src 'self' blob:",
      "frame-ancestors 'none'",
    ]) {
      expect(policy).toContain(rule);
    }
    expect(policy).not.toContain('unsafe');
    expect(index.headers['x-content-type-options']).toBe('nosniff');
    expect(index.headers['referrer-policy']).toBe('no-referrer');
    const asset = await ask(gateway, '/assets/index-Bx3_9aQz.js');
    expect([asset.status, asset.headers['cache-control']]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    expect((await ask(gateway, '/serviceWorker.js')).headers['cache-control']).toBe('no-cache');
  });

  it.each([
    '/nothing',
    '/../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/.secret',
    '/assets/',
    '/feed',
  ])('has nothing at %s', async (path) => {
    const gateway = await startGateway({ rendererFolder: rendererFolder() });
    const answer = await ask(gateway, path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toContain('outside');
    expect(answer.text).not.toContain('secret');
  });
});

describe('a webhook', () => {
  const bodies: unknown[] = [];
  const webhook = (source: string, body: unknown) => {
    if (source !== 'alertmanager') return undefined;
    bodies.push(body);
    const isGood = typeof body === 'object' && body !== null && 'alerts' in body;
    return isGood
      ? ({ ok: true, value: 2 } as const)
      : ({ ok: false, error: 'The body has no list of alerts.' } as const);
  };

  it('is handed to its source', async () => {
    const gateway = await startGateway({ webhook });
    const answer = await push(gateway, '{"alerts":[]}');
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { accepted: 2 }]);
    expect(bodies.at(-1)).toEqual({ alerts: [] });
  });

  it('is turned away where too many come at once, and counted', async () => {
    const at = Date.now();
    const gateway = await startGateway({ webhook, clock: { ...clockAt(), now: () => at } });
    const answers = await Promise.all(Array.from({ length: 120 }, () => push(gateway, '{"alerts":[]}')));
    const refused = answers.filter(({ status }) => status === 503);
    expect([answers.length - refused.length, refused.length]).toEqual([50, 70]);
    expect(refused[0]?.headers['retry-after']).toBe('1');
    expect(refused[0]?.text).toContain('Too many webhooks at once');
    const { text } = await ask(gateway, '/metrics');
    expect(text).toContain(`watchfloor_refusals_total{reason="busy"} ${refused.length}`);
  });

  it.each([
    ['of an unknown source', '{}', {}, 'other', 404, /known: alertmanager\./],
    ['that its source refuses', '{}', {}, 'alertmanager', 400, /The body has no list of alerts\./],
    ['that is no JSON', '{"alerts"', {}, 'alertmanager', 400, /JSON/],
    ['that is plain text', '{}', { 'content-type': 'text/plain' }, 'alertmanager', 415, /application\/json/],
    ['beyond 4 MiB', `"${'x'.repeat(4 * 1024 * 1024)}"`, {}, 'alertmanager', 413, /larger than 4 MiB/],
    [
      'from a page of another site',
      '{"alerts":[]}',
      { origin: 'http://evil.example' },
      'alertmanager',
      403,
      /origin/,
    ],
  ])('%s is refused in a sentence', async (_what, body, headers, source, status, says) => {
    const gateway = await startGateway({ webhook });
    const answer = await push(gateway, body, headers, source);
    expect(answer.status).toBe(status);
    expect((JSON.parse(answer.text) as { error: string }).error).toMatch(says);
  });

  it('needs an operator’s token once there are tokens', async () => {
    const folder = dataFolder();
    const operator = addToken(folder, 'Alertmanager', 'operator');
    const viewer = addToken(folder, 'Wall 1', 'viewer');
    const gateway = await startGateway({ webhook }, folder);
    const withToken = (token: string) => push(gateway, '{"alerts":[]}', { authorization: `Bearer ${token}` });
    expect((await push(gateway, '{"alerts":[]}')).status).toBe(401);
    expect((await withToken('wf1_wrong')).status).toBe(401);
    expect((await withToken(viewer.ok ? viewer.value : '')).status).toBe(403);
    expect((await withToken(operator.ok ? operator.value : '')).status).toBe(200);
  });
});

describe('the rota as a file', () => {
  const list = (id: string | undefined) =>
    id === 'primary' || id === undefined
      ? ok(`BEGIN:VCALENDAR ${id ?? 'all'}`)
      : err(`The rota has no list "${id}".`);

  it('is given to this machine, of one list or all, and only once where it is the same', async () => {
    const gateway = await startGateway({ rota: list });
    const all = await ask(gateway, '/rota.ics');
    expect([all.status, all.headers['content-type'], all.text]).toEqual([
      ...[200, 'text/calendar; charset=utf-8', 'BEGIN:VCALENDAR all'],
    ]);
    const same = await ask(gateway, '/rota.ics', { headers: { 'if-none-match': all.headers.etag } });
    expect([same.status, same.text]).toEqual([304, '']);
    expect((await ask(gateway, '/rota.ics?list=primary')).text).toBe('BEGIN:VCALENDAR primary');
    expect((await ask(gateway, '/rota.ics?list=nope')).status).toBe(404);
    expect((await ask(gateway, '/rota.ics?list=a&list=b')).status).toBe(400);
  });

  it('asks for a token where there are any, as a bearer or as a password', async () => {
    const folder = dataFolder();
    const token = addToken(folder, 'Calendar', 'viewer');
    if (!token.ok) throw new Error(token.error);
    const gateway = await startGateway({ rota: list }, folder);
    const none = await ask(gateway, '/rota.ics');
    expect([none.status, none.headers['www-authenticate']]).toEqual([401, expect.stringMatching(/^Basic /)]);
    const secret = token.value;
    const basic = `Basic ${Buffer.from(`any:${secret}`).toString('base64')}`;
    for (const authorization of [basic, `Bearer ${secret}`])
      expect((await ask(gateway, '/rota.ics', { headers: { authorization } })).status).toBe(200);
    expect((await ask(gateway, '/rota.ics', { headers: { authorization: 'Basic YTpi' } })).status).toBe(401);
  });
});
