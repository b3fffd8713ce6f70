import { describe, expect, it } from 'vitest';
import { sparkPath } from '../../../../renderer/components/Sparkline.tsx';
import { fitOf, pageOf } from '../../../../renderer/boards/healthWall/paging.ts';
import { isOutside, tileContent, valueText } from '../../../../renderer/boards/healthWall/tileContent.ts';
import { allowedText, wallGroups } from '../../../../renderer/boards/healthWall/wallGroups.ts';
import { figure, now, service } from './wallFixture.ts';

const minute = 60_000;
const live = { now, live: true };

describe('tiers', () => {
  it('allows the downtime that 30 days leave', () => {
    expect([0.9995, 0.999, 0.995].map(allowedText)).toEqual(['21.6 min', '43.2 min', '3.6 h']);
  });

  it('orders tiers by rank and services worst first, and keeps those without a tier', () => {
    const tiers = [
      { id: 'b', name: 'B', rank: 2, availability: 0.99 },
      { id: 'a', name: 'A', rank: 1, availability: 0.999 },
    ];
    const states = ['operational', 'maintenance', 'down', 'degraded', 'unknown'] as const;
    const all = states.map((state) => service(state, { state, tier: 'a' }));
    const groups = wallGroups(
      [...all, service('stray', { tier: 'gone' }), service('x', { tier: 'b' })],
      tiers,
    );
    expect(groups.map(({ name }) => name)).toEqual(['A', 'B', 'No tier']);
    expect(groups[0]?.services.map(({ state }) => state)).toEqual([
      'down',
      'unknown',
      'degraded',
      'maintenance',
      'operational',
    ]);
  });
});

describe('tile', () => {
  it('counts the time down', () => {
    const content = tileContent(
      service('a', { state: 'down', since: now - 11 * minute - 12_000, reason: '3 probes failed' }),
      undefined,
      live,
    );
    expect(content).toMatchObject({
      words: 'Down since 03:05',
      figure: '11:12',
      unit: 'min down',
      line: '3 probes failed',
    });
  });

  it('never shows a figure while unknown', () => {
    const content = tileContent(
      service('a', { state: 'unknown', since: now - 2 * minute }),
      { service: 'a', figures: [figure()] },
      live,
    );
    expect(content).toMatchObject({ words: 'Unknown since 03:14', figure: '?', unit: '' });
  });

  it('shows the figure outside its target while degraded', () => {
    const figures = [
      figure(),
      figure({ id: 'hit', name: 'hit rate', value: 82.1, unit: '%', headline: false, target: { above: 85 } }),
    ];
    const content = tileContent(
      service('a', { state: 'degraded', since: now - 4 * minute }),
      { service: 'a', figures },
      live,
    );
    expect(content).toMatchObject({ words: 'Degraded 4 min', figure: '82.1', unit: '% hit rate' });
  });

  it('shows the headline figure while operational, and a question mark while it has no value', () => {
    const figures = [
      figure(),
      figure({ id: 'rps', name: 'requests', value: 1204, unit: 'req/s', headline: false }),
    ];
    expect(tileContent(service('a'), { service: 'a', figures }, live)).toMatchObject({
      figure: '2.1',
      unit: 'ms p99',
      line: '1,204 req/s',
    });
    expect(
      tileContent(service('a'), { service: 'a', figures: [figure({ value: undefined })] }, live).figure,
    ).toBe('?');
    expect(tileContent(service('a'), undefined, live).figure).toBe('?');
  });

  it('is unknown without a live feed, with what was last known', () => {
    const content = tileContent(service('a'), { service: 'a', figures: [figure()] }, { now, live: false });
    expect(content).toMatchObject({
      state: 'unknown',
      words: 'Last known: operational',
      figure: '?',
      line: 'p99 2.1 ms at 03:16 UTC',
    });
  });

  it('never rounds a share up to perfect', () => {
    expect(valueText({ value: 99.9996, unit: '%' })).toBe('99.999');
    expect(valueText({ value: 100, unit: '%' })).toBe('100.000');
    expect(valueText({ value: undefined, unit: '%' })).toBe('?');
  });

  it('knows which side of the target is outside', () => {
    expect(isOutside(figure({ value: 5, target: { below: 5 } }))).toBe(true);
    expect(isOutside(figure({ value: 4.9, target: { below: 5 } }))).toBe(false);
    expect(isOutside(figure({ value: 84, target: { above: 85 } }))).toBe(true);
    expect(isOutside(figure({ value: undefined, target: { above: 85 } }))).toBe(false);
  });
});

describe('pages', () => {
  it('fits three columns and one row for the first tier at 1920 x 1080', () => {
    expect(fitOf({ width: 1304, height: 357 }, { width: 380, height: 220 }, 1)).toEqual({
      columns: 3,
      rows: 1,
    });
    expect(fitOf({ width: 2608, height: 714 }, { width: 380, height: 220 }, 2)).toEqual({
      columns: 3,
      rows: 1,
    });
    expect(fitOf({ width: 0, height: 0 }, { width: 300, height: 220 }, 1)).toEqual({ columns: 1, rows: 1 });
  });

  it('turns every 15 s and comes round', () => {
    const at = (seconds: number): number =>
      pageOf({ count: 7, perPage: 3, down: 0, now: seconds * 1_000 }).page;
    expect([0, 14, 15, 30, 45].map(at)).toEqual([0, 0, 1, 2, 0]);
  });

  it('stays where services are down', () => {
    for (const seconds of [0, 15, 30, 45]) {
      expect(pageOf({ count: 9, perPage: 3, down: 2, now: seconds * 1_000 })).toEqual({ page: 0, pages: 3 });
    }
    expect(pageOf({ count: 9, perPage: 3, down: 4, now: 15_000 }).page).toBe(1);
  });
});

describe('sparkline', () => {
  it('leaves a gap where nothing was measured and ends where the data ended', () => {
    expect(sparkPath([1, 2, null, 1, 2], 0).match(/M/g)).toHaveLength(2);
    expect(sparkPath([1, 1, 1], 1)).toBe('M0.0 33.0 L144.0 33.0');
    expect(sparkPath([null, null], 0)).toBe('');
  });
});
