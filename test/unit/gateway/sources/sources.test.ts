import { describe, expect, test } from 'vitest';
import { missingSecret } from '../../../../gateway/sources/access.ts';
import { createSources } from '../../../../gateway/sources/createSources.ts';
import type { Observation, Source } from '../../../../gateway/sources/source.ts';
import { FakeClock } from './fakeClock.ts';
import { rightHash, samplePolicy } from './sampleEstate.ts';

type Reply = (url: URL) => Response | Promise<Response>;

function listen(id: string, reply: Reply) {
  const clock = new FakeClock();
  const seen: Observation[] = [];
  const fetchIt = async (input: string, init?: RequestInit): Promise<Response> => {
    const gone = new Promise<never>((_, reject) =>
      init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
    );
    return Promise.race([reply(new URL(input)), gone]);
  };
  const sources = createSources(samplePolicy(), { fetch: fetchIt, clock, random: () => 0 });
  const source = sources.find((one) => one.id === id) as Source;
  source.start((observation) => seen.push(observation));
  const of = <K extends Observation['kind']>(kind: K) =>
    seen.filter((one): one is Extract<Observation, { kind: K }> => one.kind === kind);
  return { clock, seen, source, of };
}

const vector = (clock: () => number, value: string) =>
  Response.json({
    status: 'success',
    data: { resultType: 'vector', result: [{ metric: {}, value: [clock() / 1000, value] }] },
  });
const empty = () => Response.json({ status: 'success', data: { resultType: 'vector', result: [] } });
const rules = (lastError: string) =>
  Response.json({ status: 'success', data: { groups: [{ rules: [{ name: 'HighLatency', lastError }] }] } });

describe('a secret that the policy names', () => {
  const source = {
    id: 'prom',
    kind: 'prometheus',
    url: 'http://prom:9090',
    interval: 1,
    freshFor: 1,
  } as const;
  test('is missed in a sentence that says where it should be', () => {
    expect(missingSecret({ ...source, bearerToken: { env: 'WATCHFLOOR_NO_SUCH' } })).toBe(
      'sources: prom needs its bearerToken, but the environment variable WATCHFLOOR_NO_SUCH is not set.',
    );
    expect(missingSecret({ ...source, username: 'x', password: { file: '/no/such' } })).toBe(
      "sources: prom needs its password, but the file /no/such can't be read or is empty.",
    );
    expect(missingSecret({ ...source, bearerToken: { env: 'PATH' } })).toBeUndefined();
    expect(missingSecret(source)).toBeUndefined();
  });
});

describe('prometheus', () => {
  const replyWith =
    (now: () => number, value: (query: string) => Response): Reply =>
    (url) => {
      if (url.pathname === '/api/v1/rules') return rules('');
      const query = url.searchParams.get('query') ?? '';
      if (url.pathname === '/api/v1/query_range')
        return Response.json({
          status: 'success',
          data: { resultType: 'matrix', result: [{ values: [[now() / 1000, '1']] }] },
        });
      return value(query);
    };

  test('tells up, figures and the past, and is heard', async () => {
    const base = Date.UTC(2026, 10, 21, 2, 10);
    const { clock, of, source } = listen(
      'prom',
      replyWith(
        () => base,
        (query) =>
          vector(
            () => base,
            query.startsWith('timestamp') ? String(base / 1000) : query.startsWith('p99') ? '7.8' : '1',
          ),
      ),
    );
    await clock.move(0);
    expect(of('up').map(({ service, up }) => [service, up])).toEqual([
      ['auth', true],
      ['postgresql', true],
    ]);
    expect(of('figure')).toMatchObject([{ service: 'auth', figure: 'p99', value: 7.8 }]);
    const past = of('past').find(({ figure }) => figure === 'p99');
    expect(past?.points).toHaveLength(61);
    expect(past?.stepMs).toBe(180_000);
    expect(of('heard').length).toBeGreaterThan(0);
    expect(of('failed')).toEqual([]);
    await source.stop();
  });

  test('an empty answer is a missing value, never zero; a stale scrape is no scrape', async () => {
    const base = Date.UTC(2026, 10, 21, 2, 10);
    const { clock, of, source } = listen(
      'prom',
      replyWith(
        () => base,
        (query) =>
          query.startsWith('p99')
            ? empty()
            : vector(() => base, query.startsWith('timestamp') ? String(base / 1000 - 200) : '1'),
      ),
    );
    await clock.move(0);
    expect(of('figure')).toMatchObject([{ value: undefined }]);
    expect(of('up')).toEqual([]);
    await source.stop();
  });

  test('says that an answer has holes, and believes the rest of it', async () => {
    const base = Date.UTC(2026, 10, 21, 2, 10);
    let warnings: readonly string[] | undefined = ['store eu-2 is down'];
    const { clock, of, source } = listen(
      'prom',
      replyWith(
        () => base,
        () =>
          Response.json({
            status: 'success',
            data: { resultType: 'vector', result: [{ metric: {}, value: [base / 1000, '1'] }] },
            warnings,
          }),
      ),
    );
    await clock.move(0);
    expect(of('heard').length).toBeGreaterThan(0);
    expect(of('failed').at(-1)?.problem).toBe('it answers in part: store eu-2 is down');
    warnings = undefined;
    const before = of('failed').length;
    await clock.move(15_000);
    expect(of('failed')).toHaveLength(before);
    await source.stop();
  });

  test.each([
    ['HTTP 503 from http://prom:9090', () => new Response('', { status: 503 })],
    ['answer is not Prometheus JSON', () => new Response('<html>')],
    [
      'connection refused',
      () =>
        Promise.reject(
          Object.assign(new TypeError('fetch failed'), {
            cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
          }),
        ),
    ],
    ['no answer in 5 s', () => new Promise<Response>(() => undefined)],
    ['answer is longer than 1024 KiB', () => new Response('x'.repeat(1024 * 1024 + 1))],
  ])('is not heard: %s', async (problem, reply) => {
    const { clock, of, source } = listen('prom', reply);
    await clock.move(5_000);
    expect(of('heard')).toEqual([]);
    expect(of('failed')[0]?.problem).toBe(problem);
    await source.stop();
  });

  test('a refused query is named, and the source is still heard', async () => {
    const base = Date.UTC(2026, 10, 21, 2, 10);
    const { clock, of, source } = listen(
      'prom',
      replyWith(
        () => base,
        (query) =>
          query.startsWith('p99')
            ? Response.json({ status: 'error', errorType: 'bad_data', error: 'parse error' }, { status: 400 })
            : vector(() => base, '1'),
      ),
    );
    await clock.move(0);
    expect(of('heard').length).toBeGreaterThan(0);
    expect(of('failed')[0]?.problem).toBe('query for p99 of auth refused: parse error');
    await source.stop();
  });

  test('after stop nothing comes any more', async () => {
    const { clock, seen, source } = listen('prom', () => new Response('', { status: 503 }));
    await clock.move(0);
    await source.stop();
    const count = seen.length;
    await clock.move(600_000);
    expect(seen).toHaveLength(count);
  });
});

describe('alertmanager', () => {
  const alert = {
    fingerprint: 'a',
    labels: { alertname: 'X' },
    startsAt: '2026-11-21T02:00:00Z',
    endsAt: '2026-11-21T02:15:00Z',
    status: { state: 'active', silencedBy: [], inhibitedBy: [] },
  };

  test('tells the complete list, and that it restarted while its memory returns', async () => {
    let uptime = '2026-11-20T00:00:00Z';
    const { clock, of, source } = listen('am', (url) =>
      Response.json(url.pathname.endsWith('status') ? { uptime } : [alert]),
    );
    await clock.move(0);
    expect(of('alerts')).toMatchObject([
      { complete: true, restarted: false, alerts: [{ fingerprint: 'a', state: 'firing' }] },
    ]);
    uptime = '2026-11-21T02:10:05Z';
    await clock.move(20_000);
    expect(
      of('alerts')
        .slice(1)
        .map(({ restarted }) => restarted),
    ).toEqual([true, true]);
    await clock.move(300_000);
    expect(of('alerts').at(-1)?.restarted).toBe(false);
    await source.stop();
  });

  test('tells the silences; where they can’t be read the alerts stay fresh, and it says so', async () => {
    const silence = {
      id: 's1',
      status: { state: 'active' },
      startsAt: '2026-11-21T02:00:00Z',
      endsAt: '2026-11-21T03:00:00Z',
      createdBy: 'Ana',
      comment: 'deploy',
      // As before 0.22, which knew no negative matchers.
      matchers: [{ name: 'alertname', value: 'X', isRegex: false }],
    };
    let isBroken = false;
    const { clock, of, source } = listen('am', (url) => {
      if (url.pathname.endsWith('status')) return Response.json({});
      if (!url.pathname.endsWith('silences')) return Response.json([alert]);
      return isBroken ? new Response('', { status: 500 }) : Response.json([silence, { id: 's2' }]);
    });
    await clock.move(0);
    expect(of('silences')).toMatchObject([
      { silences: [{ id: 's1', state: 'active', createdBy: 'Ana', matchers: [{ isEqual: true }] }] },
    ]);
    expect(of('failed')).toMatchObject([{ problem: 'silences that could not be read: 1' }]);
    isBroken = true;
    await clock.move(15_000);
    expect(of('silences')).toHaveLength(1);
    expect(of('alerts')).toHaveLength(2);
    expect(of('heard')).toHaveLength(2);
    expect(of('failed').at(-1)?.problem).toMatch(/^its silences could not be read: HTTP 500/);
    await source.stop();
  });

  test('takes a webhook as an incomplete list, and remarks on truncated alerts', async () => {
    const { clock, of, source } = listen('am', (url) =>
      Response.json(url.pathname.endsWith('status') ? {} : []),
    );
    await clock.move(0);
    const pushed = {
      status: 'firing',
      fingerprint: 'b',
      labels: { alertname: 'Y' },
      annotations: {},
      startsAt: '2026-11-21T02:00:00Z',
      endsAt: '0001-01-01T00:00:00Z',
    };
    expect(source.push?.({ version: '4', truncatedAlerts: 3, alerts: [pushed] })).toEqual({
      ok: true,
      value: 1,
    });
    expect(of('alerts').at(-1)).toMatchObject({ complete: false, alerts: [{ fingerprint: 'b' }] });
    expect(of('failed').at(-1)?.problem).toMatch(/left out 3 alerts/);
    expect(source.push?.('nonsense')).toMatchObject({ ok: false });
    await source.stop();
  });
});

describe('probe', () => {
  test.each([
    [
      () => Response.json({ constitutional_hash: rightHash }),
      { ok: true, text: 'HTTP 200', hash: { found: rightHash } },
    ],
    [
      () => Response.json({ constitutional_hash: 'abc' }),
      { ok: true, hash: { found: 'abc', expected: rightHash } },
    ],
    [() => Response.json({}), { ok: true, hash: { found: undefined } }],
    [() => new Response('', { status: 503 }), { ok: false, text: 'HTTP 503' }],
    [
      () => new Response('', { status: 302, headers: { location: '/' } }),
      { ok: false, text: 'HTTP 302, a redirect' },
    ],
    [() => new Response('x'.repeat(65_537)), { ok: false, text: 'answer is longer than 64 KiB' }],
    [() => new Promise<Response>(() => undefined), { ok: false, text: 'no answer in 2 s' }],
  ])('case %#', async (reply, expected) => {
    const { clock, of, source } = listen('probes', reply);
    await clock.move(2_000);
    expect(of('probe')[0]).toMatchObject({ service: 'auth', ...expected });
    expect(of('heard').length).toBeGreaterThan(0);
    await source.stop();
  });
});
