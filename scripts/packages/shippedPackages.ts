import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A package of others that ours carries along. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression; empty where its author named none. */
  readonly licence: string;
}

/** Where Electron's package is installed. */
export const electronFolder = 'node_modules/electron';

const flag = z.boolean().default(false);
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({ version: z.string().default(''), dev: flag, optional: flag, devOptional: flag }),
  ),
});

/** Where each production dependency of the lock file is installed, by `name@version`. */
export function foldersOf(root: string): ReadonlyMap<string, string> {
  const read: unknown = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return new Map(
    Object.entries(lockSchema.parse(read).packages)
      .filter(([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional)
      .map(([path, { version }]) => [
        `${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${version}`,
        path,
      ]),
  );
}

/** The runtime, which npm takes for a tool of ours and which is most of what is shipped. */
export function electronOf(root: string): ShippedPackage {
  const read: unknown = JSON.parse(readFileSync(join(root, electronFolder, 'package.json'), 'utf8'));
  const { version, license } = z.object({ version: z.string(), license: z.string() }).parse(read);
  return { name: 'electron', version, licence: license };
}
