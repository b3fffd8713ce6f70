import { expect, it } from 'vitest';
import { readLayouts, type WallLayout } from '../../../../shared/model/wallLayout.ts';

const display = { label: 'Panel A', internal: false, x: 0, y: 0, width: 1920, height: 1080 };
const layout = (name: string): WallLayout => ({
  name,
  displays: [{ name: 'left', display, boards: [{ board: 'health', seconds: 30 }] }],
});
const twice = { ...layout('Twice'), displays: [...layout('').displays, ...layout('').displays] };

it('reads the layouts that can be used, and names each that can’t', () => {
  const kept = [layout('Day'), { ...layout('Night'), displays: [] }, 'damaged', layout('Day'), twice];
  const { layouts, problems } = readLayouts(kept);
  expect(layouts).toEqual([layout('Day')]);
  expect(problems).toEqual([
    expect.stringMatching(/^Wall layout "Night" is left out: displays: /),
    expect.stringMatching(/^Wall layout number 3 is left out: layout: /),
    'Wall layout "Day" is left out: an earlier one has the same name.',
    'Wall layout "Twice" is left out: displays: two displays have the same name.',
  ]);
  expect(readLayouts(undefined)).toEqual({ layouts: [], problems: [] });
  expect(readLayouts({ name: 'Day' }).problems).toHaveLength(1);
});

it.each([
  ['a board that is none', { board: 'weather', seconds: 30 }],
  ['a board that nobody can read so fast', { board: 'health', seconds: 1 }],
])('refuses %s', (_what, stop) => {
  const broken = { name: 'Day', displays: [{ name: 'left', display, boards: [stop] }] };
  expect(readLayouts([broken]).layouts).toEqual([]);
});
