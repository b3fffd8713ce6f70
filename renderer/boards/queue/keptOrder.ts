import type { Compare } from './tableColumn.ts';

type Table<Entity> = Readonly<Record<string, Entity>>;

/** Where more than this share of a table has changed, sorting it anew costs less. */
const mostChanged = 1 / 8;

/**
 * Keeps a table in order from one change to the next: what has not changed stays where it is, so that a change of one
 * row among 10,000 sorts none of the others again. Entities are replaced, never mutated; the order must be total.
 */
export function createKeptOrder<Entity extends { readonly id: string }>(): (
  table: Table<Entity>,
  compare: Compare<Entity>,
) => readonly Entity[] {
  let before: Table<Entity> = {};
  let values: readonly Entity[] = [];
  let by: Compare<Entity> | undefined;
  let order: readonly Entity[] = [];
  return (table, compare) => {
    if (table === before && compare === by) return order;
    const next = Object.values(table);
    const changes = compare === by ? changesOf(values, next, before, table) : undefined;
    const moved = changes && moveAll(order, changes, compare);
    order = moved ?? next.toSorted(compare);
    before = table;
    values = next;
    by = compare;
    return order;
  };
}

interface Changes<Entity> {
  readonly gone: readonly Entity[];
  readonly come: readonly Entity[];
}

/** What came and went; undefined where that is too much. A copied table has its old keys in their old places. */
function changesOf<Entity extends { readonly id: string }>(
  values: readonly Entity[],
  next: readonly Entity[],
  before: Table<Entity>,
  table: Table<Entity>,
): Changes<Entity> | undefined {
  const most = next.length * mostChanged;
  const gone: Entity[] = [];
  const come: Entity[] = [];
  const isGrown = next.length >= values.length;
  for (let place = 0; place < Math.max(values.length, next.length); place += 1) {
    const [was, is] = [values[place], next[place]];
    // Only where the places differ is anything looked up.
    if (isGrown && was === is) continue;
    if (was !== undefined && table[was.id] !== was) gone.push(was);
    if (is !== undefined && before[is.id] !== is) come.push(is);
  }
  return gone.length + come.length > most ? undefined : { gone, come };
}

/** The order after a few changes, each found by halves; undefined where one that went is not where it should be. */
function moveAll<Entity>(
  order: readonly Entity[],
  { gone, come }: Changes<Entity>,
  compare: Compare<Entity>,
): readonly Entity[] | undefined {
  if (gone.length === 0 && come.length === 0) return order;
  const next = [...order];
  for (const entity of gone) {
    const at = placeOf(next, entity, compare);
    if (next[at] !== entity) return undefined;
    next.splice(at, 1);
  }
  for (const entity of come) next.splice(placeOf(next, entity, compare), 0, entity);
  return next;
}

/** The place of the first that does not come before an entity. */
function placeOf<Entity>(list: readonly Entity[], entity: Entity, compare: Compare<Entity>): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = list[middle];
    if (other !== undefined && compare(other, entity) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A filter took longer than a board may wait; nothing was filtered. */
export const tooSlow = 'too slow';

/**
 * Keeps what a test said of each entity, so that only what has changed is tested again. One that `mayBeSlow` is given up
 * after `mostMs` of one change.
 */
export function createKeptFilter<Entity extends object>(
  clock: () => number,
  mostMs = 1_000,
): (
  rows: readonly Entity[],
  test: (entity: Entity) => boolean,
  mayBeSlow: boolean,
) => readonly Entity[] | typeof tooSlow {
  let by: ((entity: Entity) => boolean) | undefined;
  let known = new WeakMap<Entity, boolean>();
  let isTooSlow = false;
  let last: { readonly rows: readonly Entity[]; readonly passing: readonly Entity[] } | undefined;
  return (rows, test, mayBeSlow) => {
    if (test !== by) {
      last = undefined;
      by = test;
      known = new WeakMap();
      isTooSlow = false;
    }
    if (isTooSlow) return tooSlow;
    if (last?.rows === rows) return last.passing;
    const until = clock() + mostMs;
    const passing: Entity[] = [];
    for (const entity of rows) {
      let isPassing = known.get(entity);
      if (isPassing === undefined) {
        isPassing = test(entity);
        known.set(entity, isPassing);
        if (mayBeSlow && clock() > until) {
          isTooSlow = true;
          return tooSlow;
        }
      }
      if (isPassing) passing.push(entity);
    }
    last = { rows, passing };
    return passing;
  };
}
