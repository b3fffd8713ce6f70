import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Spell, SpellEnd, Standing } from '../../../../gateway/past/spell.ts';
import { keptSpells, SpellLog } from '../../../../gateway/past/spellLog.ts';

const firing = (subject: string, from: number, change: Partial<Standing> = {}): Standing => ({
  subject,
  state: 'firing',
  title: subject,
  from,
  ...change,
});
const ended = (at: number) => (): SpellEnd => ({ at, ending: 'ended' });
const lost = (at: number) => (): SpellEnd => ({ at, ending: 'lost' });
const spellsOf = (log: SpellLog): readonly Spell[] => [...log.spells];

it('keeps each coming and going of an alert as a spell of its own', () => {
  const log = new SpellLog(0);
  for (let at = 10; at < 80; at += 10) {
    log.stand('alert', [firing('a', at)], ended(at));
    log.stand('alert', [], ended(at + 5));
  }
  expect(spellsOf(log)).toHaveLength(7);
  expect(spellsOf(log)[6]).toMatchObject({ from: 70, to: 75, ending: 'ended' });
});

it('takes an alert that was lost and is back with the same beginning as the same one, and else as another', () => {
  const log = new SpellLog(0);
  log.stand('alert', [firing('a', 10)], ended(10));
  log.stand('alert', [], lost(20));
  log.stand('alert', [firing('a', 10)], ended(30));
  expect(spellsOf(log)).toMatchObject([{ from: 10 }]);
  expect(spellsOf(log)[0]?.to).toBeUndefined();
  log.stand('alert', [], lost(40));
  log.stand('alert', [firing('a', 55)], ended(60));
  expect(spellsOf(log)).toMatchObject([{ from: 10, to: 40, ending: 'lost' }, { from: 55 }]);
});

it('takes what was seen to end and is back as another, whatever its source says of its beginning', () => {
  const log = new SpellLog(0);
  for (const at of [10, 30]) {
    log.stand('alert', [firing('a', 10)], ended(at));
    log.stand('service', [firing('auth', at, { state: 'down' })], ended(at));
    log.stand('alert', [], ended(at + 10));
    log.stand('service', [], ended(at + 10));
  }
  const of = (kind: Spell['kind']): readonly Spell[] => spellsOf(log).filter((spell) => spell.kind === kind);
  expect(of('alert')).toMatchObject([
    { from: 10, to: 20 },
    { from: 20, to: 40 },
  ]);
  expect(of('service')).toMatchObject([
    { from: 10, to: 20 },
    { from: 30, to: 40 },
  ]);
});

it('goes on after a stop where what stood still stands', () => {
  const first = new SpellLog(0);
  first.stand('service', [firing('auth', 10, { state: 'down' })], ended(10));
  const kept = { spells: spellsOf(first), since: first.since, aliveAt: 30 };
  const second = new SpellLog(60, kept);
  second.interrupt(30);
  expect(spellsOf(second)).toMatchObject([{ to: 30, ending: 'unseen' }]);
  second.stand('service', [firing('auth', 61, { state: 'down' })], ended(61));
  expect(spellsOf(second)).toHaveLength(1);
  expect(spellsOf(second)[0]).toMatchObject({ from: 10 });
  expect(spellsOf(second)[0]?.to).toBeUndefined();
});

it('keeps what came and went between two looks, and an alert that was silenced before it fired as one that fired', () => {
  const log = new SpellLog(0);
  log.passed('alert', firing('short', 10), { at: 11, ending: 'ended' });
  log.stand('alert', [firing('b', 12, { state: 'silenced' })], ended(12));
  log.stand('alert', [firing('b', 12)], ended(13));
  log.stand('alert', [firing('b', 12, { state: 'silenced' })], ended(14));
  expect(spellsOf(log)).toMatchObject([
    { subject: 'short', to: 11 },
    { subject: 'b', state: 'firing' },
  ]);
});

it('is bounded, and says from when on it is whole', () => {
  const log = new SpellLog(0);
  log.stand('link', [{ ...firing('old', 1), state: 'silent' }], ended(1));
  for (let at = 2; at < keptSpells + 100; at += 1)
    log.passed('alert', firing(`a${at}`, at), { at: at + 1, ending: 'ended' });
  const { dropped, since } = log.changes();
  expect(spellsOf(log).length).toBeLessThanOrEqual(keptSpells + 1);
  expect(since).toBe(log.since);
  expect(since).toBeGreaterThan(1);
  // What is dropped ended before it; what lasts is never dropped.
  expect(spellsOf(log).every(({ to }) => to === undefined || to > since)).toBe(true);
  expect(spellsOf(log)[0]?.subject).toBe('old');
  expect(dropped.length).toBeGreaterThan(0);
});

it('never has two open spells of one thing, and no spell that ends before it begins', () => {
  const step = fc.record({
    on: fc.subarray(['a', 'b', 'c']),
    ending: fc.constantFrom('ended', 'lost', 'unseen'),
    ms: fc.integer({ min: -5, max: 20 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const log = new SpellLog(0);
      let now = 0;
      for (const { on, ending, ms } of steps) {
        now += ms;
        const at = now;
        log.stand(
          'alert',
          on.map((id) => firing(id, at)),
          () => ({ at, ending }),
        );
        const open = spellsOf(log).filter(({ to }) => to === undefined);
        expect(open.map(({ subject }) => subject).sort()).toEqual([...on].sort());
      }
      for (const { from, to } of spellsOf(log)) expect(to ?? from).toBeGreaterThanOrEqual(from);
    }),
  );
});

it('what is replayed from its changes is what it holds', () => {
  const log = new SpellLog(0);
  const table = new Map<number, Spell>();
  for (let at = 0; at < 30; at += 1) {
    log.stand('alert', at % 3 === 0 ? [firing('a', at)] : [], ended(at));
    if (at % 4 !== 0) continue;
    const { put, dropped } = log.changes();
    for (const spell of put) table.set(spell.id, spell);
    for (const id of dropped) table.delete(id);
    log.written();
  }
  for (const spell of log.changes().put) table.set(spell.id, spell);
  expect([...table.values()].sort((one, other) => one.id - other.id)).toEqual(spellsOf(log));
});
