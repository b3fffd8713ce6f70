import { OrderedMap } from 'immutable';
import type { SignalStanding } from '../../../../gateway/desk/standings.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { pino } from 'pino';
import { PastKeeper, type Seen } from '../../../../gateway/past/pastKeeper.ts';
import { openSpellTable, type SpellStore } from '../../../../gateway/past/spellTable.ts';
import type { Alert } from '../../../../shared/model/alert.ts';
import type { ChainLink } from '../../../../shared/model/chain.ts';
import { temporaryFolder } from '../../../support/restartable.ts';

const log = pino({ level: 'silent' });
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder('past');
});
afterEach(() => folder.remove());

const store = (): SpellStore => {
  const opened = openSpellTable(folder.path);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
};
const link = (freshness: ChainLink['freshness'], change: Partial<ChainLink> = {}): ChainLink => ({
  ...{ id: 'am', name: 'Alertmanager', kind: 'alertmanager', freshness, freshForMs: 1_000 },
  ...change,
});
const alert = (state: Alert['state'], startsAt: number, change: Partial<Alert> = {}): Alert => ({
  ...{ id: 'am/1', source: 'am', fingerprint: '1', name: 'QueueDeep', labels: {}, annotations: {}, state },
  ...{
    severity: 'P2',
    severityGuessed: false,
    startsAt,
    lastSeenAt: startsAt,
    silencedBy: [],
    inhibitedBy: [],
  },
  ...change,
});
const seen = (change: Partial<Seen>): Seen => ({
  ...{ chain: [link('fresh')], services: [], alerts: [], alertChanges: [], silences: [], ...change },
});
const noSignals = { signals: OrderedMap<string, SignalStanding>() };

it('knows after a restart what came before, and that it saw nothing meanwhile', () => {
  const first = new PastKeeper(1_000, log, store());
  first.note(seen({ alerts: [alert('firing', 900)] }), noSignals, 2_000);
  first.close(3_000);
  const second = new PastKeeper(60_000, log, store());
  expect([...second.spells]).toMatchObject([{ subject: 'am/1', to: 3_000, ending: 'unseen' }]);
  second.note(seen({ chain: [link('waiting')] }), noSignals, 60_000);
  second.note(seen({ alerts: [alert('firing', 900)] }), noSignals, 64_000);
  const [fired, stopped] = [...second.spells];
  expect(fired).toMatchObject({ subject: 'am/1', from: 900 });
  expect(fired?.to).toBeUndefined();
  // Blind until every source has answered.
  expect(stopped).toMatchObject({ kind: 'gateway', from: 3_000, to: 64_000 });
  expect(second.since).toBe(1_000);
  second.close(65_000);
});

it('takes a killed gateway as blind since it last wrote that it runs', () => {
  const killed = store();
  const first = new PastKeeper(1_000, log, killed);
  first.note(seen({}), noSignals, 1_000);
  first.note(seen({}), noSignals, 4_000);
  first.note(seen({}), noSignals, 6_000);
  first.note(seen({}), noSignals, 9_000);
  killed.close();
  const second = new PastKeeper(60_000, log, store());
  second.note(seen({}), noSignals, 61_000);
  expect([...second.spells]).toMatchObject([{ kind: 'gateway', from: 6_000, to: 61_000 }]);
  second.close(62_000);
});

it('keeps silent sources from when they were last heard, and alerts with the incident that they made', () => {
  const past = new PastKeeper(0, log);
  const signals = OrderedMap<string, SignalStanding>([
    ['alert:am/1', { incident: 'INC-1', state: 'bad', changedAt: 1_000 }],
  ]);
  past.note(seen({ alerts: [alert('firing', 900)] }), { signals }, 1_000);
  past.note(
    seen({
      chain: [link('silent', { heardAt: 1_500, silentSince: 1_500, problem: 'refused' })],
      alerts: [alert('lost', 900)],
    }),
    noSignals,
    5_000,
  );
  past.note(seen({}), noSignals, 8_000);
  expect([...past.spells]).toMatchObject([
    { kind: 'alert', incident: 'INC-1', to: 5_000, ending: 'lost' },
    { kind: 'link', from: 1_500, to: 8_000, text: 'refused' },
  ]);
});

it('keeps an alert that came and went between two looks', () => {
  const past = new PastKeeper(0, log);
  const gone = alert('resolved', 900, { endedAt: 950 });
  past.note(
    seen({
      alerts: [gone],
      alertChanges: [
        { alert: alert('firing', 900), to: 'firing' },
        { alert: gone, from: 'firing', to: 'resolved' },
      ],
    }),
    noSignals,
    1_000,
  );
  expect([...past.spells]).toMatchObject([{ from: 900, to: 950, ending: 'ended' }]);
});

it('goes on in memory where the disk refuses, and writes all of it when it does not any more', () => {
  const real = store();
  let isFull = true;
  const flaky: SpellStore = {
    kept: undefined,
    write: (changes, now) => (isFull ? { ok: false, error: 'The disk is full.' } : real.write(changes, now)),
    close: () => real.close(),
  };
  const past = new PastKeeper(0, log, flaky);
  past.note(seen({ alerts: [alert('firing', 900)] }), noSignals, 1_000);
  past.note(seen({}), noSignals, 2_000);
  isFull = false;
  past.note(seen({}), noSignals, 3_000);
  past.close(3_000);
  expect(store().kept?.spells).toMatchObject([{ from: 900, to: 2_000 }]);
});

it('refuses tables of a newer version, and a damaged file, in one sentence', () => {
  const database = new DatabaseSync(join(folder.path, 'past.db'));
  database.exec('PRAGMA user_version = 99');
  database.close();
  expect(openSpellTable(folder.path)).toMatchObject({
    ok: false,
    error: expect.stringContaining('newer Watchfloor'),
  });
});
