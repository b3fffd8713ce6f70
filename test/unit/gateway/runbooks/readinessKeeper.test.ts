import { expect, test } from 'vitest';
import { ReadinessKeeper } from '../../../../gateway/runbooks/readinessKeeper.ts';
import { readRules } from '../../../../gateway/sources/prometheusAnswer.ts';
import { readinessSchema } from '../../../../shared/model/readiness.ts';
import { samplePolicy } from '../sources/sampleEstate.ts';

const sample = samplePolicy();
const [prometheus] = sample.sources;
if (prometheus?.kind !== 'prometheus') throw new Error('The sample has a Prometheus first.');
const policy = {
  sources: [
    { ...prometheus, id: 'a' },
    { ...prometheus, id: 'b' },
  ],
  alerts: { ...sample.alerts, watchdog: { alertname: 'Watchdog', within: 60_000 } },
  runbooks: { folder: 'runbooks', reviewEvery: 1000, drillEvery: undefined },
};
const sources = [
  { id: 'a', name: 'Prometheus A' },
  { id: 'b', name: 'Prometheus B' },
  { id: 'am', name: 'Alertmanager' },
];
const answer = readRules({
  groups: [
    {
      rules: [
        {
          type: 'alerting',
          name: 'Slow',
          annotations: { runbook_url: 'https://x/runbooks/high-latency.md' },
        },
        { type: 'alerting', name: 'Slow', annotations: { runbook_url: 'https://x/high-latency' } },
        { type: 'alerting', name: 'Bare', annotations: 'odd' },
        { type: 'alerting', name: 'Watchdog' },
        { type: 'recording', name: 'job:up:sum' },
      ],
    },
  ],
});

test('each alert is told once, without the watchdog; what could not be asked is named', () => {
  const keeper = new ReadinessKeeper(policy, sources);
  expect(keeper.readiness().sources.map(({ problem }) => problem)).toEqual([
    'not asked yet',
    'not asked yet',
  ]);
  if (!answer.ok) throw new Error(answer.error.sentence);
  keeper.observe({ kind: 'rules', source: 'a', at: 1, rules: answer.value.alerting });
  keeper.observe({ kind: 'rules', source: 'b', at: 1, rules: [], problem: 'HTTP 503' });
  expect(readinessSchema.parse(keeper.readiness())).toEqual({
    sources: [
      { id: 'a', name: 'Prometheus A' },
      { id: 'b', name: 'Prometheus B', problem: 'HTTP 503' },
    ],
    rules: [
      { source: 'a', name: 'Bare' },
      { source: 'a', name: 'Slow', runbook: 'high-latency' },
    ],
    rulesTotal: 2,
    reviewEveryMs: 1000,
  });
});

test('rules of a source that is not heard any more are known no longer', () => {
  const keeper = new ReadinessKeeper(policy, sources);
  keeper.observe({ kind: 'rules', source: 'a', at: 1, rules: [{ name: 'Slow' }] });
  keeper.observe({ kind: 'rules', source: 'a', at: 2, rules: [], problem: 'HTTP 503' });
  expect(keeper.readiness()).toMatchObject({ rules: [], rulesTotal: 0 });
});

test('a simulator tells of rules by the link that plays its Prometheus', () => {
  const simulated = { id: 'sim', kind: 'simulator', scenario: 'one-p0', seed: 1 } as const;
  const keeper = new ReadinessKeeper({ ...policy, sources: [{ ...simulated, interval: 1, freshFor: 1 }] }, [
    { id: 'sim-prometheus', name: 'Prometheus' },
    { id: 'sim-probe', name: 'Health checks' },
  ]);
  keeper.observe({ kind: 'rules', source: 'sim-prometheus', at: 1, rules: [{ name: 'Slow' }] });
  expect(keeper.readiness()).toMatchObject({
    sources: [{ id: 'sim-prometheus' }],
    rules: [{ name: 'Slow' }],
  });
});
