import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShippedPackage } from './shippedPackages.ts';

const rule = '-'.repeat(80);

/**
 * The licences of all packages as one text: what their authors ask of whoever passes them on. `folders` tells by
 * `name@version` where each is installed.
 */
export function noticesOf(
  root: string,
  packages: readonly ShippedPackage[],
  folders: ReadonlyMap<string, string>,
): string {
  const parts = packages.map(({ name, version, licence }) => {
    const folder = folders.get(`${name}@${version}`);
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

function licenceTexts(folder: string): readonly string[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name))
    .map(({ name }) => name)
    .sort();
  return names.map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
}
