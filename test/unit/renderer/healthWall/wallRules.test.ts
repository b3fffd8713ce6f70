import { describe, expect, it } from 'vitest';
import { sparkArea, sparkPath } from '../../../../renderer/components/Sparkline.tsx';
import { fitOf, pageOf } from '../../../../renderer/boards/paging.ts';
import { partLine, tileContent } from '../../../../renderer/boards/healthWall/tileContent.ts';
import { isOutside, valueText } from '../../../../renderer/selectors/figures.ts';
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

  it('says which work is planned and until when, before what may be cut off', () => {
    const change = { id: 'CHG-118', title: 'Upgrade', endsAt: Date.UTC(2026, 10, 20, 4, 0) };
    const finding = { kind: 'change', state: 'maintenance', text: 'x', since: now, change } as const;
    const down = { kind: 'up', state: 'down', text: 'y', since: now } as const;
    const worked = service('a', { state: 'maintenance', findings: [down, finding] });
    const line = 'CHG-118 to 04:00 UTC · Upgrade';
    expect(tileContent(worked, { service: 'a', figures: [figure()] }, live)).toMatchObject({
      words: 'Maintenance',
      figure: '2.1',
      line,
    });
    expect(partLine(worked, undefined, live)).toBe(`Maintenance · ${line}`);
    const unseen = { ...worked, state: 'unknown', reason: 'Prometheus A silent' } as const;
    expect(partLine(unseen, undefined, live)).toContain('Prometheus A silent');
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
      words: 'Was operational',
      figure: '?',
      line: 'p99 2.1 ms at 03:16 UTC',
    });
  });

  it('says the target in place of what the figure says already', () => {
    const figures = [
      figure({ value: 7.8, target: { below: 5 } }),
      figure({ id: 'rps', name: 'requests', value: 412, unit: 'req/s', headline: false }),
    ];
    const lineOf = (reason: string): string =>
      tileContent(service('a', { state: 'degraded', reason }), { service: 'a', figures }, live).line;
    expect(lineOf('p99 7.8 ms, target below 5 ms')).toBe('target below 5 ms · 412 req/s');
    expect(lineOf('Redis is down')).toBe('Redis is down');
  });

  it('gives the zone of every time that it says', () => {
    const down = service('a', { state: 'down', since: now - 12 * minute });
    expect(tileContent(down, undefined, live)).toMatchObject({ words: 'Down since 03:04', zone: 'UTC' });
    expect(tileContent({ ...down, state: 'unknown' }, undefined, live).zone).toBe('UTC');
    expect(tileContent(service('a'), undefined, live).zone).toBeUndefined();
  });

  it('names the state of a platform part, or the figure outside its target', () => {
    const down = service('a', { state: 'down', since: now - 12 * minute, reason: 'HTTP 503' });
    expect(partLine(down, undefined, live)).toBe('Down since 03:04 · HTTP 503');
    const outside = { service: 'a', figures: [figure({ value: 7.8, target: { below: 5 } })] };
    expect(partLine(service('a', { state: 'degraded' }), outside, live)).toBe('p99 7.8 ms');
    expect(partLine(service('a'), outside, { now, live: false })).toBe('Was operational');
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
    // A list that may be left out altogether is, before a row of it is cut.
    expect(fitOf({ width: 300, height: 40 }, { width: 1, height: 66 }, 1, 0).rows).toBe(0);
  });

  it('turns every 15 s and comes round', () => {
    const at = (seconds: number): number =>
      pageOf({ count: 7, perPage: 3, pinned: 0, now: seconds * 1_000 }).page;
    expect([0, 14, 15, 30, 45].map(at)).toEqual([0, 0, 1, 2, 0]);
  });

  it('stays where something is wrong', () => {
    for (const seconds of [0, 15, 30, 45]) {
      expect(pageOf({ count: 9, perPage: 3, pinned: 2, now: seconds * 1_000 })).toEqual({
        page: 0,
        pages: 3,
      });
    }
    expect(pageOf({ count: 9, perPage: 3, pinned: 4, now: 15_000 }).page).toBe(1);
  });
});

describe('sparkline', () => {
  it('draws a steady figure steady, and a fall over the whole height', () => {
    const heights = (points: readonly number[]): readonly number[] =>
      [...sparkPath(points, 0).matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
    expect(heights([100, 101])).toEqual([33.5, 32.5]);
    expect(heights([100, 0])).toEqual([6, 60]);
  });

  it('fills each run down to the foot', () => {
    expect(sparkArea([1, 1, null, 1, 1], 0).match(/V66 H[\d.]+ Z/g)).toHaveLength(2);
  });

  it('leaves a gap where nothing was measured and ends where the data ended', () => {
    expect(sparkPath([1, 2, null, 1, 2], 0).match(/M/g)).toHaveLength(2);
    expect(sparkPath([1, 1, 1], 1)).toBe('M0.0 33.0 L144.0 33.0');
    expect(sparkPath([null, null], 0)).toBe('');
  });
});
