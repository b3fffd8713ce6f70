import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEstate, type Estate } from '../../estate/startEstate.ts';
import { findProgram, requireProgram } from '../../support/prerequisites.ts';

let estate: Estate;

beforeAll(async () => {
  estate = await startEstate({ ports: 0 });
});

afterAll(() => estate.stop());

function put(service: string, body: string): Promise<Response> {
  return fetch(`${estate.control.url}/faults/${service}`, { method: 'PUT', body });
}

async function health(
  id: 'auth' | 'integrity' | 'policy-governance',
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${estate.services[id].url}/health`);
  return { status: response.status, body: await response.json() };
}

describe('the control server', () => {
  it('lists a fault for every service', async () => {
    const faults: unknown = await (await fetch(`${estate.control.url}/faults`)).json();
    expect(faults).toEqual(estate.faults());
  });

  it('closes a service that is down, and brings it back on the same port with new counters', async () => {
    expect((await put('auth', '{"fault":"down"}')).status).toBe(200);
    await expect(fetch(`${estate.services.auth.url}/health`)).rejects.toThrow();
    expect((await put('auth', '{"fault":"none"}')).status).toBe(200);
    expect(await health('auth')).toMatchObject({
      status: 200,
      body: {
        status: 'healthy',
        service: 'auth',
        constitutional_hash: 'cdd01ef066bc6cf2',
        uptime_seconds: 0,
      },
    });
  });

  it('answers 503 under errors', async () => {
    await put('integrity', '{"fault":"errors"}');
    expect(await health('integrity')).toMatchObject({ status: 503, body: { status: 'unhealthy' } });
    await put('integrity', '{"fault":"none"}');
  });

  it('reports another hash under wrong-hash, and is otherwise healthy', async () => {
    await put('policy-governance', '{"fault":"wrong-hash"}');
    const { status, body } = await health('policy-governance');
    expect(status).toBe(200);
    expect(body).not.toMatchObject({ constitutional_hash: 'cdd01ef066bc6cf2' });
    await put('policy-governance', '{"fault":"none"}');
  });

  it.each([
    ['nobody', '{"fault":"down"}', 'no service named "nobody"'],
    [
      'auth',
      '{"fault":"flood"}',
      '"fault" of auth must be one of none, down, slow, errors, wrong-hash; got "flood"',
    ],
    ['auth', '{"fault":"cache-misses"}', 'must be one of'],
    ['auth', '{}', 'the body must be JSON such as {"fault":"down"}'],
    ['auth', 'down', 'the body must be JSON such as {"fault":"down"}'],
    ['auth', `{"fault":"${'x'.repeat(5000)}"}`, 'the body is longer than'],
  ])('refuses PUT /faults/%s with %.30s', async (service, body, reason) => {
    const response = await put(service, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringContaining(reason) as unknown });
    expect(estate.faults().auth).toBe('none');
  });

  it('refuses other pages and methods', async () => {
    expect((await fetch(`${estate.control.url}/`)).status).toBe(404);
    expect((await fetch(`${estate.control.url}/faults/auth`, { method: 'DELETE' })).status).toBe(405);
  });
});

describe.skipIf(findProgram('promtool') === undefined)('the metrics', () => {
  it.each(['auth', 'api-gateway', 'dashboard', 'redis', 'postgresql'] as const)(
    'of %s are in the format that promtool accepts',
    async (id) => {
      const page = await (await fetch(`${estate.services[id].url}/metrics`)).text();
      // Exit code 3 is a matter of naming only; pg_stat_* counters have no _total at postgres_exporter either.
      try {
        execFileSync(requireProgram('promtool'), ['check', 'metrics'], { input: page, stdio: 'pipe' });
      } catch (error) {
        expect(error).toMatchObject({ status: 3 });
      }
    },
  );
});
