import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeptFilter, createKeptOrder, tooSlow } from '../../../../renderer/boards/queue/keptOrder.ts';

interface Row {
  readonly id: string;
  readonly weight: number;
}
type Table = Readonly<Record<string, Row>>;
const compare = (one: Row, other: Row): number => one.weight - other.weight || one.id.localeCompare(other.id);
const idOf = fc.integer({ min: 0, max: 30 }).map(String);
const change = fc.record({ id: idOf, weight: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }) });

const changed = (table: Table, changes: readonly { id: string; weight: number | undefined }[]): Table => {
  const next: Record<string, Row> = { ...table };
  for (const { id, weight } of changes) {
    if (weight === undefined) Reflect.deleteProperty(next, id);
    else next[id] = { id, weight };
  }
  return next;
};

describe('a kept order', () => {
  it('is the one that sorting anew gives, whatever came, changed and went', () => {
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 20 }), (steps) => {
        const order = createKeptOrder<Row>();
        let table: Table = Object.fromEntries(
          Array.from({ length: 40 }, (_, place) => [`r${place}`, { id: `r${place}`, weight: place % 7 }]),
        );
        for (const step of steps) {
          table = changed(table, step);
          expect(order(table, compare)).toEqual(Object.values(table).sort(compare));
        }
      }),
    );
  });

  it('compares a few rows where one of 10,000 changed, and all again where the order is another', () => {
    const order = createKeptOrder<Row>();
    let comparisons = 0;
    const counting = (one: Row, other: Row): number => {
      comparisons += 1;
      return compare(one, other);
    };
    const table = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, place) => [
        String(place),
        { id: String(place), weight: (place * 7919) % 9973 },
      ]),
    );
    order(table, counting);
    comparisons = 0;
    order({ ...table, 77: { id: '77', weight: 5000 } }, counting);
    expect(comparisons).toBeLessThan(40);
    const backwards = (one: Row, other: Row): number => compare(other, one);
    expect(order(table, backwards)).toEqual(Object.values(table).sort(backwards));
  });

  it('gives the same list while nothing changes', () => {
    const order = createKeptOrder<Row>();
    const table = { a: { id: 'a', weight: 1 } };
    expect(order(table, compare)).toBe(order(table, compare));
  });
});

describe('a kept filter', () => {
  const rows = Array.from({ length: 9 }, (_, place) => ({ id: String(place), weight: place }));

  it('tests again only what has changed', () => {
    const tested: string[] = [];
    const test = ({ id, weight }: Row): boolean => {
      tested.push(id);
      return weight > 3;
    };
    const filter = createKeptFilter<Row>(() => 0);
    filter(rows, test, true);
    tested.length = 0;
    const next = rows.with(2, { id: '2', weight: 8 });
    expect(filter(next, test, true)).toEqual(next.filter(({ weight }) => weight > 3));
    expect(tested).toEqual(['2']);
  });

  it('gives up a filter that takes too long, and takes up the next one', () => {
    let now = 0;
    const filter = createKeptFilter<Row>(() => now, 100);
    let calls = 0;
    const slow = (): boolean => {
      calls += 1;
      now += 60;
      return true;
    };
    expect(filter(rows, slow, true)).toBe(tooSlow);
    expect(calls).toBe(2);
    expect(filter([...rows], slow, true)).toBe(tooSlow);
    expect(calls).toBe(2);
    expect(filter(rows, () => true, true)).toHaveLength(9);
    const plain = (): boolean => slow();
    expect(filter(rows, plain, false)).toHaveLength(9);
  });
});
