import { describe, expect, it } from 'vitest';
import type { Sent } from '../../../../gateway/channels/sending.ts';
import { sendTo } from '../../../../gateway/channels/sendTo.ts';
import type { Notice } from '../../../../shared/model/notice.ts';
import type { PolicyChannel } from '../../../../shared/policy/index.ts';
import { aNotice } from '../../../support/notices.ts';
import { FakeClock } from '../sources/fakeClock.ts';

const common = { id: 'ops', name: 'Ops', simulated: false };
const chat = { ...common, kind: 'chat', room: '#ops', format: 'slack', webhook: { env: 'HOOK' } } as const;
const pager = {
  ...common,
  kind: 'pager',
  service: 'acgs-production',
  url: 'https://pager.example/v2/enqueue',
  routingKey: { env: 'KEY' },
} as const;
const webhook = {
  ...common,
  kind: 'webhook',
  url: 'https://hooks.example/in',
  bearerToken: { file: '/t' },
} as const;
const hook = 'https://hooks.slack.example/services/T000SECRET/B000SECRET';
const secrets: Readonly<Record<string, string>> = { HOOK: hook, KEY: 'R0UTINGKEY', '/t': 'T0KEN' };

interface Posted {
  readonly url: string;
  readonly headers: Headers;
  readonly redirect: RequestInit['redirect'];
  readonly body: unknown;
}

async function send(
  channel: PolicyChannel,
  notice: Notice,
  options: {
    readonly answer?: () => Response | Promise<Response>;
    readonly has?: Readonly<Record<string, string>>;
    readonly lateMs?: number;
  } = {},
): Promise<{ readonly sent: Sent; readonly posted: readonly Posted[] }> {
  const { answer = () => new Response('ok'), has = secrets, lateMs = 0 } = options;
  const posted: Posted[] = [];
  const sent = await sendTo(channel, notice, {
    clock: new FakeClock(notice.dueAt + lateMs),
    gatewayName: 'noc-1',
    secret: ({ env, file }) => has[env ?? file ?? ''],
    fetch: async (url, init) => {
      const text = typeof init?.body === 'string' ? init.body : '';
      const body: unknown = JSON.parse(text);
      posted.push({ url, headers: new Headers(init?.headers), redirect: init?.redirect, body });
      return answer();
    },
  });
  return { sent, posted };
}

const problemOf = (sent: Sent): string => (sent.ok ? 'sent' : sent.error.problem);

describe('what is posted', () => {
  it('Slack: markup in a title calls nobody', async () => {
    const { posted } = await send(chat, aNotice({ subject: '<!channel> a & b', text: '1 < 2' }));
    expect(posted).toMatchObject([
      {
        url: hook,
        redirect: 'manual',
        body: { text: '*&lt;!channel&gt; a &amp; b*\n1 &lt; 2' },
      },
    ]);
  });

  it('Teams: an Adaptive Card of text runs, a line each', async () => {
    const { posted } = await send(
      { ...chat, format: 'teams' },
      aNotice({ subject: '**P0**', text: 'a\n\nb' }),
    );
    const line = (run: unknown): unknown => ({ type: 'RichTextBlock', inlines: [run] });
    expect(posted[0]?.body).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            body: [
              line({ type: 'TextRun', text: '**P0**', weight: 'Bolder' }),
              line({ type: 'TextRun', text: 'a' }),
              line({ type: 'TextRun', text: 'b' }),
            ],
          },
        },
      ],
    });
  });

  it('PagerDuty: trigger, acknowledge and resolve under one key of incident and gateway', async () => {
    const kinds = ['opened', 'escalated', 'acknowledged', 'resolved'] as const;
    const bodies = await Promise.all(
      kinds.map(async (kind) => (await send(pager, aNotice({ kind }))).posted[0]?.body),
    );
    const key = { routing_key: 'R0UTINGKEY', dedup_key: 'INC-2001@noc-1' };
    const trigger = {
      ...key,
      event_action: 'trigger',
      payload: {
        summary: aNotice().subject,
        source: 'noc-1',
        severity: 'critical',
        timestamp: '2026-11-21T02:10:00.000Z',
        component: 'acgs-production',
      },
    };
    expect(bodies[0]).toMatchObject(trigger);
    expect(bodies[1]).toMatchObject(trigger);
    expect(bodies[2]).toEqual({ ...key, event_action: 'acknowledge' });
    expect(bodies[3]).toEqual({ ...key, event_action: 'resolve' });
  });

  it('PagerDuty: within its limits, whatever the title; a test leaves nothing open', async () => {
    const long = aNotice({ subject: '😀'.repeat(2_000), text: 'x'.repeat(1_000_000) });
    const { posted } = await send(pager, long);
    const text = JSON.stringify(posted[0]?.body);
    expect(text.length).toBeLessThan(512_000);
    const summary = /"summary":"([^"]*)"/.exec(text)?.[1] ?? '';
    expect(summary.length).toBeLessThanOrEqual(1_024);
    expect(() => encodeURIComponent(summary)).not.toThrow();
    const tested = await send(pager, aNotice({ kind: 'test', incident: undefined }));
    expect(tested.posted.map(({ body }) => body)).toMatchObject([
      { event_action: 'trigger', dedup_key: `noc-1/NTC-1/${aNotice().dueAt}` },
      { event_action: 'resolve', dedup_key: `noc-1/NTC-1/${aNotice().dueAt}` },
    ]);
  });

  it('webhook: JSON with the same id each time, and the bearer token', async () => {
    const notice = aNotice({ to: { role: 'On-call engineer', person: 'M. Tanaka' } });
    const { posted } = await send(webhook, notice, { lateMs: 61 * 60_000 });
    expect(posted[0]?.headers.get('authorization')).toBe('Bearer T0KEN');
    expect(posted[0]?.headers.get('idempotency-key')).toBe(`noc-1/NTC-1/${notice.dueAt}`);
    expect(posted[0]?.body).toEqual({
      id: `noc-1/NTC-1/${notice.dueAt}`,
      gateway: 'noc-1',
      kind: 'opened',
      incident: 'INC-2001',
      urgency: 'critical',
      subject: notice.subject,
      text: 'This is 61 min late: it was due 2026-11-21 02:10 UTC.\nFor M. Tanaka, On-call engineer\nOpened as P0',
      to: notice.to,
      dueAt: notice.dueAt,
      lateMs: 61 * 60_000,
    });
  });
});

describe('how it came out', () => {
  const answering = (status: number, body = '', headers: Record<string, string> = {}) => ({
    answer: () => new Response(body, { status, headers }),
  });

  it.each([
    [200, true, undefined],
    [202, true, undefined],
    [302, false, false],
    [400, false, false],
    [401, false, false],
    [404, false, false],
    [408, false, true],
    [429, false, true],
    [500, false, true],
    [503, false, true],
  ])('HTTP %i: taken %s, to be tried again %s', async (status, taken, mayRetry) => {
    const { sent } = await send(chat, aNotice(), answering(status));
    expect(sent.ok).toBe(taken);
    if (!sent.ok) expect(sent.error.mayRetry).toBe(mayRetry);
  });

  it.each([
    ['120', 120_000],
    ['86400', 3_600_000],
    ['Sat, 21 Nov 2026 02:11:00 GMT', 60_000],
    ['Sat, 21 Nov 2026 02:09:00 GMT', undefined],
    ['soon', undefined],
  ])('heeds Retry-After: %s', async (header, expected) => {
    const { sent } = await send(chat, aNotice(), answering(429, '', { 'retry-after': header }));
    expect(sent.ok ? 'sent' : sent.error.retryAfterMs).toBe(expected);
  });

  it("gives Slack's word for it, and no longer answer", async () => {
    expect(problemOf((await send(chat, aNotice(), answering(404, 'no_service'))).sent)).toBe(
      'it answered HTTP 404 (no_service)',
    );
    const { sent } = await send(chat, aNotice(), answering(404, `no such hook: ${hook}`));
    expect(problemOf(sent)).toBe('it answered HTTP 404');
  });

  it('says which secret is missing, and asks nobody', async () => {
    const missing = await Promise.all(
      [chat, pager, webhook].map((each) => send(each, aNotice(), { has: {} })),
    );
    expect(missing.flatMap(({ posted }) => posted)).toEqual([]);
    expect(missing.map(({ sent }) => problemOf(sent))).toEqual([
      'the environment variable HOOK is not set',
      'the environment variable KEY is not set',
      "the file /t is empty or can't be read",
    ]);
    expect(missing.every(({ sent }) => !sent.ok && !sent.error.mayRetry)).toBe(true);
  });

  it.each([
    ['an error that repeats the address', chat, {}, `failed at ${hook}: B000SECRET`],
    ['an error that repeats the routing key', pager, {}, 'R0UTINGKEY is wrong'],
    ['a long error', chat, {}, `${'x'.repeat(190)}${hook}`],
    ['an address that is none', chat, { HOOK: 'T000SECRET/B000SECRET' }, 'no'],
    ['an address of another kind', chat, { HOOK: 'file:///T000SECRET' }, 'no'],
    ['an address with a password', chat, { HOOK: 'https://me:T000SECRET@chat.example/' }, 'no'],
    ['a token that no header takes', webhook, { '/t': 'T0KEN\r\nT000SECRET' }, 'no'],
  ] as const)('never tells a secret: %s', async (_, channel, has, message) => {
    const { sent } = await send(channel, aNotice(), {
      has: { ...secrets, ...has },
      answer: () => Promise.reject(new Error(message)),
    });
    expect(sent.ok).toBe(false);
    expect(problemOf(sent)).not.toMatch(/SECRET|R0UTINGKEY|T0KEN/);
    expect(problemOf(sent).length).toBeGreaterThan(5);
  });
});
