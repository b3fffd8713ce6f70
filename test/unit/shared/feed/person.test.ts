import { expect, test } from 'vitest';
import { cleanName } from '../../../../shared/feed/person.ts';
import { Bench } from './support/bench.ts';
import { settle } from './support/fakeClock.ts';

const note = ['incident.note', { incident: 'INC-1', text: 'x' }] as const;
const givers = async (bench: Bench): Promise<unknown[]> =>
  (await bench.storage.load()).map(({ person }) => person);

test.each([
  ['  M.\tTanaka\n', 'M. Tanaka'],
  ['\u202eakanaT\u0000', 'akanaT'],
  ['Zoë\u00a0Åström', 'Zoë Åström'],
  ['\u200b', ''],
])('a name %j is %j', (given, name) => {
  expect(cleanName(given)).toBe(name);
});

test('F-2: the name goes with the hello; another one says hello anew and resumes', async () => {
  const bench = new Bench({ person: 'M. Tanaka' });
  await bench.live();
  bench.link.introduce('M. Tanaka');
  expect(bench.sockets).toHaveLength(1);
  bench.link.introduce('L. Meyer');
  expect(bench.link.status().kind).toBe('connecting');
  bench.flow();
  expect(bench.link.status().kind).toBe('live');
  expect(bench.gateway.hellos.map(({ person }) => person)).toEqual(['M. Tanaka', 'L. Meyer']);
  expect(bench.gateway.hellos[1]?.resume).toBeDefined();
});

test('F-23: what waits keeps its id and its giver through a change of name', async () => {
  const bench = new Bench({ person: 'M. Tanaka' });
  await bench.link.start();
  const id = await bench.link.send(...note);
  bench.link.introduce('L. Meyer');
  await bench.link.send(...note);
  expect(await givers(bench)).toEqual(['M. Tanaka', 'L. Meyer']);
  bench.flow();
  await settle();
  bench.flow();
  await settle();
  const applied = bench.gateway.applied.map((command) => [command.id === id, command.person]);
  expect(applied).toEqual([
    [true, 'M. Tanaka'],
    [false, 'L. Meyer'],
  ]);
});

test('F-23: nobody chosen gives as the unnamed operator, a token’s holder as nobody until the gateway says who', async () => {
  const unnamed = new Bench();
  await unnamed.link.start();
  await unnamed.link.send(...note);
  expect(await givers(unnamed)).toEqual(['Unnamed operator']);
  const withToken = new Bench({ token: 'wf1_x', person: 'M. Tanaka' });
  await withToken.link.start();
  await withToken.link.send(...note);
  expect(await givers(withToken)).toEqual([undefined]);
});

test('F-2: where a token says who it is, a chosen name changes nothing', async () => {
  const bench = new Bench({ token: 'wf1_x' });
  bench.gateway.vouched = true;
  await bench.live();
  bench.link.introduce('L. Meyer');
  expect(bench.sockets).toHaveLength(1);
  expect(bench.link.status()).toMatchObject({ kind: 'live', person: 'Ada', vouched: true });
  // Nothing is delivered, so it stays in storage.
  await bench.link.send(...note);
  expect(await givers(bench)).toEqual(['Ada']);
});
