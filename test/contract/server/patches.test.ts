import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { bounds } from '../../../shared/feed/frames.ts';
import { applyPatch, applySnapshot, emptyFeedState, type FeedState } from '../../../shared/feed/reduce.ts';
import { enter, open, helloOf, type ConsoleUnderTest } from './consoleUnderTest.ts';
import { clockAt, startGateway } from './gatewayUnderTest.ts';

/** What a console that reads these frames in order ends with; throws on a gap. */
function stateOf(client: ConsoleUnderTest): FeedState {
  let state = emptyFeedState;
  let parts: Parameters<typeof applySnapshot>[2][number][] = [];
  for (const frame of client.frames) {
    if (frame.type === 'snapshot') {
      expect(frame.part).toBe(parts.length + 1);
      parts.push(frame);
      if (frame.part < frame.parts) continue;
      state = applySnapshot(state, 'epoch', parts);
      parts = [];
    } else if (frame.type === 'patch') {
      expect(parts).toEqual([]);
      const outcome = applyPatch(state, frame);
      if (outcome.kind !== 'applied') throw new Error(`${outcome.kind} at ${frame.seq} after ${state.seq}`);
      state = outcome.state;
    }
  }
  return state;
}

describe('the state', () => {
  it('comes in parts when it is long, each below the bound', async () => {
    const gateway = await startGateway();
    for (let id = 1; id <= 200; id += 1) gateway.set(id, `ü${'x'.repeat(8_000)}`);
    const desk = await enter(gateway);
    const parts = desk.of('snapshot');
    expect(parts.length).toBeGreaterThan(4);
    expect(parts.map((part) => [part.part, part.parts])).toEqual(
      parts.map((_, at) => [at + 1, parts.length]),
    );
    expect(Math.max(...desk.sizes)).toBeLessThan(bounds.gatewayFrameBytes);
    expect(Object.keys(stateOf(desk).entities.incident)).toHaveLength(200);
    gateway.set(201, 'next');
    await desk.next('patch');
    expect(Object.keys(stateOf(desk).entities.incident)).toHaveLength(201);
  });

  it('changes in steps for all sessions alike', async () => {
    const gateway = await startGateway();
    const consoles = await Promise.all(Array.from({ length: 50 }, () => enter(gateway)));
    for (let step = 1; step <= 20; step += 1) {
      gateway.set(step % 5, `step ${step}`);
      if (step % 7 === 0) gateway.world.remove('incident', 'INC-1');
      await pause(5);
    }
    gateway.world.flush();
    const last = gateway.world.seq;
    await Promise.all(
      consoles.map((one) => one.until(() => one.of('patch').at(-1)?.seq === last, `step ${last}`)),
    );
    const first = consoles[0]?.of('patch');
    expect(first?.length).toBe(last);
    for (const one of consoles) expect(one.of('patch')).toEqual(first);
  });

  it('is told in at most 60 patches a second under 1000 changes a second', async () => {
    const gateway = await startGateway();
    const desk = await enter(gateway);
    const started = performance.now();
    let changes = 0;
    while (changes < 2_000) {
      while (changes < Math.min(2_000, performance.now() - started))
        gateway.set((changes += 1) % 100, `change ${changes}`);
      await pause(1);
    }
    gateway.world.flush();
    const last = gateway.world.seq;
    await desk.until(() => desk.of('patch').at(-1)?.seq === last, `step ${last}`);
    const patches = desk.of('patch').length;
    expect(patches).toBeLessThanOrEqual((60 * (performance.now() - started)) / 1000);
    expect(patches).toBeGreaterThan(10);
    expect(stateOf(desk).entities.incident[`INC-${changes % 100}`]?.title).toBe(`change ${changes}`);
  });

  it('whose change is larger than a frame comes as a snapshot', async () => {
    const gateway = await startGateway();
    const desk = await enter(gateway);
    for (let id = 1; id <= 200; id += 1) gateway.set(id, 'x'.repeat(8_000));
    await desk.until(() => Object.keys(stateOf(desk).entities.incident).length === 200, 'whole state');
    expect(Math.max(...desk.sizes)).toBeLessThan(bounds.gatewayFrameBytes);
    gateway.set(1, 'after');
    await desk.until(() => stateOf(desk).entities.incident['INC-1']?.title === 'after', 'the next patch');
  });
});

describe('a console that comes back', () => {
  it('gets only what it missed', async () => {
    const gateway = await startGateway();
    for (const step of [1, 2, 3, 4]) {
      gateway.set(step, 'x');
      gateway.world.flush();
    }
    const desk = await enter(gateway, { resume: { epoch: gateway.world.epoch, seq: 2 } });
    expect(desk.frames.map((frame) => frame.type)).toEqual(['welcome', 'patch', 'patch', 'beat']);
    expect(desk.of('welcome')[0]).toMatchObject({ resumed: true, seq: 4 });
    expect(desk.of('patch').map((patch) => patch.seq)).toEqual([3, 4]);
  });

  it('that missed nothing gets nothing but a beat', async () => {
    const gateway = await startGateway();
    gateway.set(1, 'pending still');
    gateway.world.flush();
    const desk = await enter(gateway, { resume: { epoch: gateway.world.epoch, seq: 1 } });
    expect(desk.frames.map((frame) => frame.type)).toEqual(['welcome', 'beat']);
  });

  it.each([
    ['of another epoch', { epoch: 'another', seq: 1 }],
    ['ahead of the gateway', { seq: 99 }],
  ])('%s gets a snapshot', async (_what, resume) => {
    const gateway = await startGateway();
    gateway.set(1, 'x');
    const desk = await enter(gateway, { resume: { epoch: gateway.world.epoch, ...resume } });
    expect(desk.of('welcome')[0]?.resumed).toBe(false);
    expect(desk.of('snapshot')).toHaveLength(1);
  });

  it('after too many steps gets a snapshot', async () => {
    const gateway = await startGateway();
    for (let step = 0; step <= bounds.resumePatches + 1; step += 1) {
      gateway.set(1, `step ${step}`);
      gateway.world.flush();
    }
    const desk = await enter(gateway, { resume: { epoch: gateway.world.epoch, seq: 1 } });
    expect(desk.of('snapshot')).toHaveLength(1);
  });
});

describe('a console that reads too little', () => {
  /** Changes 400 KB thirty times a (scaled) second while it runs. */
  async function storm(
    gateway: Awaited<ReturnType<typeof startGateway>>,
    until: () => boolean,
  ): Promise<void> {
    for (let step = 0; !until(); step += 1) {
      gateway.set(1, `${step} ${'x'.repeat(400_000)}`);
      gateway.world.flush();
      await pause(2);
    }
  }

  it('catches up with a snapshot when it reads again, and never sees a gap', async () => {
    const gateway = await startGateway();
    const other = await enter(gateway);
    const slow = await enter(gateway);
    slow.socket.pause();
    const started = Date.now();
    await storm(gateway, () => Date.now() - started > 1_500);
    slow.socket.resume();
    gateway.set(2, 'the last word');
    const seen = (one: ConsoleUnderTest) => () => stateOf(one).entities.incident['INC-2'] !== undefined;
    await slow.until(seen(slow), 'the last word');
    await other.until(seen(other), 'the last word');
    expect(slow.of('snapshot').length).toBeGreaterThan(1);
    expect(other.of('snapshot')).toHaveLength(1);
    // Held back: what lay between its last patch and the snapshot never was in memory for it.
    expect(slow.of('patch').length).toBeLessThan(other.of('patch').length);
  });

  it('of a large snapshot gets the patches behind it, not another snapshot', async () => {
    const gateway = await startGateway();
    for (let id = 1; id <= 2_500; id += 1) gateway.set(id, 'x'.repeat(8_000));
    const desk = await open(gateway);
    desk.send(helloOf());
    await desk.next('welcome');
    desk.socket.pause();
    for (let step = 1; step <= 5; step += 1) {
      gateway.set(1, `step ${step}`);
      gateway.world.flush();
      await pause(20);
    }
    desk.socket.resume();
    await desk.next('patch', 5);
    expect(new Set(desk.of('snapshot').map((part) => part.seq)).size).toBe(1);
    expect(stateOf(desk).entities.incident['INC-1']?.title).toBe('step 5');
  });

  it('for too long is told to go, and cut off', async () => {
    const gateway = await startGateway({ clock: clockAt(5) });
    const slow = await enter(gateway);
    slow.socket.pause();
    const deadline = Date.now() + 10_000;
    await storm(gateway, () => gateway.server.sessions() === 0 || Date.now() > deadline);
    expect(gateway.server.sessions()).toBe(0);
    expect(await gateway.metric('watchfloor_refusals_total{reason="slow"}')).toBe(1);
  });

  it.each([
    ['silently', 0],
    ['while it sends commands', 20],
  ])('and answers no ping is given up, %s', async (_how, everyMs) => {
    const gateway = await startGateway({ clock: clockAt(10) });
    const other = await enter(gateway);
    const dead = await open(gateway, { autoPong: false });
    dead.send(helloOf());
    await dead.next('beat');
    const command = { type: 'command', id: 'command-1', name: 'none', params: {} };
    const chatter = everyMs === 0 ? undefined : setInterval(() => dead.send(command), everyMs);
    await dead.closed;
    clearInterval(chatter);
    expect(dead.closeCode).toBe(1006);
    expect(dead.of('beat').length).toBeGreaterThanOrEqual(3);
    expect(await gateway.metric('watchfloor_refusals_total{reason="deaf"}')).toBe(1);
    await other.next('beat', 6);
  });
});

describe('the gateway', () => {
  it('beats every two seconds', async () => {
    const gateway = await startGateway();
    const desk = await enter(gateway);
    const beat = await desk.next('beat', 2);
    const first = desk.of('beat')[0];
    expect(beat.at - (first?.at ?? 0)).toBeGreaterThan(100);
    expect(beat.at - (first?.at ?? 0)).toBeLessThan(2_300);
  });

  it('says goodbye to all when it stops', async () => {
    const gateway = await startGateway();
    const consoles = await Promise.all([enter(gateway), enter(gateway)]);
    gateway.set(1, 'the last word');
    await gateway.server.stop();
    for (const one of consoles) {
      await one.closed;
      expect(one.frames.slice(-2).map((frame) => frame.type)).toEqual(['patch', 'bye']);
      expect(one.of('bye')[0]).toMatchObject({ reason: 'shutdown', retryAfterMs: 1_000 });
      expect(one.closeCode).toBe(1012);
    }
  });
});
