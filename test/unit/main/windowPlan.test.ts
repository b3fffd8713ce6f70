import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachedDisplays, layoutInUse, layoutOfDisplays } from '../../../main/displays.ts';
import { consolePage, onScreen, planWindows } from '../../../main/windowPlan.ts';
import { settingsSchema } from '../../../shared/bridge.ts';
import type { AttachedDisplay } from '../../../shared/rules/displayMatch.ts';

const display = (id: number, x: number): AttachedDisplay => ({
  ...{ id, label: `Panel ${id}`, internal: false, x, y: 0, width: 1920, height: 1080 },
});
const two = [display(1, 0), display(2, 1920)];
const settings = settingsSchema.parse(layoutOfDisplays('Day', two, settingsSchema.parse({})));
const { layout } = layoutInUse(settings);
const placesOf = (attached: readonly AttachedDisplay[]): readonly unknown[] =>
  planWindows(settings, layout, attached, new Map()).map(({ place }) =>
    place.kind === 'display' ? place.id : place.kind,
  );

describe('windows', () => {
  it('are one at a desk, and one on a wall without a layout', () => {
    for (const mode of ['workstation', 'wall'] as const) {
      const windows = planWindows({ mode }, mode === 'wall' ? undefined : layout, two, new Map());
      expect(windows).toEqual([
        {
          key: 'console',
          page: consolePage,
          isWall: mode === 'wall',
          isKiosk: false,
          place: { kind: 'free' },
        },
      ]);
    }
  });

  it('are one for each display of the layout; one that is gone waits, and comes back', () => {
    expect(placesOf(two)).toEqual([1, 2]);
    expect(placesOf([{ ...display(2, 1920), x: 0 }])).toEqual(['away', 2]);
    expect(placesOf([...two].reverse())).toEqual([1, 2]);
  });

  it('show the first of the wall on the main display where none of the layout’s is there', () => {
    expect(placesOf([display(9, 500)])).toEqual([9, 'away']);
    expect(placesOf([])).toEqual(['away', 'away']);
  });

  it('say in their address what they show: boards, and text as large as set, else as the farthest seat needs', () => {
    const [first] = layout?.displays ?? [];
    const pageWith = (more: object): string => {
      const changed = { name: 'Day', displays: first === undefined ? [] : [{ ...first, ...more }] };
      return planWindows(settings, changed, two, new Map())[0]?.page ?? '';
    };
    const panel = { diagonalInches: 98, seatMetres: 5 };
    expect(pageWith({})).toBe(
      `${consolePage}?mode=wall&display=1%3A+Panel+1&board=health&rotation=health%3A30`,
    );
    expect(pageWith({ panel })).toMatch(/&scale=1\.29$/);
    expect(pageWith({ panel, textFactor: 2, pinned: 'burn' })).toMatch(/&pinned=burn&scale=2$/);
  });

  it('are never off every display', () => {
    const whole = { min: -10_000, max: 10_000 };
    const bounds = fc.record({
      ...{ x: fc.integer(whole), y: fc.integer(whole) },
      ...{ width: fc.integer({ min: 800, max: 5000 }), height: fc.integer({ min: 600, max: 3000 }) },
    });
    fc.assert(
      fc.property(bounds, (window) => {
        const { x, y, width, height } = onScreen(window, two);
        const isSeen = x + width > 0 && x < 3840 && y + height > 0 && y < 1080;
        expect(isSeen).toBe(true);
        expect(onScreen({ x, y, width, height }, two)).toEqual({ x, y, width, height });
      }),
    );
  });
});

describe('layouts', () => {
  it('kept again under a name replace that one only, and leave a damaged one where it is', () => {
    const before = settingsSchema.parse({
      ...settings,
      layouts: ['damaged', ...(settings.layouts as []), { name: 'Night' }],
    });
    const { layouts } = layoutOfDisplays('Day', [display(3, 0)], before);
    expect(layouts).toEqual(['damaged', { name: 'Night' }, expect.objectContaining({ name: 'Day' })]);
  });

  it('that are not there are said, and the wall is one window', () => {
    expect(layoutInUse({ ...settings, layout: 'Gone' })).toEqual({
      layout: undefined,
      problems: ['There is no usable wall layout "Gone", so that the wall is one window.'],
    });
  });
});

it('lists the main display first', () => {
  const whole = [2, 1].map((id) => ({
    ...{ id, label: '', internal: false, bounds: { x: id, y: 0, width: 10, height: 10 } },
  })) as unknown as Electron.Display[];
  const screen = { getAllDisplays: () => whole, getPrimaryDisplay: () => whole[1] as Electron.Display };
  expect(attachedDisplays(screen).map(({ id }) => id)).toEqual([1, 2]);
  expect(attachedDisplays({ ...screen, getAllDisplays: () => [] })).toEqual([]);
});
