import { expect, test } from 'vitest';
import type { Outgoing } from '../../../../shared/bridge.ts';
import { memoryOutboxStorage, type OutboxStorage } from '../../../../shared/feed/outbox.ts';
import { Bench } from './support/bench.ts';
import { settle } from './support/fakeClock.ts';

const note = (incident: string, text: string) => ['incident.note', { incident, text }] as const;
const outgoing = (bench: Bench): readonly Outgoing[] => {
  const last = bench.updates.findLast((update) => update.kind === 'outgoing');
  return last?.kind === 'outgoing' ? last.outgoing : [];
};
const states = (bench: Bench): string[] => outgoing(bench).map(({ state }) => state);
const answer = (bench: Bench, id: string, code: string): void =>
  bench.socket.onMessage?.(
    JSON.stringify({ type: 'result', id, ok: false, code, message: `It was ${code}.` }),
  );

test('F-15: a command is checked and stored before it is taken, and queued while there is no gateway', async () => {
  const bench = new Bench();
  await expect(bench.link.send('incident.explode', {})).rejects.toThrow(/Unknown command "incident.explode"/);
  await expect(bench.link.send(...note('42', 'x'))).rejects.toThrow(/^incident\.note: incident: /);
  expect(await bench.storage.load()).toEqual([]);
  const id = await bench.link.send(...note('INC-1', ' trimmed '));
  expect(await bench.storage.load()).toMatchObject([{ id, state: 'queued', params: { text: 'trimmed' } }]);
  expect(states(bench)).toEqual(['queued']);
});

test('F-14, F-15: queued, pending, done, gone from storage at once and from sight after a minute', async () => {
  const bench = new Bench();
  const id = await bench.link.send(...note('INC-1', 'a'));
  await bench.live();
  await settle();
  expect(
    bench.updates.flatMap((update) => (update.kind === 'outgoing' ? update.outgoing[0]?.state : [])),
  ).toEqual(expect.arrayContaining(['queued', 'pending']));
  bench.flow();
  await settle();
  expect(outgoing(bench)).toMatchObject([{ id, state: 'done', message: 'Done' }]);
  expect(await bench.storage.load()).toEqual([]);
  await bench.run(59_000, 500);
  expect(states(bench)).toEqual(['done']);
  await bench.run(1_500, 500);
  expect(states(bench)).toEqual([]);
});

test.each(['refused', 'invalid', 'forbidden'])('F-15: %s is final, and says why', async (code) => {
  const bench = new Bench();
  await bench.live();
  const id = await bench.link.send(...note('INC-1', 'a'));
  answer(bench, id, code);
  await settle();
  expect(outgoing(bench)).toMatchObject([{ state: 'refused', message: `It was ${code}.` }]);
  expect(await bench.storage.load()).toEqual([]);
  answer(bench, id, 'busy');
  expect(states(bench)).toEqual(['refused']);
});

test.each(['busy', 'failed'])(
  'F-16: %s is tried again with the same id after a while, and stays stored',
  async (code) => {
    const bench = new Bench();
    await bench.live();
    const id = await bench.link.send(...note('INC-1', 'a'));
    const sent = (): number => bench.socket.up.filter((text) => text.includes(id)).length;
    expect(sent()).toBe(1);
    answer(bench, id, code);
    expect(outgoing(bench)).toMatchObject([{ state: 'queued', message: `It was ${code}.` }]);
    bench.clock.advance(999);
    expect(sent()).toBe(1);
    bench.clock.advance(1);
    expect(sent()).toBe(2);
    answer(bench, id, code);
    bench.clock.advance(1_999);
    expect(sent()).toBe(2);
    bench.clock.advance(1);
    expect(sent()).toBe(3);
    expect(await bench.storage.load()).toMatchObject([{ id }]);
  },
);

test('F-16: a command waits for those before it on the same incident, and for no other', async () => {
  const bench = new Bench();
  await bench.live();
  const first = await bench.link.send(...note('INC-1', 'first'));
  const other = await bench.link.send(...note('INC-2', 'other'));
  const second = await bench.link.send('incident.resolve', { incident: 'INC-1', note: 'second' });
  const sent = (): string[] => bench.socket.up.map((text) => (JSON.parse(text) as { id: string }).id);
  expect(sent()).toEqual([first, other]);
  answer(bench, first, 'busy');
  expect(sent()).toEqual([first, other]);
  bench.clock.advance(1_000);
  expect(sent()).toEqual([first, other, first]);
  answer(bench, first, 'refused');
  expect(sent()).toEqual([first, other, first, second]);
});

test('F-16: a command waits for those before it on the same change', async () => {
  const bench = new Bench();
  await bench.live();
  const change = 'CHG-101';
  const first = await bench.link.send('change.extend', { change, until: 1, reason: 'slow' });
  const second = await bench.link.send('change.end', { change, outcome: 'completed', note: 'done' });
  const sent = (): string[] => bench.socket.up.map((text) => (JSON.parse(text) as { id: string }).id);
  expect(sent()).toEqual([first]);
  answer(bench, first, 'refused');
  expect(sent()).toEqual([first, second]);
});

test('F-16: a signature waits for the acceptance before it, which waits for the incident too', async () => {
  const bench = new Bench();
  await bench.live();
  const handoff = 'HND-2026-11-25T16';
  const first = await bench.link.send(...note('INC-1', 'first'));
  const second = await bench.link.send('handoff.accept', { handoff, incident: 'INC-1' });
  const third = await bench.link.send('handoff.sign', { handoff, side: 'incoming' });
  const sent = (): string[] => bench.socket.up.map((text) => (JSON.parse(text) as { id: string }).id);
  expect(sent()).toEqual([first]);
  answer(bench, first, 'refused');
  expect(sent()).toEqual([first, second]);
  answer(bench, second, 'refused');
  expect(sent()).toEqual([first, second, third]);
});

test('F-15: after a cut, what has no result is sent again with the same id, and applied once', async () => {
  const bench = new Bench();
  await bench.live();
  const id = await bench.link.send(...note('INC-1', 'a'));
  // It arrives, and the answer is lost.
  const command = bench.socket.up.shift() ?? '';
  bench.socket.onConsoleText?.(command);
  bench.socket.cut();
  expect(bench.gateway.applied).toHaveLength(1);
  expect(states(bench)).toEqual(['queued']);
  bench.clock.advance(250);
  bench.flow();
  bench.flow();
  await settle();
  expect(bench.gateway.applied.map((each) => each.id)).toEqual([id]);
  expect(states(bench)).toEqual(['done']);
});

test('F-16: a live gateway that owes a result is asked again', async () => {
  const bench = new Bench();
  await bench.live();
  await bench.link.send(...note('INC-1', 'a'));
  bench.socket.up.length = 0;
  await bench.run(14_900, 100);
  expect(bench.gateway.applied).toHaveLength(0);
  await bench.run(200, 100);
  expect(bench.gateway.applied).toHaveLength(1);
});

test('F-15: commands of an earlier run go out in order of giving, whatever order storage has', async () => {
  const storage = memoryOutboxStorage();
  const entry = (id: string, givenAt: number): Outgoing => ({
    id,
    name: 'incident.note',
    params: { incident: 'INC-1', text: id },
    givenAt,
    state: 'pending',
  });
  await storage.put(entry('command-b', 2));
  await storage.put(entry('command-a', 1));
  const bench = new Bench({ outbox: storage });
  await bench.live();
  await bench.run(1_000);
  expect(bench.gateway.applied.map(({ id }) => id)).toEqual(['command-a', 'command-b']);
  expect(await storage.load()).toEqual([]);
});

test('F-16: commands given at one instant keep their order through a restart', async () => {
  const bench = new Bench();
  await Promise.all(['a', 'b', 'c'].map((text) => bench.link.send(...note('INC-1', text))));
  const stored = await bench.storage.load();
  expect(stored.map(({ params }) => params['text'])).toEqual(['a', 'b', 'c']);
  expect(new Set(stored.map(({ givenAt }) => givenAt)).size).toBe(3);
});

test('F-20: a command is stamped by the gateway clock', async () => {
  const bench = new Bench();
  await bench.live();
  const { seq } = bench.link.state();
  bench.socket.onMessage?.(JSON.stringify({ type: 'beat', at: bench.clock.now() + 60_000, seq, chain: [] }));
  await bench.link.send(...note('INC-1', 'a'));
  expect(outgoing(bench)[0]?.givenAt).toBe(bench.clock.now() + 60_000);
});

test('F-15: results for ids that are not held are ignored', async () => {
  const bench = new Bench();
  await bench.live();
  const before = bench.updates.length;
  answer(bench, 'somebody-elses', 'refused');
  expect(bench.updates).toHaveLength(before);
});

const failing = (part: Partial<OutboxStorage>): OutboxStorage => ({ ...memoryOutboxStorage(), ...part });
const full = (): Promise<never> => Promise.reject(new Error('disk full'));

test('F-15: a command that cannot be stored is not taken, and those after it are', async () => {
  let broken = true;
  const storage = memoryOutboxStorage();
  const bench = new Bench({ outbox: failing({ put: (entry) => (broken ? full() : storage.put(entry)) }) });
  await bench.live();
  await expect(bench.link.send(...note('INC-1', 'a'))).rejects.toThrow(/was not given.*disk full/);
  expect(outgoing(bench)).toEqual([]);
  broken = false;
  await bench.link.send(...note('INC-1', 'b'));
  expect(states(bench)).toEqual(['pending']);
});

test('an outbox that cannot be read is said, also to who subscribes later, and the feed goes on', async () => {
  const bench = new Bench({ outbox: failing({ load: full }) });
  await bench.live();
  const seen: string[] = [];
  bench.link.subscribe((update) => update.kind === 'notice' && seen.push(update.text));
  expect(seen).toEqual(['Commands kept from before could not be read: disk full']);
});

test('an outbox that cannot let go is said; the command is done all the same', async () => {
  const bench = new Bench({ outbox: failing({ remove: full }) });
  await bench.live();
  await bench.link.send(...note('INC-1', 'a'));
  bench.flow();
  await settle();
  expect(states(bench)).toEqual(['done']);
  expect(bench.updates).toContainEqual(expect.objectContaining({ kind: 'notice', id: 'outbox-remove' }));
});

test('F-15: what was given without a feed may be withdrawn until it is sent, and not after', async () => {
  const bench = new Bench();
  const withdrawn = await bench.link.send(...note('INC-1', 'a'));
  const kept = await bench.link.send(...note('INC-1', 'b'));
  expect(outgoing(bench)).toMatchObject([{ offline: true, unsent: true }, { unsent: true }]);
  await bench.link.discard(withdrawn);
  await bench.live();
  await settle();
  expect(await bench.storage.load()).toMatchObject([{ id: kept, offline: true }]);
  expect((await bench.storage.load())[0]).not.toHaveProperty('unsent');
  bench.socket.cut();
  expect(states(bench)).toEqual(['queued']);
  await expect(bench.link.discard(kept)).rejects.toThrow(/may have reached the gateway/);
  bench.clock.advance(250);
  bench.flow();
  bench.flow();
  await settle();
  expect(bench.gateway.applied.map(({ id }) => id)).toEqual([kept]);
});

test('F-15: what was sent before a restart may not be withdrawn after it', async () => {
  const storage = memoryOutboxStorage();
  const first = new Bench({ outbox: storage });
  const id = await first.link.send(...note('INC-1', 'a'));
  await first.live();
  await settle();
  first.link.stop();
  const second = new Bench({ outbox: storage });
  await second.link.start();
  await expect(second.link.discard(id)).rejects.toThrow(/may have reached the gateway/);
});

test('F-15: nothing goes out before it is stored as maybe sent', async () => {
  let store = (): void => undefined;
  const storage = memoryOutboxStorage();
  const bench = new Bench({
    outbox: {
      ...storage,
      put: (entry) =>
        entry.unsent === true
          ? storage.put(entry)
          : new Promise((resolve) => {
              store = resolve;
            }),
    },
  });
  await bench.link.send(...note('INC-1', 'a'));
  await bench.live();
  await settle();
  expect(bench.socket.up).toEqual([]);
  store();
  await settle();
  expect(bench.socket.up).toHaveLength(1);
});

test('F-15: a refusal of what waited stays through restarts until it is put away, and is never sent again', async () => {
  const storage = memoryOutboxStorage();
  const first = new Bench({ outbox: storage });
  const id = await first.link.send(...note('INC-1', 'a'));
  await first.live();
  await settle();
  answer(first, id, 'refused');
  await first.run(120_000, 5_000);
  expect(outgoing(first)).toMatchObject([{ id, state: 'refused', message: 'It was refused.' }]);
  first.link.stop();
  const second = new Bench({ outbox: storage });
  await second.live();
  await second.run(1_000);
  expect(outgoing(second)).toMatchObject([{ id, state: 'refused', message: 'It was refused.' }]);
  expect(second.gateway.applied).toEqual([]);
  await second.link.discard(id);
  expect(outgoing(second)).toEqual([]);
  expect(await storage.load()).toEqual([]);
});
