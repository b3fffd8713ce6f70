import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import type { Sent } from '../../../gateway/channels/sending.ts';
import { sendTo } from '../../../gateway/channels/sendTo.ts';
import type { Notice } from '../../../shared/model/notice.ts';
import type { PolicyChannel } from '../../../shared/policy/index.ts';
import { aNotice } from '../../support/notices.ts';
import { freePort } from '../../support/ports.ts';

const common = { id: 'ops', name: 'Ops', simulated: false };
let server: Server | undefined;
let received: { readonly path: string; readonly type: string; readonly body: unknown }[] = [];

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  received = [];
  const created = createServer((request, response) => {
    void text(request).then((body) => {
      const type = request.headers['content-type'] ?? '';
      received.push({ path: request.url ?? '', type, body: JSON.parse(body) });
      answer(request, response);
    });
  });
  server = created;
  await new Promise<void>((resolve) => created.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(created.address() as AddressInfo).port}`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

/** Timers run fifty times as fast, so that the 10 s of an attempt are 0.2 s. */
const clock = {
  now: () => Date.now(),
  after: (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms / 50);
    return () => clearTimeout(timer);
  },
};

const send = (channel: PolicyChannel, secret: string, notice: Notice = aNotice()): Promise<Sent> =>
  sendTo(channel, notice, { fetch, clock, gatewayName: 'noc-1', secret: () => secret });
const chat = { ...common, kind: 'chat', room: '#ops', format: 'slack', webhook: { env: 'HOOK' } } as const;
const webhookAt = (url: string): PolicyChannel => ({ ...common, kind: 'webhook', url });

describe('over real HTTP', () => {
  it('each kind posts JSON that the other side takes', async () => {
    const url = await listen((request, response) => {
      response.writeHead(request.url === '/v2/enqueue' ? 202 : 200).end('ok');
    });
    const pager = { ...common, kind: 'pager', service: 'acgs', routingKey: { env: 'KEY' } } as const;
    const sent = [
      await send(chat, `${url}/services/T1/B2`),
      await send({ ...chat, format: 'teams' }, `${url}/workflows/3`),
      await send({ ...pager, url: `${url}/v2/enqueue` }, 'R0UTINGKEY'),
      await send(webhookAt(`${url}/in`), ''),
    ];
    expect(sent.map((each) => (each.ok ? each.value.detail : each.error.problem))).toEqual([
      ...['HTTP 200', 'HTTP 200', 'HTTP 202', 'HTTP 200'],
    ]);
    expect(received.map(({ path }) => path)).toEqual([
      ...['/services/T1/B2', '/workflows/3', '/v2/enqueue', '/in'],
    ]);
    expect(received.every(({ type }) => type === 'application/json')).toBe(true);
    expect(received[2]?.body).toMatchObject({ routing_key: 'R0UTINGKEY', event_action: 'trigger' });
  });

  it('a file goes along with a webhook, and its words alone with a chat', async () => {
    const url = await listen((_request, response) => response.end('ok'));
    const attachment = { name: 'HND-2026-11-25T16.md', text: '# علي حسن' };
    const notice = aNotice({ kind: 'handoff', incident: undefined, attachment });
    await send(webhookAt(`${url}/in`), '', notice);
    await send(chat, `${url}/hook`, notice);
    expect(received[0]?.body).toMatchObject({ kind: 'handoff', attachment });
    expect(JSON.stringify(received[1]?.body)).not.toContain('علي');
  });

  it('a redirect is not followed', async () => {
    const url = await listen((_request, response) => {
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await send(chat, `${url}/hook`)).toEqual({
      ok: false,
      error: { mayRetry: false, problem: 'it answered HTTP 307: redirects are not followed' },
    });
    expect(received.map(({ path }) => path)).toEqual(['/hook']);
  });

  it('one that never answers is cut off', async () => {
    const url = await listen(() => undefined);
    expect(await send(chat, `${url}/hook`)).toEqual({
      ok: false,
      error: { mayRetry: true, problem: 'no answer in 10 s' },
    });
  });

  it('an answer that never ends is cut off, by its time and by its length', async () => {
    let slow = setInterval(() => undefined, 1_000);
    const drips = await listen((_request, response) => {
      response.writeHead(200);
      slow = setInterval(() => response.write('.'), 20);
    });
    expect(await send(chat, drips)).toMatchObject({
      error: { mayRetry: true, problem: 'no answer in 10 s' },
    });
    clearInterval(slow);
    server?.closeAllConnections();
    server?.close();
    const long = await listen((_request, response) => {
      response.end('x'.repeat(100_000));
    });
    expect(await send(chat, long)).toMatchObject({ error: { problem: 'answer is longer than 64 KiB' } });
  });

  it('busy: says when to come back', async () => {
    const url = await listen((_request, response) => {
      response.writeHead(429, { 'retry-after': '30' }).end();
    });
    expect(await send(webhookAt(url), '')).toEqual({
      ok: false,
      error: { mayRetry: true, problem: 'it answered HTTP 429', retryAfterMs: 30_000 },
    });
  });

  it('nobody listens', async () => {
    expect(await send(chat, `http://127.0.0.1:${await freePort()}/T000SECRET`)).toEqual({
      ok: false,
      error: { mayRetry: true, problem: 'connection refused' },
    });
  });
});
