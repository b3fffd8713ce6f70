import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Run } from '../../shared/model/automation.ts';
import type { EstateServiceId } from '../estate/services.ts';
import { feedClient, type FeedClient } from '../support/feedClient.ts';
import { startFloor, type Floor } from '../support/floor.ts';
import { startReceivers, type CallAnswer, type Receivers } from '../support/receivers.ts';
import { triggerPolicy } from './triggerPolicy.ts';

const timeout = 120_000;
const calling = z.looseObject({ run: z.string(), service: z.string() });
const slack = z.object({ text: z.string() });
const page = z.looseObject({ event_action: z.string(), payload: z.looseObject({ summary: z.string() }) });

describe('the triggers of ACGS in a real estate', () => {
  let receivers: Receivers;
  let floor: Floor;
  let client: FeedClient;
  /** By action and service; everything else is taken. */
  const answers = new Map<string, CallAnswer>([
    ['/act/restart-service auth', 'refuses'],
    ['/act/failover-to-backup auth', 'hangs'],
    ['/act/restart-service integrity', 'hangs'],
  ]);

  const fault = (id: EstateServiceId, what: Parameters<Floor['estate']['set']>[1]) =>
    floor.estate.set(id, what);
  const runsOf = (service: string): readonly Run[] =>
    Object.values(client.state().entities.run)
      .filter((run) => run.service === service)
      .toSorted((one, other) => one.triggeredAt - other.triggeredAt);
  const runOf = (service: string, isSo: (run: Run) => boolean, place = 0): Promise<Run> =>
    client.until(
      `run ${place + 1} of ${service}, of ${JSON.stringify(runsOf(service))}`,
      () =>
        runsOf(service)
          .slice(place, place + 1)
          .find(isSo),
      60_000,
    );
  const ended = (service: string, place?: number) => runOf(service, ({ state }) => state === 'ended', place);
  /** The actions that were called for a service, in the order in which they arrived. */
  const calledFor = (service: string): readonly string[] =>
    receivers.calls
      .filter(({ path }) => path.startsWith('/act/'))
      .filter(({ body }) => calling.parse(body).service === service)
      .map(({ path }) => path.replace('/act/', ''));
  const told = (path: string, words: RegExp): readonly string[] =>
    receivers.calls
      .filter((call) => call.path === path)
      .map(({ body }) => {
        if (path === '/slack') return slack.parse(body).text;
        const event = page.safeParse(body);
        return event.success ? `${event.data.event_action}: ${event.data.payload.summary}` : '';
      })
      .filter((text) => words.test(text));
  const mailed = (words: RegExp) => receivers.mails.filter((raw) => words.test(raw));
  const isTold = (what: string, found: () => readonly unknown[]) =>
    client.until(what, () => (found().length > 0 ? found() : undefined), 60_000);
  const outcomes = ({ steps }: Run) => steps.map(({ action, outcome = 'ahead' }) => `${action}: ${outcome}`);
  const linesOf = ({ incident = '' }: Pick<Run, 'incident'>, wanted = 'automation'): readonly string[] =>
    (client.state().entities.incident[incident]?.timeline ?? [])
      .filter(({ kind }) => kind === wanted)
      .map(({ text }) => text);
  const failuresOf = (incident: string | undefined): readonly string[] =>
    linesOf({ incident }, 'signal').filter((text) => /^3 health checks failed/.test(text));
  const inState = (id: string, state: string) =>
    client.until(
      `${id} is ${state}`,
      () => (client.state().entities.service[id]?.state === state ? true : undefined),
      60_000,
    );

  beforeAll(async () => {
    receivers = await startReceivers(({ path, body }) => {
      const { data } = calling.safeParse(body);
      return answers.get(`${path} ${data?.service ?? ''}`) ?? 'takes';
    });
    floor = await startFloor({
      policyText: triggerPolicy(receivers),
      env: { TEST_SLACK: `${receivers.url}/slack`, TEST_PAGERDUTY: 'R0UTINGKEY' },
    });
    client = await feedClient(floor.feedUrl, 'M. Tanaka');
    for (const id of Object.keys(floor.estate.services)) await inState(id, 'operational');
    // Each at another service, so that all may happen in the same minute.
    await Promise.all([
      fault('auth', 'down'),
      fault('constitutional-ai', 'slow'),
      fault('policy-governance', 'wrong-hash'),
      fault('redis', 'cache-misses'),
      fault('postgresql', 'slow'),
    ]);
  }, timeout);

  afterAll(async () => {
    client?.stop();
    await floor?.stop();
    await receivers?.stop();
  });

  it('health_check_failures >= 3: what fails and what hangs leads on, and is told', { timeout }, async () => {
    const run = await ended('auth');
    expect(run).toMatchObject({ trigger: 'service-unavailable', mode: 'automatic', severity: 'P0' });
    expect(run.because).toMatch(/^3 health checks failed/);
    expect(calledFor('auth')).toEqual(['restart-service', 'failover-to-backup']);
    expect(outcomes(run)).toEqual([
      ...['restart-service: failed', 'failover-to-backup: timeout', 'notify-oncall: done'],
    ]);
    expect(linesOf(run)).toEqual([
      expect.stringMatching(/^Service unavailable: 3 health checks failed/),
      expect.stringMatching(/^Restart the service failed after \d+ s: not now$/),
      expect.stringMatching(/^Fail over to the backup timed out after \d+ s: \S/),
      expect.stringMatching(/^Notify the on-call engineer done after \d+ s: handed to pager, chat$/),
      'Service unavailable ended: 2 of 3 actions failed, and its condition still holds',
    ]);
    const words = /INC-\d+ Service unavailable on Auth Service/;
    await isTold('chat', () => told('/slack', words));
    await isTold('pager', () => told('/pager', words));
    expect(told('/slack', words)).toEqual([expect.stringMatching(/\nFor On-call Engineer, \S/)]);
    expect(told('/pager', words)).toEqual([
      `trigger: P0 ${run.incident} Service unavailable on Auth Service`,
    ]);
  });

  it('p99_latency > 5ms for a time: every action in its order, then the team', { timeout }, async () => {
    const run = await ended('constitutional-ai');
    expect(run).toMatchObject({ trigger: 'high-latency', severity: 'P2', outcome: 'done' });
    expect(run.because).toMatch(/^p99 \S+ ms, above 5 ms for 3 s$/);
    expect(calledFor('constitutional-ai')).toEqual(['scale-up-instances', 'enable-circuit-breaker']);
    const chat = await isTold('chat', () => told('/slack', /INC-\d+ High latency on Constitutional AI/));
    expect(chat).toEqual([
      expect.stringMatching(/\nScale up instances: done\nEnable the circuit breaker: done/),
    ]);
  });

  it(
    'constitutional_hash_mismatch: blocks, rolls back and tells security, by mail too',
    { timeout },
    async () => {
      const run = await ended('policy-governance');
      expect(run).toMatchObject({ trigger: 'constitutional-violation', severity: 'P0', outcome: 'done' });
      expect(run.because).toBe('It says 0000000000000bad, expected cdd01ef066bc6cf2');
      expect(calledFor('policy-governance')).toEqual(['block-requests', 'emergency-rollback']);
      const words = /INC-\d+\s+Constitutional\s+violation\s+on\s+Policy\s+Governance/;
      await isTold('chat', () => told('/slack', words));
      await isTold('pager', () => told('/pager', words));
      const mails = await isTold('mail', () => mailed(words));
      expect(mails).toEqual([expect.stringMatching(/^To: oncall@acgs\.com\r$[^]*For Security Operations/m)]);
    },
  );

  it(
    'cache_hit_rate < 85% for a time: the cache is mended, and infrastructure told',
    { timeout },
    async () => {
      const run = await ended('redis');
      expect(run).toMatchObject({ trigger: 'cache-degradation', severity: 'P2', outcome: 'done' });
      expect(run.because).toMatch(/^\S.* \d\d(\.\d+)? %, below 85 % for 3 s$/);
      expect(calledFor('redis')).toEqual(['restart-redis', 'warm-cache']);
      await isTold('chat', () => told('/slack', /INC-\d+ Cache degradation on Redis/));
    },
  );

  it('an alert by its name, proposed: nothing is done before a person approves', { timeout }, async () => {
    const proposed = await runOf('postgresql', ({ state }) => state === 'proposed');
    expect(proposed.because).toBe('Alert ReplicationLag is firing');
    expect(calledFor('postgresql')).toEqual([]);
    expect(told('/slack', /Replica behind on PostgreSQL/)).toEqual([]);
    await client.send('automation.approve', { run: proposed.id });
    const run = await ended('postgresql');
    expect(run).toMatchObject({ id: proposed.id, outcome: 'done', approved: { by: 'M. Tanaka' } });
    expect(calledFor('postgresql')).toEqual(['warm-cache']);
    await isTold('chat', () => told('/slack', /Replica behind on PostgreSQL/));
    expect(linesOf(run).slice(0, 2)).toEqual([
      ...['Replica behind is proposed: Alert ReplicationLag is firing', 'Replica behind approved'],
    ]);
  });

  it('a condition that flaps is one episode until its cool-down has passed', { timeout }, async () => {
    const [first, { incident }] = await Promise.all([ended('constitutional-ai'), ended('auth')]);
    for (const [id, what] of [
      ['auth', 'down'],
      ['constitutional-ai', 'slow'],
    ] as const) {
      await fault(id, 'none');
      await runOf(id, ({ clearedAt }) => clearedAt !== undefined);
      await fault(id, what);
    }
    await client.until(
      'auth to fail again',
      () => (failuresOf(incident).length > 1 ? true : undefined),
      60_000,
    );
    const second = await runOf('constitutional-ai', () => true, 1);
    expect(second.triggeredAt - (first.endedAt ?? Infinity)).toBeGreaterThanOrEqual(15_000);
    expect(second.incident).toBe(first.incident);
    expect(runsOf('auth')).toHaveLength(1);
    for (const id of ['policy-governance', 'redis', 'postgresql']) expect(runsOf(id)).toHaveLength(1);
    expect(calledFor('auth')).toEqual(['restart-service', 'failover-to-backup']);
  });

  it('switched off in the middle of a run: the next action does not start', { timeout }, async () => {
    await fault('integrity', 'down');
    await client.until('the first action', () => calledFor('integrity')[0], 60_000);
    await client.send('automation.switch', { on: false, reason: 'It restarts in circles' });
    const run = await ended('integrity');
    expect(run.outcome).toBe('stopped');
    expect(outcomes(run)).toEqual([
      ...['restart-service: failed', 'failover-to-backup: skipped', 'notify-oncall: skipped'],
    ]);
    expect(linesOf(run).slice(1)).toEqual([
      expect.stringMatching(/^Restart the service failed after \d+ s: stopped$/),
      'Fail over to the backup skipped: automation is off',
      'Notify the on-call engineer skipped: automation is off',
      'Service unavailable ended: automation is off',
    ]);
    await fault('formal-verification', 'down');
    await inState('formal-verification', 'down');
    const incident = await client.until('its incident', () =>
      Object.values(client.state().entities.incident).find(
        ({ service }) => service === 'formal-verification',
      ),
    );
    expect(incident.status).toBe('open');
    expect(runsOf('formal-verification')).toEqual([]);
    expect(calledFor('integrity')).toEqual(['restart-service']);
  });
});
