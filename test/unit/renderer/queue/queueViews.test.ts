import { describe, expect, it } from 'vitest';
import {
  ownViews,
  readViews,
  savedViews,
  withoutBroken,
  withoutView,
} from '../../../../renderer/boards/queue/queueViews.ts';
import { pressedSort } from '../../../../renderer/boards/queue/tableColumn.ts';
import { allOrNone, stretched, withRange } from '../../../../renderer/boards/queue/rowMarks.ts';
import type { QueueView } from '../../../../shared/model/queueView.ts';

const view = (name: string, part: Partial<QueueView> = {}): QueueView => ({
  name,
  scope: 'open',
  filter: '',
  columns: ['severity', 'incident'],
  sort: [],
  ...part,
});
const names = (raw: unknown): readonly string[] => readViews(raw).views.map(({ name }) => name);
const own = ownViews.map(({ name }) => name);

describe('the views of a console', () => {
  it('are its own, then the kept ones; one that is called like its own takes its place', () => {
    expect(names(undefined)).toEqual(own);
    const raw = [view('Databases'), view('open', { sort: [{ by: 'owner', down: true }] })];
    expect(names(raw)).toEqual(['open', ...own.slice(1), 'Databases']);
    expect(readViews(raw).views[0]?.sort).toEqual([{ by: 'owner', down: true }]);
  });

  it.each([
    [view('X', { filter: 'service="a' }), 'X', 'filter, at 9: this quote is not closed'],
    [view('X', { columns: ['altitude'] }), 'X', 'there is no column "altitude" here'],
    [view('X', { scope: 'alerts', columns: ['owner'] }), 'X', 'there is no column "owner" here'],
    [view('X', { columns: [] }), 'X', /^columns: /],
    [view('X', { columns: ['owner', 'owner'] }), 'X', 'columns: a column is named twice'],
    [{ name: 'Y' }, 'Y', /^scope: /],
    [null, 'View 2', /^view: /],
    ['text', 'View 2', /^view: /],
    [view('GOOD'), 'GOOD', 'another view has its name'],
  ])('name a broken one, %j, and show the others', (broken, name, problem) => {
    const known = readViews([view('Good'), broken]);
    expect(known.views.map((one) => one.name)).toEqual([...own, 'Good']);
    expect(known.broken).toEqual([
      { name, problem: typeof problem === 'string' ? problem : expect.stringMatching(problem), raw: broken },
    ]);
  });

  it('outlive a list that is none', () => {
    for (const raw of ['text', 7, null, {}]) {
      expect(names(raw)).toEqual(own);
      expect(readViews(raw).broken).toHaveLength(1);
    }
  });

  it('keep broken ones as they are until somebody removes them', () => {
    const broken = { name: 'Old', of: 'another version' };
    const raw = savedViews([broken, view('A')], view('a', { filter: 'x' }));
    expect(raw).toEqual([broken, view('a', { filter: 'x' })]);
    expect(withoutView(raw, 'A')).toEqual([broken]);
    const [found] = readViews(raw).broken;
    expect(found && withoutBroken(raw, found)).toEqual([view('a', { filter: 'x' })]);
  });
});

describe('the order of a view', () => {
  it('follows a title: rising, falling, not at all; with Shift beside the others', () => {
    const rising = pressedSort([], 'owner', false);
    expect(rising).toEqual([{ by: 'owner', down: false }]);
    const falling = pressedSort(rising, 'owner', false);
    expect(falling).toEqual([{ by: 'owner', down: true }]);
    expect(pressedSort(falling, 'owner', false)).toEqual([]);
    const both = pressedSort(falling, 'since', true);
    expect(both).toEqual([...falling, { by: 'since', down: false }]);
    expect(pressedSort(both, 'owner', true)).toEqual([{ by: 'since', down: false }]);
    expect(pressedSort(both, 'id', false)).toEqual([{ by: 'id', down: false }]);
  });
});

describe('marks', () => {
  const ids = ['a', 'b', 'c', 'd'];
  it('stretch from row to row, and back', () => {
    const once = stretched(new Set(), 'a', 'b');
    const twice = stretched(once, 'b', 'c');
    expect([...twice]).toEqual(['a', 'b', 'c']);
    expect([...stretched(twice, 'c', 'b')]).toEqual(['a', 'b']);
  });
  it('take a range in either direction, and all or none', () => {
    expect([...withRange(new Set(), ids, 'd', 'b')]).toEqual(['b', 'c', 'd']);
    expect([...withRange(new Set(), ids, 'gone', 'b')]).toEqual(['b']);
    expect([...allOrNone(new Set(['a']), ids)]).toEqual(ids);
    expect(allOrNone(new Set(ids), ids).size).toBe(0);
  });
});
