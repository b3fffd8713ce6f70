import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bench, plain } from './support/bench.ts';
import { settle } from './support/fakeClock.ts';

const serviceId = fc.constantFrom('auth', 'cdn', 'dns', 'mail', 'pay');
const serviceState = fc.constantFrom('down' as const, 'degraded' as const, 'operational' as const);
const place = fc.nat({ max: 6 });
const direction = fc.constantFrom('down' as const, 'up' as const);

/** A step of one kind, with what it needs. */
const kind = <Do extends string, More extends object>(
  name: Do,
  more: { readonly [Name in keyof More]: fc.Arbitrary<More[Name]> },
) => fc.record({ ...more, do: fc.constant(name) }) as fc.Arbitrary<More & { readonly do: Do }>;

// Weighted so that links are mostly live, and faults are rare enough that one may stay the last.
const step = fc.oneof(
  { weight: 12, arbitrary: kind('set', { id: serviceId, state: serviceState, flush: fc.boolean() }) },
  { weight: 2, arbitrary: kind('remove', { id: serviceId }) },
  { weight: 12, arbitrary: kind('deliver', { count: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 6, arbitrary: kind('advance', { ms: fc.constantFrom(5, 20, 300, 300, 300, 2_000, 7_000) }) },
  { weight: 4, arbitrary: kind('drop', { at: place, direction }) },
  { weight: 2, arbitrary: kind('duplicate', { at: place }) },
  { weight: 2, arbitrary: kind('late', { socket: place }) },
  { weight: 1, arbitrary: kind('cut', { silent: fc.boolean() }) },
  { weight: 1, arbitrary: kind('garble', { at: place }) },
  { weight: 1, arbitrary: kind('overflow', {}) },
  { weight: 1, arbitrary: kind('restart', {}) },
  { weight: 1, arbitrary: kind('restartConsole', {}) },
  { weight: 1, arbitrary: kind('unreachable', { value: fc.boolean() }) },
  { weight: 1, arbitrary: kind('busy', { count: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 4, arbitrary: kind('give', { incident: fc.constantFrom('INC-1', 'INC-2') }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** A place in a queue, whatever its length. */
const nth = (queue: readonly unknown[], place: number): number =>
  queue.length === 0 ? 0 : place % queue.length;

/** Frames of sockets that are gone, to be delivered late. */
const lateFrames = (bench: Bench, place: number): void => {
  const gone = bench.sockets.filter((socket) => socket.dead);
  const old = gone[nth(gone, place)];
  for (const text of old?.down.splice(0) ?? []) old?.onMessage?.(text);
  old?.onClose?.('late');
};

async function take(bench: Bench, given: string[], action: Step): Promise<void> {
  const { gateway, socket } = bench;
  switch (action.do) {
    case 'set':
      gateway.set(action.id, action.state);
      if (action.flush) gateway.world.flush();
      return;
    case 'remove':
      return gateway.remove(action.id);
    case 'deliver':
      return bench.flow(action.count);
    case 'advance':
      return bench.clock.advance(action.ms);
    case 'cut':
      return socket.cut(action.silent);
    case 'duplicate': {
      const text = socket.down[nth(socket.down, action.at)];
      if (text?.startsWith('{"type":"patch"')) socket.down.splice(nth(socket.down, action.at), 0, text);
      return;
    }
    case 'drop':
      return void socket[action.direction].splice(nth(socket[action.direction], action.at), 1);
    case 'garble': {
      const at = nth(socket.down, action.at);
      const text = socket.down[at];
      if (text !== undefined) socket.down[at] = text.slice(0, -1);
      return;
    }
    case 'late':
      return lateFrames(bench, action.socket);
    case 'overflow':
      return gateway.overflow(socket);
    case 'restart':
      return gateway.restart();
    case 'restartConsole':
      return bench.restartConsole();
    case 'unreachable':
      bench.unreachable = action.value;
      return;
    case 'busy':
      gateway.busyFor = action.count;
      return;
    case 'give':
      given.push(
        await bench.link.send('incident.note', { incident: action.incident, text: `note ${given.length}` }),
      );
      return;
  }
}

/** True at all times, whatever the network does. */
function expectHonest(bench: Bench): void {
  const state = bench.link.state();
  expect(bench.mirror, 'updates alone give the same state').toEqual(state);
  if (state.epoch === '') return;
  const truth = bench.gateway.history.get(`${state.epoch}/${state.seq}`);
  expect(plain(state), 'the state is one that the gateway had, whole').toEqual(truth);
}

const runs = { numRuns: 600, interruptAfterTimeLimit: 25_000, markInterruptAsFailure: false };

test('F-4 to F-10: whatever the network does, the state is one the gateway had, and ends in the one it has', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array(step, { maxLength: 60, size: 'max' }),
      async (startsLive, steps) => {
        const bench = new Bench();
        const given: string[] = [];
        bench.gateway.set('auth', 'operational');
        bench.gateway.set('cdn', 'down');
        await bench.link.start();
        if (startsLive) bench.flow();
        for (const action of steps) {
          await take(bench, given, action);
          await settle();
          expectHonest(bench);
          const stored = await bench.storage.load();
          const final = new Set(bench.gateway.applied.map(({ id }) => id));
          const kept = new Set(stored.map(({ id }) => id));
          for (const id of given)
            expect(kept.has(id) || final.has(id), `F-15: ${id} is stored or applied`).toBe(true);
        }

        // The network heals, and nothing else happens.
        bench.unreachable = false;
        bench.gateway.busyFor = 0;
        await bench.run(60_000, 500);
        expect(bench.link.status().kind).toBe('live');
        expect(bench.link.state()).toMatchObject({
          epoch: bench.gateway.world.epoch,
          seq: bench.gateway.world.seq,
        });
        expect(plain(bench.link.state())).toEqual(bench.gateway.state);
        expectHonest(bench);

        const applied = bench.gateway.applied.map(({ id }) => id);
        expect(applied.toSorted(), 'F-14: each command once').toEqual(given.toSorted());
        expect(await bench.storage.load(), 'F-15: the outbox is empty').toEqual([]);
        for (const incident of ['INC-1', 'INC-2']) {
          const texts = bench.gateway.applied.flatMap(({ params }) => {
            const note = params as { incident: string; text: string };
            return note.incident === incident ? [Number(note.text.slice(5))] : [];
          });
          expect(texts, 'F-16: in order of giving').toEqual(texts.toSorted((a, b) => a - b));
        }
        bench.link.stop();
      },
    ),
    runs,
  );
});
