import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../../shared/policy/duration.ts';
import { parseRatio, percentToRatio } from '../../../shared/policy/ratio.ts';
import { nearest } from '../../../shared/policy/suggestion.ts';
import { instant, timeOfDay, timeZone } from '../../../shared/policy/values.ts';
import { err, ok } from '../../../shared/result.ts';

describe('durations', () => {
  it.each([
    ['5s', 5_000],
    ['5 min', 300_000],
    ['5m', 300_000],
    ['300s', 300_000],
    ['250ms', 250],
    ['1h30m', 5_400_000],
    ['1 h 30 min', 5_400_000],
    ['0.5h', 1_800_000],
    ['30d', 2_592_000_000],
    ['1 week', 604_800_000],
    ['0m', 0],
  ])('%s is %d ms', (written, ms) => {
    expect(parseDuration(written)).toEqual(ok(ms));
  });

  it.each([
    [30, '30 has no unit; write 30s, 30m, 30h or 30d'],
    ['30', '30 has no unit; write 30s, 30m, 30h or 30d'],
    ['5 parsecs', '"5 parsecs" is not a duration; write a number and a unit, such as 30s, 5m, 2h or 30d'],
    ['-5m', '"-5m" is not a duration; write a number and a unit, such as 30s, 5m, 2h or 30d'],
    ['1 month', '"1 month" is not a duration; write a number and a unit, such as 30s, 5m, 2h or 30d'],
    ['', '"" is not a duration; write a number and a unit, such as 30s, 5m, 2h or 30d'],
    ['9999w', '"9999w" is longer than ten years; check its unit'],
  ])('%j is refused with its fix', (written, message) => {
    expect(parseDuration(written)).toEqual(err(message));
  });

  it('reads back every duration that it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_000 * 86_400_000 }), (ms) => {
        expect(parseDuration(formatDuration(ms))).toEqual(ok(ms));
      }),
    );
  });

  it('adds up the parts of a compound', () => {
    const units = [
      ['s', 1_000],
      ['min', 60_000],
      ['h', 3_600_000],
      ['days', 86_400_000],
    ] as const;
    const part = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.constantFrom(...units));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.constantFrom('', ' '), (parts, gap) => {
        const written = parts.map(([count, [unit]]) => `${count}${gap}${unit}`).join(' ');
        const total = parts.reduce((sum, [count, [, size]]) => sum + count * size, 0);
        expect(parseDuration(written)).toEqual(ok(total));
      }),
    );
  });

  it('never throws, and gives whole milliseconds or a sentence', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double()), (anything) => {
        const result = parseDuration(anything);
        if (result.ok) expect(Number.isSafeInteger(result.value)).toBe(true);
        else expect(result.error).toMatch(/write|check/);
      }),
    );
  });
});

describe('ratios', () => {
  it.each([
    ['99.95%', 0.9995],
    ['99.95 %', 0.9995],
    ['0.9995', 0.9995],
    [0.9995, 0.9995],
    ['100%', 1],
    [1, 1],
    [0, 0],
    ['0%', 0],
  ])('%j is %d', (written, ratio) => {
    expect(parseRatio(written)).toEqual(ok(ratio));
  });

  it.each([
    [99.95, '99.95 is a percentage; write 0.9995 or 99.95%'],
    ['99.95', '99.95 is a percentage; write 0.9995 or 99.95%'],
    [101, '101 is out of range; a ratio lies between 0 and 1, or 0% and 100%'],
    [-0.1, '-0.1 is out of range; a ratio lies between 0 and 1, or 0% and 100%'],
    ['101%', '101% is out of range; a ratio lies between 0% and 100%'],
    ['high', '"high" is not a ratio; write 0.9995 or 99.95%'],
    [Number.NaN, 'NaN is out of range; a ratio lies between 0 and 1, or 0% and 100%'],
  ])('%j is refused with its fix', (written, message) => {
    expect(parseRatio(written)).toEqual(err(message));
  });

  it('reads a percentage and its ratio as the same number, without rounding noise', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (thousandths) => {
        const percent = thousandths / 1000;
        const result = parseRatio(`${percent}%`);
        expect(result).toEqual(parseRatio(percentToRatio(percent)));
        expect(result).toEqual(ok(Number((thousandths / 100_000).toFixed(5))));
      }),
    );
  });

  it('refuses every number above 1, so that a forgotten % is never read as certainty', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, minExcluded: true, noNaN: true }), (value) => {
        expect(parseRatio(value).ok).toBe(false);
      }),
    );
  });
});

describe('times', () => {
  it('reads a time of day as milliseconds after midnight, 24:00 included', () => {
    expect(timeOfDay.parse('00:00')).toBe(0);
    expect(timeOfDay.parse('16:30')).toBe(16.5 * 3_600_000);
    expect(timeOfDay.parse('24:00')).toBe(86_400_000);
    for (const wrong of ['24:01', '8:00', '08:60', '25:00'])
      expect(timeOfDay.safeParse(wrong).success).toBe(false);
  });

  it('wants an instant to say its offset', () => {
    expect(instant.parse('2026-01-05T00:00:00Z')).toBe(1_767_571_200_000);
    expect(instant.parse('2026-01-05T01:00:00+01:00')).toBe(1_767_571_200_000);
    expect(instant.safeParse('2026-01-05T00:00:00').success).toBe(false);
  });

  it('takes IANA time zones only: offsets know no summer time', () => {
    expect(timeZone.safeParse('Europe/Berlin').success).toBe(true);
    expect(timeZone.safeParse('+02:00').success).toBe(false);
    expect(timeZone.safeParse('Europe/Berln').error?.issues[0]?.message).toBe(
      '"Europe/Berln" is not a time zone; write an IANA name such as Europe/Berlin',
    );
  });
});

describe('suggestions', () => {
  it('finds slips and leaves other words alone', () => {
    expect(nearest('critcal', ['critical', 'core'])).toBe('critical');
    expect(nearest('atuh', ['auth', 'integrity'])).toBe('auth');
    expect(nearest('kafka', ['auth', 'integrity'])).toBeUndefined();
  });
});
