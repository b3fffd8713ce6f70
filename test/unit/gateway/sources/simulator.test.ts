import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EstateKeeper } from '../../../../gateway/health/estateKeeper.ts';
import { parsePolicyText } from '../../../../gateway/policy/loadPolicy.ts';
import { createSources } from '../../../../gateway/sources/createSources.ts';
import { simulatedRules } from '../../../../gateway/sources/simulator/rules.ts';
import { writeScript } from '../../../../gateway/sources/simulator/script.ts';
import type { Observation } from '../../../../gateway/sources/source.ts';
import type { Policy, PolicySource } from '../../../../shared/policy/index.ts';
import { FakeClock } from './fakeClock.ts';

const file = 'assets/policy/acgs.yaml';
const parsed = parsePolicyText(readFileSync(file, 'utf8'), file, {});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
const acgs = parsed.value;

type Scenario = Extract<PolicySource, { kind: 'simulator' }>['scenario'];

function play(scenario: Scenario, seed = 7) {
  const simulator: PolicySource = {
    id: 'sim',
    kind: 'simulator',
    scenario,
    seed,
    interval: 1_000,
    freshFor: 10_000,
  };
  const policy: Policy = { ...acgs, sources: [simulator] };
  const clock = new FakeClock();
  const noFetch = () => Promise.reject(new Error('the simulator asks nobody'));
  const sources = createSources(policy, { fetch: noFetch, clock, random: () => 0 });
  const keeper = new EstateKeeper(policy, sources, clock.now());
  const seen: Observation[] = [];
  for (const source of sources) {
    source.start((observation) => {
      seen.push(observation);
      keeper.observe(observation);
    });
  }
  const stop = () => Promise.all(sources.map((source) => source.stop()));
  const stateOf = (id: string) => keeper.view(clock.now()).services.find((service) => service.id === id);
  return { clock, seen, keeper, stop, stateOf, view: () => keeper.view(clock.now()) };
}

test.each(['quiet-night', 'one-p0', 'alert-storm', 'source-loss'] as const)(
  '%s: the same seed plays the same night',
  async (scenario) => {
    const [one, other, another] = [play(scenario), play(scenario), play(scenario, 8)];
    for (const night of [one, other, another]) {
      await night.clock.move(60_000);
      await night.stop();
    }
    expect(one.seen.length).toBeGreaterThan(100);
    expect(one.seen).toEqual(other.seen);
    expect(one.seen).not.toEqual(another.seen);
  },
);

test('a quiet night is all operational, with figures and their past', async () => {
  const { clock, view, stop } = play('quiet-night');
  await clock.move(600_000);
  const { services, telemetry, histories, chain, alerts } = view();
  expect(
    services
      .map(({ id, state, reason }) => [id, state, reason])
      .filter(([, state]) => state !== 'operational'),
  ).toEqual([]);
  expect(chain.map(({ id, freshness }) => [id, freshness])).toEqual([
    ['sim-prometheus', 'fresh'],
    ['sim-alertmanager', 'fresh'],
    ['sim-probe', 'fresh'],
  ]);
  expect(alerts).toEqual([]);
  expect(telemetry.every(({ figures }) => figures.every(({ value }) => value !== undefined))).toBe(true);
  expect(histories[0]?.points.filter((point) => point !== null)).toHaveLength(61);
  await stop();
});

test('one P0: policy-governance dies 20 s after the start, and its signals share one cause', async () => {
  const { clock, view, stateOf, stop } = play('one-p0');
  await clock.move(19_000);
  expect(stateOf('policy-governance')?.state).toBe('operational');
  await clock.move(60_000);
  expect(stateOf('policy-governance')).toMatchObject({ state: 'down' });
  expect(stateOf('constitutional-ai')?.state).toBe('degraded');
  const bad = view().signals.filter(
    ({ service, state }) => service === 'policy-governance' && state === 'bad',
  );
  expect(bad.map(({ cause }) => cause)).toContain('policy-governance:unavailable');
  expect(new Set(bad.map(({ cause }) => cause)).size).toBe(1);
  expect(bad[0]).toMatchObject({ severity: 'P0' });
  await stop();
});

test('source loss: no green while Prometheus is silent, and a live source is not hidden by the dead one', async () => {
  const { clock, view, stateOf, stop } = play('source-loss');
  await clock.move(15_000);
  expect(stateOf('auth')?.state).toBe('operational');
  await clock.move(60_000);
  expect(stateOf('auth')).toMatchObject({
    state: 'unknown',
    reason: 'Prometheus silent since 02:10 UTC; health checks still answer',
  });
  expect(view().services.filter(({ state }) => state === 'operational')).toEqual([]);
  await clock.move(200_000);
  expect(stateOf('integrity')).toMatchObject({ state: 'down' });
  await stop();
});

test('its Prometheus tells its alert rules, every alert of any night among them, and none while it plays lost', async () => {
  const { clock, seen, stop } = play('source-loss');
  const rules = () => seen.flatMap((one) => (one.kind === 'rules' ? [one] : []));
  await clock.move(10_000);
  expect(rules()).toMatchObject([{ source: 'sim-prometheus', rules: simulatedRules }]);
  await clock.move(30_000);
  expect(rules().slice(1)).toMatchObject([{ rules: [], problem: 'no answer in 5 s' }]);
  await stop();
  const fired = (['one-p0', 'alert-storm', 'source-loss'] as const).flatMap((scenario) =>
    writeScript(scenario, 7, acgs).alerts.map(({ name }) => name),
  );
  expect(fired.length).toBeGreaterThan(0);
  expect(simulatedRules.map(({ name }) => name)).toEqual(expect.arrayContaining(fired));
});
