import { describe, expect, it } from 'vitest';
import { readConditions, standingOf, type Standing } from '../../../../gateway/automation/conditions.ts';
import type { Evidence } from '../../../../gateway/health/findings.ts';
import type { ServiceSignals } from '../../../../gateway/health/serviceSignals.ts';
import type { Alert } from '../../../../shared/model/alert.ts';
import type { ChainLink } from '../../../../shared/model/chain.ts';
import type { PolicyTrigger } from '../../../../shared/policy/index.ts';
import { rightHash, samplePolicy, sampleService } from '../sources/sampleEstate.ts';

const now = Date.UTC(2026, 10, 21, 3, 5);
const minuteMs = 60_000;

const link = (id: string, kind: ChainLink['kind'], ageMs = 1_000): ChainLink => ({
  id,
  kind,
  name: id,
  freshness: ageMs > minuteMs ? 'silent' : 'fresh',
  heardAt: now - ageMs,
  freshForMs: minuteMs,
});

const evidence = (signals: Partial<ServiceSignals>, over: Partial<Evidence> = {}): Evidence => ({
  service: sampleService(),
  signals: { figures: {}, ...signals },
  alerts: [],
  chain: [link('prom', 'prometheus'), link('am', 'alertmanager'), link('probes', 'probe')],
  policy: samplePolicy(),
  now,
  ...over,
});

const probe = (over: Partial<NonNullable<ServiceSignals['probe']>> = {}): ServiceSignals['probe'] => ({
  source: 'probes',
  at: now - 1_000,
  ok: true,
  text: 'HTTP 200',
  failuresInRow: 0,
  ...over,
});
const failing = (failuresInRow: number): ServiceSignals['probe'] =>
  probe({ ok: false, text: 'HTTP 503', failuresInRow, failingSince: now - 15_000 });
const p99 = (value: number | undefined, at = now): Partial<ServiceSignals> => ({
  figures: { p99: { source: 'prom', at, value } },
});
const alert = (state: Alert['state']): Alert => ({
  ...{ id: 'am/1', source: 'am', fingerprint: '1', name: 'PodCrash', labels: {}, annotations: {} },
  ...{ state, severity: 'P1', severityGuessed: false, startsAt: now - 5_000, lastSeenAt: now },
  ...{ silencedBy: [], inhibitedBy: [], service: 'auth' },
});
const wrongHash = { expected: rightHash, found: 'feed', since: now - 9_000 };
const stale = [
  link('prom', 'prometheus', 2 * minuteMs),
  link('am', 'alertmanager', 2 * minuteMs),
  link('probes', 'probe', 2 * minuteMs),
];

const failures = { kind: 'probe-failures', atLeast: 3 } as const;
const hash = { kind: 'hash-mismatch' } as const;
const latency = { kind: 'figure', figure: 'p99', above: 5, for: 2 * minuteMs } as const;
const crash = { kind: 'alert', alertname: 'PodCrash' } as const;

type Case = readonly [
  words: string,
  condition: PolicyTrigger['condition'],
  evidence: Evidence,
  state: Standing['state'] | undefined,
  before?: Standing,
];

const cases: readonly Case[] = [
  ['three failures', failures, evidence({ probe: failing(3) }), 'met'],
  ['two failures', failures, evidence({ probe: failing(2) }), 'pending'],
  ['an answer', failures, evidence({ probe: probe() }), 'not'],
  ['no check yet', failures, evidence({}), 'unknown'],
  ['failures of a silent source', failures, evidence({ probe: failing(9) }, { chain: stale }), 'unknown'],
  ['an answer of a silent source', failures, evidence({ probe: probe() }, { chain: stale }), 'unknown'],
  [
    'no probe in the policy',
    failures,
    evidence({}, { service: sampleService({ probe: undefined }) }),
    undefined,
  ],
  ['a wrong hash', hash, evidence({ probe: probe({ wrongHash }) }), 'met'],
  ['a right hash', hash, evidence({ probe: probe() }), 'not'],
  [
    'no answer after a wrong hash',
    hash,
    evidence({ probe: { ...probe(), ...failing(1), wrongHash } as never }),
    'unknown',
  ],
  ['no answer', hash, evidence({ probe: failing(1) }), 'unknown'],
  ['above the bound, just now', latency, evidence(p99(5.1)), 'pending'],
  [
    'above it for long enough',
    latency,
    evidence(p99(5.1)),
    'met',
    { state: 'pending', since: now - 2 * minuteMs },
  ],
  [
    'above it, not for long enough',
    latency,
    evidence(p99(5.1)),
    'pending',
    { state: 'pending', since: now - 119_999 },
  ],
  ['above it again after it was unknown', latency, evidence(p99(5.1)), 'pending', { state: 'unknown' }],
  ['on the bound', latency, evidence(p99(5)), 'not', { state: 'met', since: 0, text: '' }],
  ['no value', latency, evidence(p99(undefined)), 'unknown', { state: 'met', since: 0, text: '' }],
  [
    'an old value',
    latency,
    evidence(p99(9, now - 2 * minuteMs)),
    'unknown',
    { state: 'met', since: 0, text: '' },
  ],
  ['an unknown figure', { ...latency, figure: 'rps' }, evidence(p99(9)), undefined],
  ['below its bound', { kind: 'figure', figure: 'p99', below: 85 }, evidence(p99(84)), 'met'],
  ['a firing alert', crash, evidence({}, { alerts: [alert('firing')] }), 'met'],
  ['a silenced alert', crash, evidence({}, { alerts: [alert('suppressed')] }), 'unknown'],
  ['a lost alert', crash, evidence({}, { alerts: [alert('lost')] }), 'unknown'],
  ['a resolved alert', crash, evidence({}, { alerts: [alert('resolved')] }), 'not'],
  ['no alert', crash, evidence({}), 'not'],
  ['no alert, from a silent source', crash, evidence({}, { chain: stale }), 'unknown'],
  [
    'a firing alert of a silent source',
    crash,
    evidence({}, { chain: stale, alerts: [alert('firing')] }),
    'unknown',
  ],
  ['no source of alerts', crash, evidence({}, { chain: [] }), undefined],
];

describe('conditions', () => {
  for (const [words, condition, given, state, before] of cases) {
    it(`${words}: ${state ?? 'not read'}`, () => {
      expect(standingOf(condition, given, before)?.state).toBe(state);
    });
  }

  it('says since when, and what was seen', () => {
    expect(standingOf(latency, evidence(p99(7.81)), { state: 'pending', since: now - 3 * minuteMs })).toEqual(
      {
        state: 'met',
        since: now - 3 * minuteMs,
        text: 'p99 7.81 ms, above 5 ms for 2 min',
      },
    );
    expect(standingOf(failures, evidence({ probe: failing(3) }), undefined)).toEqual({
      state: 'met',
      since: now - 15_000,
      text: '3 health checks failed: HTTP 503',
    });
  });

  it('are read for the services that the trigger names', () => {
    const trigger: PolicyTrigger = {
      ...{ id: 'down', name: 'Down', condition: failures, mode: 'automatic', actions: ['x'] },
      ...{ timeout: minuteMs, cooldown: minuteMs, services: ['postgresql'] },
    };
    const all = [evidence({ probe: failing(3) })];
    expect(readConditions([trigger], all, new Map()).size).toBe(0);
    const everywhere = readConditions([{ ...trigger, services: undefined }], all, new Map());
    expect([...everywhere.keys()]).toEqual(['down/auth']);
  });
});
