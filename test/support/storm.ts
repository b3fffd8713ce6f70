import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { alertmanagerConfig } from '../estate/alertmanagerConfig.ts';
import { startAlertmanager } from './alertmanager.ts';
import { startGatewayProcess } from './gateway.ts';
import { freePort } from './ports.ts';
import { temporaryFolder, type RestartableServer } from './restartable.ts';

/** An alert as Alertmanager's API takes it. */
export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** A real Alertmanager and a real gateway that listens to nothing else. */
export interface StormFloor {
  readonly alertmanager: RestartableServer;
  readonly gateway: RestartableServer;
  readonly feedUrl: string;
  /** Posts alerts evenly over a time, in batches of about a second; resolves when the last was taken. */
  pour(alerts: readonly PostedAlert[], overMs: number): Promise<void>;
  stop(): Promise<void>;
}

const policyShape = z.looseObject({
  alerts: z.looseObject({}),
  estate: z.looseObject({ services: z.array(z.looseObject({ id: z.string() })) }),
});

/** ACGS's policy with one Alertmanager as its only source: no probe and no scrape adds incidents of its own. */
function stormPolicy(alertmanagerUrl: string): string {
  const policy = policyShape.parse(parse(readFileSync('assets/policy/acgs.yaml', 'utf8')));
  const services = policy.estate.services.map((service) => ({
    ...service,
    probe: undefined,
    up: undefined,
    figures: undefined,
  }));
  const alertmanager = {
    ...{ id: 'alertmanager', kind: 'alertmanager', name: 'Alertmanager' },
    // On a machine that is busy with all of this, an answer may take long: alerts that are lost with their source are no part of a storm.
    ...{ url: alertmanagerUrl, interval: '5s', freshFor: '5m' },
  };
  return stringify({
    ...policy,
    alerts: { ...policy.alerts, watchdog: undefined },
    estate: { ...policy.estate, services },
    ...{ objectives: [], triggers: [], monitoring: undefined, sources: [alertmanager] },
  });
}

/** What ten thousand alerts are made of: `alerts` in the order posted, and how many belong to each cause. */
export interface Storm {
  readonly alerts: readonly PostedAlert[];
  /** By the incident's title, the number of alerts that it has to hold. */
  readonly causes: ReadonlyMap<string, number>;
}

/** One outage that every instance tells of, causes that dozens share, and thousands that have nothing in common. */
export function stormOf(shape: {
  readonly outage: number;
  readonly shared: number;
  readonly each: number;
  readonly alone: number;
}): Storm {
  const now = Date.now();
  const alert = (labels: Record<string, string>, summary: string): PostedAlert => ({
    labels,
    annotations: { summary },
    startsAt: new Date(now).toISOString(),
    endsAt: new Date(now + 3_600_000).toISOString(),
  });
  const rows: (readonly [string, PostedAlert])[] = [];
  const add = (cause: string, labels: Record<string, string>): void =>
    void rows.push([cause, alert({ severity: 'warning', ...labels }, cause)]);
  for (let at = 0; at < shape.outage; at += 1)
    add('Auth Service is unavailable', {
      ...{ alertname: 'ServiceDown', service: 'auth', instance: `auth-${at}` },
    });
  for (let at = 0; at < shape.shared * shape.each; at += 1) {
    const cause = at % shape.shared;
    add(`Shared fault ${cause}`, { alertname: `SharedFault${cause}`, instance: `host-${at}` });
  }
  for (let at = 0; at < shape.alone; at += 1)
    add(`Lone fault ${at}`, { alertname: `LoneFault${at}`, instance: `host-${at}` });
  // Spread over the whole time, the same in every run.
  const mixed = rows.map((row, at) => ({ row, place: (at * 7919) % rows.length }));
  const ordered = mixed.toSorted((one, other) => one.place - other.place).map(({ row }) => row);
  const causes = new Map<string, number>();
  for (const [cause] of ordered) causes.set(cause, (causes.get(cause) ?? 0) + 1);
  return { alerts: ordered.map(([, one]) => one), causes };
}

/** Starts both. */
export async function startStormFloor(): Promise<StormFloor> {
  const folder = temporaryFolder('storm');
  const port = await freePort();
  writeFileSync(
    join(folder.path, 'alertmanager.yml'),
    // Its own default is 5 min: thousands of groups that are looked through every two seconds are no test of ours.
    alertmanagerConfig({ gatewayUrl: `http://127.0.0.1:${port}`, groupInterval: '1m' }),
  );
  const alertmanager = await startAlertmanager({ configDir: folder.path });
  try {
    const policyFile = join(folder.path, 'policy.yaml');
    writeFileSync(policyFile, stormPolicy(alertmanager.url));
    const gateway = await startGatewayProcess({ port, policyFile, dataDir: folder.path });
    return {
      alertmanager,
      gateway,
      feedUrl: `ws://127.0.0.1:${port}/feed`,
      pour: (alerts, overMs) => pour(alertmanager.url, alerts, overMs),
      async stop() {
        await gateway.stop();
        await alertmanager.stop();
        folder.remove();
      },
    };
  } catch (error) {
    await alertmanager.stop();
    folder.remove();
    throw error;
  }
}

async function pour(url: string, alerts: readonly PostedAlert[], overMs: number): Promise<void> {
  const batches = Math.max(1, Math.round(overMs / 600));
  const size = Math.ceil(alerts.length / batches);
  const started = performance.now();
  for (let batch = 0; batch < batches; batch += 1) {
    await pause(Math.max(0, started + (batch * overMs) / batches - performance.now()));
    const answer = await fetch(`${url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alerts.slice(batch * size, (batch + 1) * size)),
    });
    if (!answer.ok) throw new Error(`Alertmanager answered HTTP ${answer.status}: ${await answer.text()}`);
  }
}
