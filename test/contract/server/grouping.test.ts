import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { Incident } from '../../../shared/model/incident.ts';
import { feedClient, type FeedClient } from '../../support/feedClient.ts';
import { startGatewayProcess } from '../../support/gateway.ts';
import { freePort } from '../../support/ports.ts';
import { temporaryFolder, type RestartableServer } from '../../support/restartable.ts';

const policySchema = z.looseObject({ sources: z.array(z.unknown()) });

describe('incidents of a running gateway', () => {
  const folder = temporaryFolder('grouping');
  /** What this Alertmanager says is firing: names with their services. */
  const firing = new Map<string, string>();
  const startedAt = new Date(Date.now() - 5_000).toISOString();
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    const alerts = [...firing].map(([alertname, service]) => ({
      fingerprint: `${alertname}-${service}`.toLowerCase(),
      labels: { alertname, service },
      annotations: {},
      startsAt: startedAt,
      updatedAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 240_000).toISOString(),
      status: { state: 'active', silencedBy: [], inhibitedBy: [], mutedBy: [] },
    }));
    response.end(JSON.stringify(request.url?.startsWith('/api/v2/alerts') ? alerts : []));
  });
  let gateway: RestartableServer;
  let client: FeedClient;

  const incidents = (): readonly Incident[] => Object.values(client.state().entities.incident);
  const wait = (what: string, found: (incident: Incident) => boolean): Promise<Incident> =>
    client.until(what, () => incidents().find(found));
  const give = async (name: string, params: Readonly<Record<string, unknown>>) => {
    const id = await client.send(name, params);
    return client.until(`a result of ${name}`, () =>
      client.outgoing().find((one) => one.id === id && one.state !== 'queued' && one.state !== 'pending'),
    );
  };

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const policyFile = join(folder.path, 'policy.yaml');
    const policy = policySchema.parse(parse(readFileSync('assets/policy/acgs.yaml', 'utf8')));
    const source = { id: 'own', kind: 'alertmanager', url, interval: '300ms', freshFor: '5s' };
    writeFileSync(policyFile, stringify({ ...policy, sources: [...policy.sources, source] }));
    const port = await freePort();
    gateway = await startGatewayProcess({ port, policyFile, dataDir: join(folder.path, 'data') });
    client = await feedClient(`ws://127.0.0.1:${port}/feed`, 'K. Tester');
    await client.live();
  });

  afterAll(async () => {
    client?.stop();
    await gateway?.stop();
    server.closeAllConnections();
    server.close();
    folder.remove();
  });

  it('fold, merge, split and stand up, and are the same after the gateway was killed', async () => {
    firing.set('HighLatency', 'dashboard');
    const first = await wait('the symptom', ({ alerts }) => alerts.includes('own/highlatency-dashboard'));
    expect(first.foldedUnder).toBeUndefined();
    firing.set('ServiceDown', 'api-gateway');
    const cause = await wait('the cause', ({ alerts }) => alerts.includes('own/servicedown-api-gateway'));
    const folded = await wait(
      'it folds',
      ({ id, foldedUnder }) => id === first.id && foldedUnder !== undefined,
    );
    expect(folded.foldedUnder).toMatchObject({
      incident: cause.id,
      reason: 'API Gateway is down, which Dashboard depends on',
    });

    firing.set('HighErrorRate', 'auth');
    const errors = await wait('another', ({ alerts }) => alerts.includes('own/higherrorrate-auth'));
    const merge = { incident: errors.id, into: cause.id, reason: 'one outage' };
    expect(await give('incident.merge', merge)).toMatchObject({ state: 'done' });
    await wait('the merge', ({ id, mergedInto }) => id === errors.id && mergedInto === cause.id);
    expect(await give('incident.merge', merge)).toMatchObject({
      state: 'refused',
      message: expect.stringContaining(`${errors.id} was merged into ${cause.id} by K. Tester`),
    });
    const whole = await wait('its alerts', ({ id, alerts }) => id === cause.id && alerts.length === 2);
    expect(whole.mergedFrom).toEqual([errors.id]);
    expect(whole.signals).toContainEqual({ key: 'alert:own/higherrorrate-auth', state: 'bad' });
    await client.until('the alert names its incident', () =>
      client.state().entities.alert['own/higherrorrate-auth']?.incident === cause.id ? true : undefined,
    );

    const split = { incident: cause.id, signals: ['alert:own/higherrorrate-auth'] };
    expect(await give('incident.split', split)).toMatchObject({ state: 'done' });
    const apart = await wait(
      'the split',
      ({ id, alerts }) => id !== cause.id && id !== errors.id && alerts.includes('own/higherrorrate-auth'),
    );
    expect(apart.title).toContain('HighErrorRate');

    await give('incident.resolve', { incident: cause.id, note: 'restarted' });
    const stood = await wait(
      'it stands up',
      ({ id, clocksFrom }) => id === first.id && clocksFrom !== undefined,
    );
    expect(stood).toMatchObject({ status: 'open' });
    expect(stood.foldedUnder).toBeUndefined();

    const own = [first.id, cause.id, errors.id, apart.id];
    const told = (): unknown =>
      own.map((id) => {
        const { status, alerts, foldedUnder, mergedInto, mergedFrom, clocksFrom, arranged, signals } =
          client.state().entities.incident[id] ?? {};
        return { id, status, alerts, foldedUnder, mergedInto, mergedFrom, clocksFrom, arranged, signals };
      });
    const before = told();
    await gateway.kill('SIGKILL');
    await gateway.restart();
    client.reconnect();
    await client.live();
    await wait('it is there again', ({ id }) => id === apart.id);
    expect(told()).toEqual(before);
  });
});
