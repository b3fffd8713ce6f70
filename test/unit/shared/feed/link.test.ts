import { describe, expect, test } from 'vitest';
import type { SealedContacts } from '../../../../shared/contacts/contactSeal.ts';
import { bounds, type GatewayFrame } from '../../../../shared/feed/frames.ts';
import { emptyFeedState, type FeedState } from '../../../../shared/feed/reduce.ts';
import { Bench, plain } from './support/bench.ts';
import { FakeClock } from './support/fakeClock.ts';

const liveBench = async (...options: ConstructorParameters<typeof Bench>): Promise<Bench> => {
  const bench = new Bench(...options);
  bench.gateway.set('auth', 'operational');
  bench.gateway.set('cdn', 'down');
  await bench.live();
  return bench;
};

const say = (bench: Bench, frame: unknown): void => bench.socket.onMessage?.(JSON.stringify(frame));
const lastHello = (bench: Bench): unknown => bench.gateway.hellos.at(-1);

describe('opening', () => {
  test('F-2, F-3: hello, welcome, snapshot: live', async () => {
    const bench = new Bench({ token: 'secret' });
    expect(bench.link.status()).toMatchObject({ kind: 'connecting', url: 'ws://noc.example:7420/feed' });
    bench.gateway.set('auth', 'operational');
    await bench.live();
    expect(lastHello(bench)).toEqual({
      type: 'hello',
      protocol: 1,
      token: 'secret',
      client: { name: 'test', version: '0' },
    });
    expect(bench.link.status()).toMatchObject({
      kind: 'live',
      person: 'Ada',
      role: 'operator',
      gateway: 'model',
    });
    expect(plain(bench.link.state())).toEqual(bench.gateway.state);
  });

  test('a subscriber is told state, status and outgoing at once, and nothing after its undo', async () => {
    const bench = await liveBench();
    const kinds: string[] = [];
    const undo = bench.link.subscribe(({ kind }) => kinds.push(kind));
    expect(kinds).toEqual(['state', 'status', 'outgoing']);
    undo();
    bench.gateway.set('auth', 'down');
    bench.clock.advance(100);
    bench.flow();
    expect(kinds).toHaveLength(3);
  });

  test('F-5: resumes from where it was, and is live only once it has caught up', async () => {
    const bench = await liveBench();
    const { epoch, seq } = bench.link.state();
    bench.socket.cut();
    for (const state of ['down', 'degraded'] as const) {
      bench.gateway.set('auth', state);
      bench.gateway.world.flush();
    }
    bench.clock.advance(250);
    bench.socket.open();
    bench.socket.deliver(2);
    expect(lastHello(bench)).toMatchObject({ resume: { epoch, seq } });
    expect(bench.link.state().seq).toBe(seq + 1);
    expect(bench.link.status().kind).toBe('lost');
    bench.flow();
    expect(bench.link.status().kind).toBe('live');
    expect(bench.updates.filter(({ kind }) => kind === 'state').length).toBe(2);
  });

  const before: FeedState = { ...emptyFeedState, epoch: 'before', seq: 4, at: 99 };
  test.each([
    ['not asked for', undefined, 'before', 4],
    ['of another epoch', before, 'after', 9],
    ['of an earlier step', before, 'before', 3],
  ])('F-5: a resume that is %s is not believed', async (_, initial, epoch, seq) => {
    const bench = new Bench({ initial });
    await bench.link.start();
    bench.socket.open();
    say(bench, {
      type: 'welcome',
      epoch,
      seq,
      serverTime: 1,
      session: { id: 's', person: 'Ada', role: 'viewer', grants: [] },
      heartbeat: { intervalMs: 2_000, misses: 3 },
      gateway: { name: 'g', version: '1' },
      resumed: true,
    } satisfies GatewayFrame);
    expect(bench.link.status()).toMatchObject({ kind: 'lost' });
    expect(bench.link.state()).toBe(initial ?? emptyFeedState);
    bench.clock.advance(250);
    bench.flow();
    expect(lastHello(bench)).not.toHaveProperty('resume');
  });

  test('F-19: shows a cached state while connecting, and resumes it', async () => {
    const cached: FeedState = { ...emptyFeedState, epoch: 'before', seq: 4, at: 99 };
    const bench = new Bench({ initial: cached });
    expect(bench.updates[0]).toEqual({ kind: 'state', state: cached });
    expect(bench.link.status().kind).toBe('connecting');
    await bench.live();
    expect(lastHello(bench)).toMatchObject({ resume: { epoch: 'before', seq: 4 } });
    expect(bench.link.state().epoch).toBe(bench.gateway.world.epoch);
  });

  test("F-19: a cached state whose contacts are locked is asked for whole; unlocked ones yield to the gateway's", async () => {
    const sealedContacts: SealedContacts = {
      ...{ publicKey: 'aa', iv: 'aa', data: 'aa' },
      lock: { version: 1, publicKey: 'aa', salt: 'aa', iterations: 600_000, iv: 'aa', privateKey: 'aa' },
    };
    const cached: FeedState = { ...emptyFeedState, epoch: 'before', seq: 4, at: 99, sealedContacts };
    const bench = new Bench({ initial: cached });
    await bench.live();
    expect(lastHello(bench)).not.toHaveProperty('resume');
    expect(bench.link.state()).not.toHaveProperty('sealedContacts');
    const state = bench.link.state();
    bench.link.unseal({ ada: { phone: '+1 202 555 0100' } });
    expect(bench.link.state()).toBe(state);
  });

  test('F-4: anything before welcome, and a second welcome, break the order', async () => {
    const bench = new Bench();
    await bench.link.start();
    bench.socket.open();
    say(bench, { type: 'patch', seq: 1, at: 1, upserts: {}, removals: [] });
    expect(bench.link.status()).toMatchObject({
      kind: 'lost',
      problem: expect.stringContaining('patch before welcome') as string,
    });
  });

  test('a connect that throws is a gateway that cannot be reached', async () => {
    const bench = new Bench({
      connect: () => {
        throw new Error('bad address');
      },
    });
    await bench.link.start();
    const problem = "Gateway noc.example:7420 can't be reached: bad address";
    expect(bench.link.status()).toMatchObject({ kind: 'lost', problem, nextTryAt: bench.clock.now() + 125 });
  });
});

describe('state', () => {
  test('F-7: a patch between the parts of a snapshot ends the connection, and all is asked for', async () => {
    const bench = await liveBench();
    bench.gateway.overflow(bench.socket);
    bench.socket.deliver(1);
    say(bench, { type: 'patch', seq: bench.link.state().seq + 1, at: 1, upserts: {}, removals: [] });
    expect(bench.link.status()).toMatchObject({
      kind: 'lost',
      problem: expect.stringContaining('between the parts') as string,
    });
    bench.clock.advance(250);
    bench.flow();
    expect(lastHello(bench)).not.toHaveProperty('resume');
    expect(bench.link.status().kind).toBe('live');
  });

  test('F-6: nothing changes until the last part is there', async () => {
    const bench = await liveBench();
    const before = bench.link.state();
    bench.gateway.set('auth', 'down');
    bench.gateway.overflow(bench.socket);
    bench.socket.down.shift();
    bench.socket.deliver(2);
    expect(bench.link.state()).toBe(before);
    bench.flow();
    expect(plain(bench.link.state())).toEqual(bench.gateway.state);
    expect(bench.link.status().kind).toBe('live');
  });

  test('F-9: a gap resumes at once, applying nothing', async () => {
    const bench = await liveBench();
    const { seq } = bench.link.state();
    say(bench, { type: 'patch', seq: seq + 2, at: 1, upserts: {}, removals: ['service:auth'] });
    expect(bench.link.status()).toMatchObject({ kind: 'lost', nextTryAt: bench.clock.now() });
    expect(bench.link.state().seq).toBe(seq);
    bench.clock.advance(0);
    bench.flow();
    expect(lastHello(bench)).toMatchObject({ resume: { seq } });
    expect(bench.link.status().kind).toBe('live');
    expect(bench.link.counts()).toMatchObject({ gaps: 1, connections: 2 });
  });

  test('F-9: a resume that breaks before its first step asks for everything the next time', async () => {
    const bench = await liveBench();
    bench.gateway.set('auth', 'down');
    bench.gateway.world.flush();
    for (let time = 0; time < 2; time += 1) {
      const at = bench.socket.down.findIndex((text) => text.startsWith('{"type":"patch"'));
      bench.socket.down[at] = '{';
      bench.socket.deliver();
      bench.clock.advance(500);
      bench.socket.open();
      bench.socket.deliver(1);
      if (time === 0) expect(lastHello(bench)).toHaveProperty('resume');
    }
    expect(lastHello(bench)).not.toHaveProperty('resume');
    bench.flow();
    expect(plain(bench.link.state())).toEqual(bench.gateway.state);
    expect(bench.link.counts().malformedFrames).toBe(2);
  });

  test('F-10: a beat beyond the last step is a gap; one at it brings the chain', async () => {
    const bench = await liveBench();
    const { seq, at } = bench.link.state();
    const link = { id: 'p', name: 'Prometheus', kind: 'prometheus', freshness: 'late', freshForMs: 1 };
    say(bench, { type: 'beat', at: at + 9, seq, chain: [link] });
    expect(bench.link.state()).toMatchObject({ at: at + 9, chain: [link] });
    expect(bench.updates.at(-1)).toMatchObject({ kind: 'beat' });
    say(bench, { type: 'beat', at: at + 10, seq: seq + 1, chain: [] });
    expect(bench.link.status()).toMatchObject({
      kind: 'lost',
      problem: expect.stringContaining('A step of the feed') as string,
    });
    expect(bench.link.state().at).toBe(at + 9);
  });

  test('F-8: a duplicate is ignored and not passed on', async () => {
    const bench = await liveBench();
    const before = bench.updates.length;
    say(bench, {
      type: 'patch',
      seq: bench.link.state().seq,
      at: 1,
      upserts: {},
      removals: ['service:auth'],
    });
    expect(bench.updates).toHaveLength(before);
    expect(plain(bench.link.state())).toEqual(bench.gateway.state);
  });
});

describe('silence', () => {
  test('F-11, F-19: six seconds without a frame: lost, said at once, and what was known stays', async () => {
    const bench = await liveBench();
    const state = bench.link.state();
    bench.unreachable = true;
    bench.clock.advance(5_999);
    expect(bench.link.status().kind).toBe('live');
    bench.clock.advance(1);
    expect(bench.link.status()).toEqual({
      kind: 'lost',
      url: 'ws://noc.example:7420/feed',
      since: bench.clock.now(),
      asOf: state.at,
      problem: 'Gateway noc.example:7420 does not answer',
      nextTryAt: bench.clock.now() + 125,
    });
    expect(bench.socket.closedByConsole).toBe(true);
    expect(bench.link.state()).toBe(state);
  });

  test('F-11: any frame is a sign of life while the state is whole', async () => {
    const bench = await liveBench();
    await bench.run(30_000, 500);
    expect(bench.sockets).toHaveLength(1);
    expect(bench.link.status().kind).toBe('live');
  });

  test('F-11: beats alone do not keep a console waiting for the rest of a snapshot', async () => {
    const bench = await liveBench();
    bench.gateway.overflow(bench.socket);
    bench.socket.down.pop();
    await bench.run(5_900, 100);
    expect(bench.link.status().kind).toBe('live');
    await bench.run(400, 100);
    expect(bench.sockets).toHaveLength(2);
  });

  test('F-11: a connection that never opens is given up', async () => {
    const bench = new Bench();
    bench.unreachable = true;
    await bench.link.start();
    bench.clock.advance(6_000);
    expect(bench.link.status()).toMatchObject({
      kind: 'lost',
      problem: 'Gateway noc.example:7420 does not answer',
    });
    expect(bench.link.status()).not.toHaveProperty('asOf', expect.anything());
  });

  test('F-4: a socket that was given up says nothing more', async () => {
    const bench = await liveBench();
    const old = bench.socket;
    bench.clock.advance(6_000);
    bench.clock.advance(125);
    bench.flow();
    const { length } = bench.updates;
    old.onMessage?.('{');
    old.onMessage?.(JSON.stringify({ type: 'bye', reason: 'access', message: 'No.' }));
    old.onClose?.('late');
    expect(bench.updates).toHaveLength(length);
    expect(bench.link.status().kind).toBe('live');
  });
});

describe('trying again', () => {
  test('F-18: waits double, `since` stays, and 10 s live start them anew', async () => {
    const bench = await liveBench({ random: () => 0.999_999 });
    const waits: number[] = [];
    const lose = (): void => {
      bench.socket.cut();
      const status = bench.link.status();
      if (status.kind !== 'lost' || status.nextTryAt === undefined) throw new Error(status.kind);
      waits.push(status.nextTryAt - bench.clock.now());
      bench.clock.advance(status.nextTryAt - bench.clock.now());
    };
    const since = bench.clock.now();
    for (let time = 0; time < 8; time += 1) lose();
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    expect(bench.link.status()).toMatchObject({ kind: 'lost', since });
    bench.flow();
    await bench.run(9_000, 500);
    lose();
    expect(waits.at(-1)).toBe(15_000);
    bench.flow();
    await bench.run(10_000, 500);
    lose();
    expect(waits.at(-1)).toBe(250);
  });

  test('F-17: `retryAfterMs` is waited out', async () => {
    const bench = await liveBench();
    say(bench, { type: 'bye', reason: 'shutdown', message: 'Restarting.', retryAfterMs: 3_000 });
    expect(bench.link.status()).toMatchObject({
      kind: 'lost',
      problem: 'Gateway noc.example:7420: Restarting.',
      nextTryAt: bench.clock.now() + 3_125,
    });
    bench.clock.advance(3_124);
    expect(bench.sockets).toHaveLength(1);
    bench.clock.advance(1);
    expect(bench.sockets).toHaveLength(2);
  });

  test.each(['access', 'protocol'] as const)('F-17: bye %s ends the tries until told', async (reason) => {
    const bench = new Bench();
    bench.gateway.refusing = { type: 'bye', reason, message: 'This token is not known.' };
    await bench.link.start();
    bench.flow();
    const problem = 'Gateway noc.example:7420: This token is not known.';
    expect(bench.link.status()).toMatchObject({ kind: 'refused', problem });
    bench.clock.advance(3_600_000);
    expect(bench.sockets).toHaveLength(1);
    bench.gateway.refusing = undefined;
    bench.link.reconnect();
    expect(bench.link.status().kind).toBe('connecting');
    bench.flow();
    expect(bench.link.status().kind).toBe('live');
  });

  test('reconnect: at once while lost, nothing while live, nothing after stop', async () => {
    const bench = await liveBench();
    bench.link.reconnect();
    expect(bench.sockets).toHaveLength(1);
    bench.socket.cut();
    bench.link.reconnect();
    bench.flow();
    expect(bench.link.status().kind).toBe('live');
    bench.clock.advance(500);
    expect(bench.sockets).toHaveLength(2);
    bench.link.stop();
    bench.link.reconnect();
    expect(bench.sockets).toHaveLength(2);
  });

  test('stop leaves no timer behind', async () => {
    const bench = await liveBench();
    await bench.link.send('incident.note', { incident: 'INC-1', text: 'a' });
    bench.link.stop();
    expect(bench.socket.closedByConsole).toBe(true);
    expect(bench.clock.waiting).toBe(0);
  });
});

describe('malformed frames', () => {
  test.each([
    ['not JSON', '{"type":'],
    ['an unknown type', '{"type":"surprise"}'],
    ['not an object', '[]'],
    ['a wrong field', '{"type":"patch","seq":-1,"at":0,"upserts":{},"removals":[]}'],
    ['too large', ' '.repeat(bounds.gatewayFrameBytes + 1)],
  ])('F-13: %s is counted, and ends the connection with a reason', async (_, text) => {
    const bench = await liveBench();
    bench.socket.onMessage?.(text);
    expect(bench.link.counts().malformedFrames).toBe(1);
    expect(bench.link.status()).toMatchObject({
      kind: 'lost',
      problem: expect.stringContaining("can't be read") as string,
    });
    bench.clock.advance(250);
    bench.flow();
    expect(lastHello(bench)).toHaveProperty('resume');
    expect(bench.link.status().kind).toBe('live');
  });
});

describe('clocks', () => {
  test('F-20: the offset is told with the status, and again when it moves by more than 250 ms', async () => {
    const bench = await liveBench({}, new FakeClock(1_000_000));
    expect(bench.status().at(-1)).toMatchObject({ clockOffsetMs: 0 });
    const { seq } = bench.link.state();
    const before = bench.status().length;
    say(bench, { type: 'beat', at: 1_000_250, seq, chain: [] });
    expect(bench.status()).toHaveLength(before);
    say(bench, { type: 'beat', at: 1_000_251, seq, chain: [] });
    expect(bench.status().slice(before)).toMatchObject([{ clockOffsetMs: 251 }]);
  });

  test('F-20: a new connection measures anew: the gateway may be another one', async () => {
    const bench = await liveBench({}, new FakeClock(1_000_000));
    say(bench, { type: 'beat', at: 1_090_000, seq: bench.link.state().seq, chain: [] });
    expect(bench.status().at(-1)).toMatchObject({ clockOffsetMs: 90_000 });
    bench.socket.cut();
    bench.clock.advance(250);
    bench.flow();
    expect(bench.status().at(-1)).toMatchObject({ clockOffsetMs: 0 });
  });
});
