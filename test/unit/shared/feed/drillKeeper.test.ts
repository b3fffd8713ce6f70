import { expect, test } from 'vitest';
import type { Draft } from '../../../../shared/draft.ts';
import { DrillKeeper } from '../../../../shared/feed/drillKeeper.ts';
import { drillReportSchema } from '../../../../shared/model/drill.ts';
import { frozenDesk } from '../../../support/frozen/frozenEstate.ts';
import { liveQueue } from '../../../support/frozen/frozenQueue.ts';
import { Bench } from './support/bench.ts';
import { settle } from './support/fakeClock.ts';

const minuteMs = 60_000;
const note = { incident: 'INC-1', text: 'By hand' };

async function drilling(drafts = new Map<string, Draft>()) {
  const bench = new Bench();
  bench.gateway.set('auth', 'operational');
  await bench.live();
  const keep = () => {
    const keeper = new DrillKeeper({
      feed: {
        cut: (drill, ms) => bench.link.cut(drill, ms),
        subscribe: (listener) => bench.link.subscribe(listener),
        send: (name, params) => bench.link.send(name, params),
        state: () => bench.link.state(),
      },
      shell: 'browser',
      drafts: {
        get: async (id) => drafts.get(id),
        set: async (id, draft) => void (draft === undefined ? drafts.delete(id) : drafts.set(id, draft)),
      },
      now: () => bench.clock.now(),
      newId: () => 'drill-0001',
    });
    return keeper.start().then(() => keeper);
  };
  const records = () =>
    bench.gateway.applied
      .filter(({ name }) => name === 'drill.record')
      .map(({ params }) => drillReportSchema.parse(params));
  return { bench, drafts, keep, records, keeper: await keep() };
}

test('the console is cut off, says hello to nobody until the time is over, and is back by itself', async () => {
  const { bench, keeper, records } = await drilling();
  const hellos = bench.gateway.hellos.length;
  const from = bench.clock.now();
  await keeper.begin({ minutes: 1, readiness: { usable: 12, rules: 13 } });
  expect(bench.link.status()).toMatchObject({
    ...{ kind: 'lost', since: from, asOf: bench.link.state().at },
    drill: { id: 'drill-0001', from, until: from + minuteMs },
  });
  await expect(bench.link.ask('desk.figures', { from: 0, to: 1 })).rejects.toThrow(
    /^Drill: the feed is lost/,
  );
  keeper.note({ kind: 'runbook', id: 'high-latency', title: 'High latency' });
  await bench.link.send('incident.note', note);
  // Somebody else sits down: no reason to be let in again.
  bench.link.introduce('R. Silva');
  await bench.run(minuteMs - 1_000, 500);
  expect(bench.gateway.hellos).toHaveLength(hellos);
  expect(bench.gateway.applied).toEqual([]);
  await bench.run(2_000);
  expect(bench.link.status().kind).toBe('live');
  expect(bench.gateway.applied.map(({ name }) => name)).toEqual(['incident.note', 'drill.record']);
  expect(records()).toMatchObject([
    {
      ...{ plannedMs: minuteMs, ended: 'time', readiness: { usable: 12, rules: 13 } },
      runbooks: [{ id: 'high-latency', isCarriedOut: false }],
      acts: [{ what: 'Note INC-1', fate: 'done' }],
      missed: { opened: 0, resolved: 0 },
    },
  ]);
});

test('one key ends it sooner; where the gateway is really gone then, the loss is a real one', async () => {
  const { bench, keeper, records, drafts } = await drilling();
  await keeper.begin({ minutes: 15 });
  await bench.run(5_000);
  bench.unreachable = true;
  bench.link.reconnect();
  await bench.run(20_000, 500);
  const status = bench.link.status();
  expect(status).toMatchObject({ kind: 'lost' });
  expect(status).not.toHaveProperty('drill.id');
  expect(records()).toEqual([]);
  bench.unreachable = false;
  await bench.run(20_000, 500);
  expect(records()).toMatchObject([{ ended: 'person' }]);
  const [record] = records();
  expect((record?.to ?? 0) - (record?.from ?? 0)).toBeLessThan(6_000);
  await settle();
  expect([...drafts.keys()]).toEqual([]);
});

test('it never outlasts a restart of the console, which is on record then', async () => {
  const { bench, keeper, keep, records } = await drilling();
  await keeper.begin({ minutes: 15 });
  await bench.link.send('incident.note', note);
  await settle();
  keeper.stop();
  await bench.restartConsole();
  await keep();
  await bench.run(2_000);
  expect(bench.link.status().kind).toBe('live');
  expect(records()).toMatchObject([{ ended: 'restart', acts: [{ what: 'Note INC-1', fate: 'done' }] }]);
});

test('it does not begin while a P0 is open, and tells which one opened meanwhile', async () => {
  const { bench, keeper, records } = await drilling();
  const { world } = bench.gateway;
  const worst = liveQueue.find(({ severity, status }) => severity === 'P0' && status !== 'resolved');
  if (worst === undefined) throw new Error('The frozen queue has an open P0.');
  world.upsert('desk', 'desk', frozenDesk);
  world.upsert('incident', worst.id, worst);
  await bench.run(1_000);
  await expect(keeper.begin({ minutes: 1 })).rejects.toThrow(`${worst.id} is P0 and open`);
  world.remove('incident', worst.id);
  await bench.run(1_000);
  await keeper.begin({ minutes: 1 });
  world.upsert('incident', worst.id, worst);
  await bench.run(minuteMs + 2_000, 500);
  expect(records()).toMatchObject([{ missed: { opened: 1, worst: [{ id: worst.id, severity: 'P0' }] } }]);
});

test('it does not begin without a live feed, nor twice', async () => {
  const { bench, keeper } = await drilling();
  bench.socket.cut();
  await expect(keeper.begin({ minutes: 1 })).rejects.toThrow(/not live/);
  await bench.run(2_000);
  await keeper.begin({ minutes: 1 });
  await expect(keeper.begin({ minutes: 1 })).rejects.toThrow(/not on record yet/);
});
