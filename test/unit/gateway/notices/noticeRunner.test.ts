import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { DeskEvent } from '../../../../gateway/desk/events.ts';
import { emptyDesk, type DeskState } from '../../../../gateway/desk/evolve.ts';
import { withNotices } from '../../../../gateway/desk/noticesOf.ts';
import { NoticeRunner } from '../../../../gateway/notices/noticeRunner.ts';
import { loadPolicy } from '../../../../gateway/policy/loadPolicy.ts';
import type { Policy } from '../../../../shared/policy/index.ts';
import { handoff, signed as signedHandoff } from '../desk/handoffBuilder.ts';
import { FakeClock } from '../sources/fakeClock.ts';

const loaded = await loadPolicy('assets/policy/acgs.yaml', {});
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const minuteMs = 60_000;
const gateway = { kind: 'gateway', name: 'gateway' } as const;
const common = { name: 'Ops', simulated: true };
const policy: Policy = {
  ...loaded.value.policy,
  channels: [
    { ...common, id: 'ops', kind: 'webhook', url: 'https://hooks.example/in', bearerToken: { env: 'TOKEN' } },
    { ...common, id: 'other', kind: 'webhook', url: 'https://other.example/in' },
  ],
};

const severities = policy.severities.map(({ id, rank }) => ({ id, rank }));

/** A desk, a clock that stands, and a channel that answers as it is told. */
class Bench {
  readonly clock = new FakeClock();
  readonly events: DeskEvent[] = [];
  /** What each channel was sent and took: `<host> <id> <late min>`. */
  readonly taken: string[] = [];
  readonly secrets: Record<string, string> = { TOKEN: 'T0KEN' };
  state: DeskState = emptyDesk;
  answer: (host: string) => Promise<Response> = () => Promise.resolve(new Response('ok'));
  isJournalBroken = false;
  runner = this.#begin();

  #begin(by = policy): NoticeRunner {
    return new NoticeRunner({
      policy: by,
      clock: this.clock,
      gatewayName: 'noc-1',
      random: () => 0.5,
      log: pino({ level: 'silent' }),
      secret: ({ env }) => this.secrets[env ?? ''],
      notices: () => this.state.notices,
      record: (events) => this.record(events),
      fetch: async (url, init) => {
        const { host } = new URL(url);
        const response = await this.answer(host);
        const body: unknown = JSON.parse(typeof init?.body === 'string' ? init.body : '{}');
        // The form is ours, and proved elsewhere.
        const { id, lateMs } = body as { id: string; lateMs: number };
        if (response.ok) this.taken.push(`${host} ${id.split('/')[1]} ${Math.floor(lateMs / minuteMs)}`);
        return response;
      },
    });
  }

  restart(by = policy): void {
    this.runner.stop();
    this.runner = this.#begin(by);
    this.runner.start();
  }

  record(events: readonly DeskEvent[]): boolean {
    if (this.isJournalBroken) return false;
    const rules = {
      ...{
        severities,
        services: new Map(),
        procedures: [],
        handoff: { severity: 'P1', recordChannels: ['ops'] },
      },
      ...this.runner.rules(),
    };
    const all = withNotices(this.state, events, rules);
    this.events.push(...all.events);
    this.state = all.state;
    this.runner.wake();
    return true;
  }

  open(number: number): void {
    const incident = `INC-${number}`;
    const rest = { alerts: [], runbooks: [], text: 'Opened as P0', title: 'Down', severity: 'P0' };
    const at = this.clock.now();
    const cause = incident;
    this.record([{ type: 'incident.opened', at, by: gateway, incident, cause, firstSignalAt: at, ...rest }]);
  }

  resolve(number: number): void {
    const at = this.clock.now();
    this.record([{ type: 'incident.resolved', at, by: gateway, incident: `INC-${number}`, note: 'over' }]);
  }

  /** The last signature under a handoff. */
  close(id: string): void {
    const difference = { lines: [], total: 0 };
    const by = { kind: 'person', name: 'L. Meyer' } as const;
    this.record([
      { type: 'handoff.signed', at: this.clock.now(), by, handoff: id, side: 'incoming', difference },
    ]);
  }

  only(host: string): readonly string[] {
    return this.taken.filter((line) => line.startsWith(host)).map((line) => line.slice(host.length + 1));
  }
}

function bench(): Bench {
  const made = new Bench();
  made.runner.start();
  return made;
}

const down = (host: string) => (asked: string) =>
  asked === host ? Promise.reject(new Error('ECONNREFUSED')) : Promise.resolve(new Response('ok'));

describe('delivery', () => {
  it('sends at once what is asked for, and shows it', async () => {
    const desk = bench();
    desk.open(2001);
    await desk.clock.move(0);
    expect(desk.taken).toEqual(['hooks.example NTC-1 0', 'other.example NTC-2 0']);
    expect(desk.runner.channels()[0]).toMatchObject({
      isInUse: true,
      waiting: 0,
      lastDelivery: { lateMs: 0 },
    });
    expect(JSON.stringify(desk.runner.channels())).not.toMatch(/T0KEN|hooks\.example/);
  });

  it('after an hour without a channel, all that was due goes out once, in order, marked late; others never waited', async () => {
    const desk = bench();
    desk.answer = down('hooks.example');
    for (let number = 2001; number <= 2006; number += 1) {
      desk.open(number);
      await desk.clock.move(5 * minuteMs);
      desk.resolve(number);
      await desk.clock.move(5 * minuteMs);
    }
    expect(desk.only('hooks.example')).toEqual([]);
    expect(desk.only('other.example')).toHaveLength(12);
    expect(desk.runner.channels()[0]).toMatchObject({
      waiting: 12,
      lastFailure: { problem: 'ECONNREFUSED' },
    });
    // An outage of an hour is tried a dozen times, not once for each notice.
    expect(desk.events.filter(({ type }) => type === 'notice.failed').length).toBeLessThan(16);

    desk.answer = () => Promise.resolve(new Response('ok'));
    await desk.clock.move(11 * minuteMs);
    const got = desk.only('hooks.example').map((line) => line.split(' ')[0]);
    expect(new Set(got).size).toBe(12);
    const asked = desk.events.flatMap((event) =>
      event.type === 'notice.due' && event.notice.channel === 'ops' ? [event.notice] : [],
    );
    for (const { incident } of asked) {
      const own = asked.filter((notice) => notice.incident === incident).map(({ id }) => id);
      expect(got.filter((id) => own.includes(id ?? ''))).toEqual(own);
    }
    const first = desk.state.incidents
      .get('INC-2001')
      ?.timeline.filter(({ kind }) => kind === 'notice')
      .at(-1);
    expect(first?.text).toMatch(/^Ops was told \(resolved\), \d+ min late$/);
    await desk.clock.move(24 * 60 * minuteMs);
    expect(desk.only('hooks.example')).toHaveLength(12);
  });

  it('a channel that never answers holds up no other', async () => {
    const desk = bench();
    desk.answer = (host) =>
      host === 'hooks.example' ? new Promise(() => undefined) : Promise.resolve(new Response('ok'));
    for (const number of [2001, 2002, 2003]) desk.open(number);
    await desk.clock.move(0);
    expect(desk.only('other.example')).toHaveLength(3);
    expect(desk.runner.channels()[0]?.waiting).toBe(3);
  });

  it('goes on after a restart: what was under way is sent again under its own id', async () => {
    const desk = bench();
    desk.answer = () => new Promise(() => undefined);
    desk.open(2001);
    await desk.clock.move(0);
    desk.answer = () => Promise.resolve(new Response('ok'));
    desk.restart();
    await desk.clock.move(0);
    expect([...desk.taken].sort()).toEqual(['hooks.example NTC-1 0', 'other.example NTC-2 0']);
  });

  it('sends nothing twice while the journal fails, and records it once it works again', async () => {
    const desk = bench();
    desk.open(2001);
    desk.isJournalBroken = true;
    await desk.clock.move(2 * minuteMs);
    expect(desk.taken).toHaveLength(2);
    expect(desk.runner.channels()[0]?.waiting).toBe(1);
    desk.isJournalBroken = false;
    await desk.clock.move(6_000);
    expect(desk.taken).toHaveLength(2);
    expect(desk.events.filter(({ type }) => type === 'notice.delivered')).toHaveLength(2);
    expect(desk.runner.channels()[0]?.waiting).toBe(0);
  });

  it('sends the record of a handoff once, after failures and a restart too; one that is refused is shown', async () => {
    const desk = bench();
    desk.state = signedHandoff;
    desk.answer = down('hooks.example');
    desk.close(handoff);
    await desk.clock.move(2 * minuteMs);
    expect([desk.taken, desk.runner.channels()[0]?.waiting]).toEqual([[], 1]);
    desk.restart();
    desk.answer = () => Promise.resolve(new Response('ok'));
    await desk.clock.move(11 * minuteMs);
    expect(desk.only('hooks.example')).toEqual([expect.stringMatching(/^NTC-\d+ \d+$/)]);
    desk.close(handoff);
    await desk.clock.move(24 * 60 * minuteMs);
    expect(desk.taken).toHaveLength(1);

    const refused = bench();
    refused.state = signedHandoff;
    refused.answer = () => Promise.resolve(new Response('', { status: 400 }));
    refused.close(handoff);
    await refused.clock.move(0);
    expect(refused.runner.channels()[0]).toMatchObject({ waiting: 0, dead: 1 });
  });

  it('asks nothing of a channel without its secret, and takes the secret up when it is set', async () => {
    const desk = bench();
    Reflect.deleteProperty(desk.secrets, 'TOKEN');
    await desk.clock.move(6_000);
    desk.open(2001);
    await desk.clock.move(0);
    expect(desk.only('hooks.example')).toEqual([]);
    expect(desk.runner.channels()[0]).toMatchObject({
      lacks: 'Not set up: the environment variable TOKEN is not set',
      isInUse: false,
      waiting: 0,
    });
    desk.secrets['TOKEN'] = 'T0KEN';
    await desk.clock.move(6_000);
    desk.open(2002);
    await desk.clock.move(0);
    expect(desk.only('hooks.example')).toHaveLength(1);
  });

  it('a simulated estate sends nothing but tests, unless the channel wants it', async () => {
    const desk = bench();
    desk.restart({ ...policy, channels: policy.channels.map((each) => ({ ...each, simulated: false })) });
    desk.open(2001);
    await desk.clock.move(minuteMs);
    expect(desk.taken).toEqual([]);
    const at = desk.clock.now();
    const test = { kind: 'test', urgency: 'info', subject: 'Test', text: 'Nothing is wrong' } as const;
    const notice = { id: 'NTC-1', channel: 'ops', dueAt: at, ...test };
    desk.record([{ type: 'notice.due', at, by: { kind: 'person', name: 'M. Tanaka' }, notice }]);
    await desk.clock.move(0);
    expect(desk.taken).toEqual(['hooks.example NTC-1 0']);
    expect(desk.runner.channels()[0]?.lastTest).toMatchObject({
      by: 'M. Tanaka',
      ok: true,
      detail: 'HTTP 200',
    });
  });

  it('gives up at once what a channel was to take that the policy has no more, one after another', async () => {
    const desk = bench();
    desk.answer = () => new Promise(() => undefined);
    desk.open(2001);
    desk.resolve(2001);
    desk.restart({ ...policy, channels: [] });
    await desk.clock.move(1_000);
    const dead = desk.events.filter(({ type }) => type === 'notice.dead');
    expect(dead).toHaveLength(4);
    expect(dead).toContainEqual(expect.objectContaining({ problem: 'the policy has this channel no more' }));
  });

  it('gives up what a channel did not take for a day, or refuses, and says so', async () => {
    const desk = bench();
    desk.answer = (host) =>
      host === 'hooks.example'
        ? Promise.reject(new Error('ECONNREFUSED'))
        : Promise.resolve(new Response('', { status: 400 }));
    desk.open(2001);
    await desk.clock.move(24 * 60 * minuteMs + 1_000);
    expect(desk.runner.channels()).toMatchObject([
      { waiting: 0, dead: 1, lastFailure: { problem: 'not delivered within 24 h' } },
      { waiting: 0, dead: 1, lastFailure: { problem: 'it answered HTTP 400' } },
    ]);
  });
});
