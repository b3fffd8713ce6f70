import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import type { Instant } from '../../shared/model/instant.ts';

const dayOrTime = z.union([
  z.iso.date(),
  z.iso.datetime({ offset: true }),
  // Without seconds.
  z.iso.datetime({ offset: true, precision: -1 }),
]);

/** Reads a day (`2026-11-01`, from 00:00 UTC) or a time that says its zone (`2026-11-01T08:00Z`, `…T09:00+01:00`). */
export function readUtcInstant(text: string): Instant {
  const parsed = dayOrTime.safeParse(text);
  const at = parsed.success ? Date.parse(parsed.data) : Number.NaN;
  if (!(at >= 0)) {
    throw new InvalidArgumentError('It is written 2026-11-01 (00:00 UTC) or 2026-11-01T08:00Z.');
  }
  return at;
}
