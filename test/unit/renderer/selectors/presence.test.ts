import fc from 'fast-check';
import { expect, it } from 'vitest';
import { absenceMs, pressed, seen, type Presences } from '../../../../renderer/selectors/presence.ts';

const minuteMs = 60_000;

it('knows nothing of an absence before the first press', () => {
  expect(pressed({}, 'Noor', 5)).toEqual({ Noor: { lastAt: 5, away: undefined } });
});

it('tells of an absence of ten minutes or more, from the last press before it', () => {
  const before = pressed({}, 'Noor', 0);
  expect(pressed(before, 'Noor', absenceMs - 1)['Noor']?.away).toBeUndefined();
  const after = pressed(before, 'Noor', 42 * minuteMs);
  expect(after['Noor']).toEqual({
    lastAt: 42 * minuteMs,
    away: { from: 0, to: 42 * minuteMs, isSeen: false },
  });
  // It stays what it was while the person goes on.
  expect(pressed(after, 'Noor', 43 * minuteMs)['Noor']?.away).toEqual(after['Noor']?.away);
  expect(seen(after, 'Noor')['Noor']?.away?.isSeen).toBe(true);
});

it("is each person's own", () => {
  const noor = pressed({}, 'Noor', 0);
  const both = pressed(noor, 'Nils', 42 * minuteMs);
  expect(both['Nils']?.away).toBeUndefined();
  expect(pressed(both, 'Noor', 43 * minuteMs)['Noor']?.away?.from).toBe(0);
  expect(seen(both, 'Vera')).toBe(both);
});

it('takes no absence from a clock that was set back, and a name of every object for a name', () => {
  const before = pressed({}, 'Noor', 42 * minuteMs);
  expect(pressed(before, 'Noor', 0)['Noor']).toEqual({ lastAt: 0, away: undefined });
  expect(pressed({}, 'constructor', 1)['constructor']).toEqual({ lastAt: 1, away: undefined });
});

it('an absence is never shorter than ten minutes, and ends with a press', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 * minuteMs }), { maxLength: 30 }), (gaps) => {
      let [presences, now]: [Presences, number] = [{}, 0];
      for (const gap of [0, ...gaps]) {
        now += gap;
        presences = pressed(presences, 'Noor', now);
        const { lastAt = 0, away } = presences['Noor'] ?? {};
        expect(now - lastAt).toBeLessThan(5_000);
        if (away !== undefined) expect(away.to - away.from).toBeGreaterThanOrEqual(absenceMs);
        if (gap >= absenceMs + 5_000) expect(away?.to).toBe(now);
      }
    }),
  );
});
