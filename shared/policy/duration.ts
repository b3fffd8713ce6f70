import { err, ok, type Result } from '../result.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const week = 7 * day;

const unitMs: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ...['s', 'sec', 'second', 'seconds'].map((unit): [string, number] => [unit, second]),
  ...['m', 'min', 'minute', 'minutes'].map((unit): [string, number] => [unit, minute]),
  ...['h', 'hour', 'hours'].map((unit): [string, number] => [unit, hour]),
  ...['d', 'day', 'days'].map((unit): [string, number] => [unit, day]),
  ...['w', 'week', 'weeks'].map((unit): [string, number] => [unit, week]),
]);

/** What a duration looks like, for editors. */
export const durationPattern =
  '^\\s*(\\d+(\\.\\d+)?\\s*(ms|s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?)\\s*)+$';

/** Ten years: anything longer is a slip. */
const longestMs = 3653 * day;

/** Milliseconds in a duration such as `5s`, `5 min`, `1h30m` or `30d`; the error is a sentence with the fix. */
export function parseDuration(input: string | number): Result<number, string> {
  if (typeof input === 'number') {
    return err(`${input} has no unit; write ${input}s, ${input}m, ${input}h or ${input}d`);
  }
  if (!new RegExp(durationPattern).test(input)) {
    if (/^\s*\d+(\.\d+)?\s*$/.test(input)) return parseDuration(Number(input));
    return err(`"${input}" is not a duration; write a number and a unit, such as 30s, 5m, 2h or 30d`);
  }
  let total = 0;
  for (const [, amount, unit] of input.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+)/g)) {
    total += Number(amount) * (unitMs.get(unit ?? '') ?? Number.NaN);
  }
  const rounded = Math.round(total);
  if (!(rounded <= longestMs)) return err(`"${input}" is longer than ten years; check its unit`);
  return ok(rounded);
}

/** The shortest spelling of a whole number of milliseconds that `parseDuration` reads back: `1h30m`, `5s`, `0s`. */
export function formatDuration(durationMs: number): string {
  let rest = durationMs;
  let text = '';
  const parts: readonly (readonly [string, number])[] = [
    ['d', day],
    ['h', hour],
    ['m', minute],
    ['s', second],
    ['ms', 1],
  ];
  for (const [unit, size] of parts) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text === '' ? '0s' : text;
}
