import { z } from 'zod';
import { instantSchema } from '../../shared/model/instant.ts';
import { err, ok, type Result } from '../../shared/result.ts';

/** Version of the form of a backup; a newer one is refused, never guessed at. */
export const backupVersion = 1;
/** What a backup says of itself. */
export const manifestName = 'backup.json';
/** The digests of all its files, as `sha256sum -c` reads them. */
export const sumsName = 'SHA256SUMS';

/** The manifest of a backup. */
export const manifestSchema = z.object({
  version: z.number().int().positive(),
  takenAt: instantSchema,
  gatewayVersion: z.string(),
  entries: z.number().int().nonnegative(),
  /** Hash of the journal's last entry. */
  lastHash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** One file of a backup. */
export interface Sum {
  /** Within the backup, with `/` between. */
  readonly path: string;
  readonly sha256: string;
}

/** The text of a list of digests. */
export const sumsText = (sums: readonly Sum[]): string =>
  sums.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');

/** Reads a list of digests; a path that leads out of the folder is an error, as is a line that is none. */
export function readSums(text: string): Result<readonly Sum[]> {
  const sums: Sum[] = [];
  for (const line of text.split('\n').filter((line) => line !== '')) {
    const found = /^([0-9a-f]{64}) [ *](.+)$/.exec(line);
    const [, sha256, path] = found ?? [];
    if (sha256 === undefined || path === undefined)
      return err(`its ${sumsName} has a line that is none: "${line}"`);
    if (!isWithin(path)) return err(`its ${sumsName} names a file outside of it: "${path}"`);
    sums.push({ path, sha256 });
  }
  return ok(sums);
}

const isWithin = (path: string): boolean =>
  !path.includes('\\') &&
  !/^[a-z]:/i.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
