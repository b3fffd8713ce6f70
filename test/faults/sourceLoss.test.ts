import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedClient, type FeedClient } from '../support/feedClient.ts';
import { startFloor, type Floor } from '../support/floor.ts';

const timeout = 120_000;

describe('a real estate, Prometheus and Alertmanager', () => {
  let floor: Floor;
  let client: FeedClient;

  const service = (id: string) => client.state().entities.service[id];
  const inState = (id: string, state: string) =>
    client.until(`${id} is ${state}`, () => (service(id)?.state === state ? service(id) : undefined), 60_000);
  const incidentOf = (id: string) =>
    client.until(
      `an incident of ${id}`,
      () => Object.values(client.state().entities.incident).find((incident) => incident.service === id),
      60_000,
    );
  const alertsOf = (id: string) =>
    Object.values(client.state().entities.alert).filter((alert) => alert.service === id);

  beforeAll(async () => {
    floor = await startFloor();
    client = await feedClient(floor.feedUrl, 'M. Tanaka');
    await client.until(
      'every service operational',
      () => {
        const all = Object.values(client.state().entities.service);
        return all.length >= 11 && all.every(({ state }) => state === 'operational') ? true : undefined;
      },
      60_000,
    );
  }, timeout);

  afterAll(async () => {
    client?.stop();
    await floor?.stop();
  });

  it('says down with the reason, and opens one incident of the right severity', { timeout }, async () => {
    const started = performance.now();
    await floor.estate.set('auth', 'down');
    const down = await inState('auth', 'down');
    console.log(`fault to feed: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    expect(down?.reason).not.toBe('');
    const incident = await incidentOf('auth');
    expect(incident).toMatchObject({ severity: 'P0', status: 'open', service: 'auth' });
    await client.until('its alert', () => alertsOf('auth').find(({ state }) => state === 'firing'), 60_000);
    const ofAuth = Object.values(client.state().entities.incident).filter(({ service: of }) => of === 'auth');
    expect(ofAuth).toHaveLength(1);
  });

  it(
    'resolves an alert that its source says has ended, and keeps the incident for a person to close',
    { timeout },
    async () => {
      await floor.estate.set('auth', 'none');
      await inState('auth', 'operational');
      await client.until(
        'no alert of auth is firing',
        () => (alertsOf('auth').every(({ state }) => state === 'resolved') ? true : undefined),
        60_000,
      );
      const incident = await incidentOf('auth');
      expect(incident.status).not.toBe('resolved');
      expect(incident.signalsClearAt).toBeDefined();
    },
  );

  it('reads unknown what rests on a silent Prometheus, while probes still speak', { timeout }, async () => {
    await floor.prometheus.kill('SIGSTOP');
    const unknown = await inState('integrity', 'unknown');
    expect(unknown?.reason).toMatch(/prometheus/i);
    await floor.estate.set('policy-governance', 'down');
    await inState('policy-governance', 'down');
    // It depends on nothing that is down: its state is still not known.
    expect(service('postgresql')?.state).toBe('unknown');
    const figures = client.state().entities.telemetry['integrity']?.figures ?? [];
    expect(figures.filter(({ value }) => value !== undefined)).toEqual([]);
    await floor.prometheus.kill('SIGCONT');
    await floor.estate.set('policy-governance', 'none');
    await inState('integrity', 'operational');
    await inState('policy-governance', 'operational');
  });

  it(
    'loses alerts, and keeps incidents, while Alertmanager is gone or came back empty',
    { timeout },
    async () => {
      await floor.estate.set('auth', 'down');
      await client.until('its alert', () => alertsOf('auth').find(({ state }) => state === 'firing'), 60_000);
      await floor.prometheus.kill('SIGSTOP');
      await floor.alertmanager.kill('SIGKILL');
      const isLost = () => (alertsOf('auth').some(({ state }) => state === 'lost') ? true : undefined);
      await client.until('lost alerts', isLost, 60_000);
      await floor.alertmanager.restart();
      await client.until(
        'Alertmanager is fresh again',
        () => {
          const link = client.state().chain.find(({ kind }) => kind === 'alertmanager');
          return link?.freshness === 'fresh' ? true : undefined;
        },
        60_000,
      );
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      expect(alertsOf('auth').map(({ state }) => state)).not.toContain('resolved');
      expect(isLost()).toBe(true);
      expect(await incidentOf('auth')).toMatchObject({ status: 'open' });
      await floor.prometheus.kill('SIGCONT');
      await client.until(
        'the alert fires again',
        () => alertsOf('auth').find(({ state }) => state === 'firing'),
        60_000,
      );
    },
  );

  it('resumes after the gateway came back, with what was open', { timeout }, async () => {
    const before = await incidentOf('auth');
    await floor.gateway.kill('SIGKILL');
    await client.until('the feed is lost', () => (client.status().kind === 'lost' ? true : undefined));
    expect(client.state().entities.incident[before.id]).toBeDefined();
    await floor.gateway.restart();
    await client.until('the feed is live', () => (client.status().kind === 'live' ? true : undefined));
    await client.until('the incident is back', () =>
      client.state().entities.incident[before.id]?.openedAt === before.openedAt ? true : undefined,
    );
  });
});
