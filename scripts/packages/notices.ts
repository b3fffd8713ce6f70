import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A package of others that ours carries along. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression; empty where its author named none. */
  readonly licence: string;
}

const flag = z.boolean().default(false);
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({ version: z.string().default(''), dev: flag, optional: flag, devOptional: flag }),
  ),
});
const rule = '-'.repeat(80);

/** The licences of all packages as one text: what their authors ask of whoever passes them on. */
export function noticesOf(root: string, packages: readonly ShippedPackage[]): string {
  const folders = foldersOf(root);
  const parts = packages.map(({ name, version, licence }) => {
    const folder = name === 'electron' ? 'node_modules/electron' : folders.get(`${name}@${version}`);
    const texts = folder === undefined ? [] : licenceTexts(join(root, folder));
    const text =
      texts.length > 0 ? texts.join('\n\n') : `Its package carries no licence text; it is under ${licence}.`;
    return `${name} ${version} (${licence})\n\n${text}\n`;
  });
  const head =
    'Watchfloor contains the following software of others.\n' +
    'What Electron itself contains (Chromium, Node.js) is in LICENSES.chromium.html beside the program.\n';
  return [head, ...parts].join(`\n${rule}\n`);
}

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

function licenceTexts(folder: string): readonly string[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name))
    .map(({ name }) => name)
    .sort();
  return names.map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
}
