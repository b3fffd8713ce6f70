import { err, ok, type Result } from '../result.ts';

/** What a ratio written as text looks like, for editors. */
export const ratioPattern = '^\\s*(\\d+(\\.\\d+)?\\s*%|0(\\.\\d+)?|1(\\.0+)?)\\s*$';

/** Divides by 100 by moving the point, so that 99.95 % is 0.9995 and not 0.9995000000000001. */
export function percentToRatio(percent: number): number {
  return Number((percent / 100).toPrecision(15));
}

/** A share from 0 to 1 out of `99.95%` or `0.9995`; the error is a sentence with the fix. */
export function parseRatio(input: string | number): Result<number, string> {
  if (typeof input === 'number') return ratioOfNumber(input);
  const percent = /^\s*(-?\d+(?:\.\d+)?)\s*%\s*$/.exec(input);
  if (percent !== null) {
    const value = Number(percent[1]);
    if (value < 0 || value > 100)
      return err(`${input.trim()} is out of range; a ratio lies between 0% and 100%`);
    return ok(percentToRatio(value));
  }
  if (/^\s*-?\d+(\.\d+)?\s*$/.test(input)) return ratioOfNumber(Number(input));
  return err(`"${input}" is not a ratio; write 0.9995 or 99.95%`);
}

function ratioOfNumber(value: number): Result<number, string> {
  if (value > 1 && value <= 100) {
    return err(`${value} is a percentage; write ${percentToRatio(value)} or ${value}%`);
  }
  if (!(value >= 0 && value <= 1))
    return err(`${value} is out of range; a ratio lies between 0 and 1, or 0% and 100%`);
  return ok(value);
}
