import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadPolicy } from '../../../../gateway/policy/loadPolicy.ts';
import { formatProblem } from '../../../../gateway/policy/problem.ts';
import { policyJsonSchema } from '../../../../gateway/policy/policyJsonSchema.ts';

const file = 'assets/policy/acgs.yaml';
const loaded = await loadPolicy(file, {});
if (!loaded.ok) throw new Error(loaded.error.map(formatProblem).join('\n'));
const { policy } = loaded.value;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const byId = <Item extends { readonly id: string }>(items: readonly Item[], id: string): Item => {
  const found = items.find((item) => item.id === id);
  if (found === undefined) throw new Error(`nothing has the id ${id}`);
  return found;
};

describe('acgs.yaml carries the operations excellence framework', () => {
  it.each([
    ['critical', 0.9995, 21.6],
    ['core', 0.999, 43.2],
    ['supporting', 0.995, 216],
  ])('%s services: %d, which allows %d minutes in 30 days', (id, availability, minutes) => {
    expect(byId(policy.tiers, id).availability).toBe(availability);
    const objective = byId(policy.objectives, `sla-availability-${id}`);
    expect(objective).toMatchObject({ agreement: 'sla', tier: id, target: availability, window: 30 * day });
    expect((30 * day * (1 - availability)) / minute).toBeCloseTo(minutes, 9);
  });

  it('performance agreements', () => {
    const statements = policy.objectives
      .filter(({ agreement, kind }) => agreement === 'sla' && kind !== 'availability')
      .map(({ name, statement, target }) => [name, statement, target]);
    expect(statements).toEqual([
      ['API response time', 'P99 < 5ms, component-level latency', 0.99],
      ['End-to-end latency', 'P99 < 100ms, full request processing', 0.99],
      ['Throughput', '> 100 RPS, sustained load capacity', undefined],
      ['Cache hit rate', '> 85%, Redis cache performance', 0.85],
      ['Constitutional compliance', '100%, hash validation success', 1],
    ]);
  });

  it('recovery times by severity', () => {
    expect(policy.severities.map(({ id, rto }) => [id, rto])).toEqual([
      ['P0', 15 * minute],
      ['P1', hour],
      ['P2', 4 * hour],
      ['P3', 24 * hour],
    ]);
  });

  it('recovery points by data type', () => {
    expect(policy.recovery.dataTypes.map(({ name, rpo, backup }) => [name, rpo, backup])).toEqual([
      ['Constitutional Policies', 0, 'Real-time replication'],
      ['Audit Logs', 5 * minute, 'Continuous streaming'],
      ['User Data', 15 * minute, 'Incremental backups'],
      ['Configuration Data', hour, 'Scheduled backups'],
    ]);
  });

  it('triggers, with their actions and timeouts', () => {
    expect(
      policy.triggers.map(({ statement, condition, actions, timeout, mode }) => [
        statement,
        condition,
        actions,
        timeout / second,
        mode,
      ]),
    ).toEqual([
      [
        'health_check_failures >= 3',
        { kind: 'probe-failures', atLeast: 3 },
        ['restart-service', 'failover-to-backup', 'notify-oncall'],
        300,
        'automatic',
      ],
      [
        'p99_latency > 5ms for 2 minutes',
        { kind: 'figure', figure: 'p99', above: 5, for: 2 * minute },
        ['scale-up-instances', 'enable-circuit-breaker', 'alert-performance-team'],
        180,
        'automatic',
      ],
      [
        'constitutional_hash_mismatch',
        { kind: 'hash-mismatch' },
        ['block-requests', 'emergency-rollback', 'escalate-to-security'],
        60,
        'automatic',
      ],
      [
        'cache_hit_rate < 85% for 5 minutes',
        { kind: 'figure', figure: 'cacheHitRate', below: 85, for: 5 * minute },
        ['restart-redis', 'warm-cache', 'notify-infrastructure'],
        240,
        'automatic',
      ],
    ]);
  });

  it('the escalation matrix', () => {
    const roles = new Map(policy.escalation.roles.map(({ id, name }) => [id, name]));
    const rows = policy.escalation.matrix.map(({ severity, steps }) => [
      severity,
      ...steps.map(({ role }) => (role === null ? '-' : roles.get(role))),
    ]);
    expect(rows).toEqual([
      ['P0', 'On-call Engineer', 'Engineering Manager', 'VP Engineering', 'CTO'],
      ['P1', 'On-call Engineer', 'Team Lead', 'Engineering Manager', 'VP Engineering'],
      ['P2', 'On-call Engineer', 'Team Lead', '-', 'Engineering Manager'],
      ['P3', 'Assigned Engineer', 'Team Lead', '-', '-'],
    ]);
    for (const { steps } of policy.escalation.matrix) {
      expect(steps.map(({ after }) => after / minute)).toEqual([0, 15, 30, 60]);
    }
  });

  it('change categories', () => {
    const rows = policy.changes.categories.map(({ id, approvers, leadTime, documentation }) => [
      id,
      approvers,
      leadTime.atLeast / hour,
      leadTime.atMost / hour,
      documentation,
    ]);
    expect(rows).toEqual([
      ['emergency', ['cto', 'vp-engineering'], 0, 0, 'post-implementation'],
      ['standard', ['engineering-manager'], 24, 48, 'pre-implementation'],
      ['normal', ['team-lead'], 168, 336, 'full-process'],
    ]);
    expect(policy.changes.rules).toHaveLength(4);
  });

  it('disaster recovery tiers and the services in them', () => {
    const rows = policy.recovery.tiers.map(({ tier, rto, rpo, drill }) => [
      policy.estate.services.filter(({ drTier }) => drTier === tier).map(({ id }) => id),
      rto / minute,
      rpo / minute,
      drill,
    ]);
    expect(rows).toEqual([
      [['auth', 'constitutional-ai', 'policy-governance'], 15, 0, 'monthly'],
      [['governance-synthesis', 'integrity'], 60, 5, 'quarterly'],
      [['formal-verification', 'evolution-oversight'], 240, 15, 'semi-annually'],
    ]);
  });

  it('duties, handoff and monitoring', () => {
    expect(policy.duties).toMatchObject({
      acknowledge: 5 * minute,
      assess: 10 * minute,
      update: 30 * minute,
      document: day,
    });
    expect(policy.handoff.checklist.map(({ id }) => id)).toEqual([
      'review_active_incidents',
      'check_system_health_status',
      'verify_constitutional_compliance',
      'review_scheduled_maintenance',
      'update_on_call_notes',
      'test_alerting_channels',
    ]);
    expect(policy.monitoring).toMatchObject({ scrapeInterval: 15 * second, retention: 30 * day });
    expect(policy.compliance.expectedHash).toBe('cdd01ef066bc6cf2');
  });
});

describe('acgs.yaml carries the operations team framework', () => {
  it('22 positions in six teams', () => {
    expect(policy.people.positions).toBe(22);
    expect(policy.people.titles.reduce((sum, { positions }) => sum + positions, 0)).toBe(22);
    expect(policy.people.teams.map(({ positions }) => positions)).toEqual([2, 6, 4, 4, 4, 2]);
    expect(policy.people.staffing).toMatchObject({ fullTime: 18, contractors: 4 });
  });

  it('names no real person: every one is an example that reaches nobody', () => {
    for (const { id, name, contact } of policy.people.persons) {
      expect([id, name]).toEqual([expect.stringMatching(/^example-/), expect.stringMatching(/ Example$/)]);
      expect(contact.email).toMatch(/\.example$/);
      expect(contact.phone).toMatch(/^\+1 202 555 01\d\d$/);
    }
    for (const title of policy.people.titles) {
      expect(policy.people.persons.filter((person) => person.title === title.id)).toHaveLength(
        title.positions,
      );
    }
  });

  it('three shifts of eight hours, and their sites', () => {
    expect(
      policy.shifts.map(({ start, end, primarySite }) => [start / hour, end / hour, primarySite]),
    ).toEqual([
      [0, 8, 'asia-pacific'],
      [8, 16, 'europe'],
      [16, 24, 'us-east'],
    ]);
    expect(policy.estate.sites).toHaveLength(4);
  });

  it('objectives of its own, kept beside the agreements that differ', () => {
    const targets = policy.objectives
      .filter(({ agreement }) => agreement === 'slo')
      .map(({ name, target, statement }) => [name, target, statement]);
    expect(targets).toEqual([
      ['Constitutional AI services availability', 0.999, '99.9% uptime'],
      ['Core platform availability', 0.9995, '99.95% uptime'],
      ['API Gateway availability', 0.999, '99.9% uptime'],
      ['Dashboard availability', 0.995, '99.5% uptime'],
      ['API response time at the gateway', 0.99, 'P99 < 5ms'],
      ['Constitutional validation', 0.99, 'P99 < 10ms'],
      ['Dashboard load time', 0.95, 'P95 < 2 seconds'],
      ['Cache hit rate', 0.85, '>85%'],
    ]);
  });

  it('response times and the teams that respond', () => {
    expect(policy.severities.map(({ response, team }) => [response / minute, team])).toEqual([
      [15, ['noc', 'sre', 'engineering']],
      [60, ['noc', 'sre']],
      [240, ['noc']],
      [1440, ['noc']],
    ]);
  });

  it('both targets for the mean time to recovery', () => {
    expect(byId(policy.kpis, 'mttr')).toMatchObject({ document: 'excellence', target: { below: 15 } });
    expect(byId(policy.kpis, 'mttr-p0')).toMatchObject({
      document: 'team',
      target: { below: 30 },
      measure: { figure: 'mttr', severity: 'P0' },
    });
  });
});

describe('acgs.yaml as delivered', () => {
  it('starts with the simulator and nothing real', () => {
    expect(policy.sources).toMatchObject([{ kind: 'simulator', scenario: 'one-p0', seed: 1 }]);
  });

  it('has the real sources ready behind a comment', () => {
    const text = readFileSync(file, 'utf8');
    const start = text.lastIndexOf('sources:');
    const real = text.slice(start).replace(/^ {2}# /gm, '  ');
    const sources: unknown = parse(real);
    expect(sources).toMatchObject({
      sources: [{}, { id: 'prometheus' }, { id: 'alertmanager' }, { id: 'probes' }],
    });
  });

  it('probes ACGS on its own ports', () => {
    const ports = policy.estate.services.flatMap(({ id, probe }) =>
      probe === undefined ? [] : [[id, Number(/:(\d+)/.exec(probe.url)?.[1])]],
    );
    expect(Object.fromEntries(ports)).toEqual({
      auth: 8000,
      'constitutional-ai': 8001,
      integrity: 8002,
      'formal-verification': 8003,
      'governance-synthesis': 8004,
      'policy-governance': 8005,
      'evolution-oversight': 8006,
      'api-gateway': 8080,
      dashboard: 8090,
    });
  });

  it('burns by the windows of the SRE workbook', () => {
    expect(
      policy.burn.windows.map(({ long, short, factor }) => [long / hour, short / minute, factor]),
    ).toEqual([
      [1, 5, 14.4],
      [6, 30, 6],
      [72, 360, 1],
    ]);
  });
});

describe('the JSON Schema for editors', () => {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(policyJsonSchema());

  it('accepts acgs.yaml', () => {
    validate(parse(readFileSync(file, 'utf8')));
    expect(validate.errors).toBeNull();
  });

  it('refuses a forgotten %, a duration without a unit and an unknown key', () => {
    const bad: unknown = parse(
      readFileSync(file, 'utf8')
        .replace('target: 99.95%', 'target: 99.95')
        .replace('acknowledge: 5 min', 'acknowledge: 5\n  acknowlege: 5m'),
    );
    expect(validate(bad)).toBe(false);
    const places = new Set(validate.errors?.map(({ instancePath }) => instancePath));
    expect(places).toContain('/objectives/0/target');
    expect(places).toContain('/duties/acknowledge');
    expect(places).toContain('/duties');
  });

  it('is the one in docs/schema', () => {
    const published: unknown = JSON.parse(readFileSync('docs/schema/policy.schema.json', 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
  });
});
