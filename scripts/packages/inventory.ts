import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { reasonOf } from '../../shared/reasonOf.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { noticesOf } from './notices.ts';
import { electronFolder, electronOf, foldersOf, type ShippedPackage } from './shippedPackages.ts';

/** Licences that a package of ours may carry along, by their SPDX names. */
const known = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  // Of the file, not of the whole: a change to such a file would have to be published.
  'MPL-2.0',
  // Of fonts.
  'OFL-1.1',
  'Python-2.0',
]);

const licence = z.union([
  z.object({ license: z.object({ id: z.string() }) }).transform(({ license }) => license.id),
  z.object({ license: z.object({ name: z.string() }) }).transform(({ license }) => license.name),
  z.object({ expression: z.string() }).transform(({ expression }) => expression),
]);
const componentSchema = z.looseObject({
  'bom-ref': z.string(),
  name: z.string(),
  version: z.string(),
  licenses: z.array(licence.or(z.unknown())).default([]),
});
/** CycloneDX, as `npm sbom` writes it. */
const sbomSchema = z.looseObject({
  metadata: z.looseObject({ component: z.looseObject({ version: z.string() }) }),
  components: z.array(componentSchema),
});

/** What a package is made of. */
export interface Inventory {
  /** CycloneDX, as JSON; the same for the same lock file. */
  readonly sbom: string;
  /** Every licence's text, for people. */
  readonly notices: string;
  readonly packages: readonly ShippedPackage[];
  /** Packages without a known licence, or that are not listed; one sentence each. */
  readonly problems: readonly string[];
}

/** Lists all production dependencies of the lock file, and Electron, with their licences. */
export async function takeInventory(root: string): Promise<Result<Inventory>> {
  const asked = await askNpm(root);
  if (!asked.ok) return asked;
  try {
    const folders = foldersOf(root);
    const shipped = new Set(folders.keys());
    const given = onlyShipped(JSON.parse(asked.value), shipped);
    const { components } = sbomSchema.parse(given);
    const listed = new Set(components.map((component) => component['bom-ref']));
    const electron = electronOf(root);
    const packages: ShippedPackage[] = [
      ...components.map(({ name, version, licenses }) => ({
        ...{ name, version, licence: licenses.filter((one) => typeof one === 'string').join(' AND ') },
      })),
      electron,
    ].sort((a, b) => `${a.name}@${a.version}`.localeCompare(`${b.name}@${b.version}`, 'en'));
    return ok({
      sbom: sbomOf(given, electron),
      notices: noticesOf(
        root,
        packages,
        new Map([...folders, [`electron@${electron.version}`, electronFolder]]),
      ),
      packages,
      problems: [
        ...[...shipped].filter((ref) => !listed.has(ref)).map((ref) => `npm sbom does not list ${ref}.`),
        ...packages
          .filter(({ licence }) => !isKnown(licence))
          .map((each) => `${each.name} ${each.version} has no licence that is known: "${each.licence}".`),
      ],
    });
  } catch (error) {
    return err(`The inventory could not be taken: ${reasonOf(error)}`);
  }
}

/** Writes both files; answers the folder. */
export function writeInventory(folder: string, { sbom, notices }: Inventory): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'watchfloor.cdx.json'), sbom);
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), notices);
}

/** True where each licence of an SPDX expression is known. */
export const isKnown = (expression: string): boolean => {
  const names = expression.split(/\s+(?:AND|OR)\s+|[()\s]+/).filter((name) => name !== '');
  return names.length > 0 && names.every((name) => known.has(name));
};

function askNpm(root: string): Promise<Result<string>> {
  // From the lock file alone: what happens to be installed does not matter. All of it, and not `--omit=dev`: npm 11
  // leaves out what a tool of ours needs as well, zod for one.
  const args = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx'];
  return new Promise((answer) => {
    const shell = process.platform === 'win32';
    execFile('npm', args, { cwd: root, shell, maxBuffer: 64 * 1024 * 1024 }, (error, said, errors) => {
      answer(error === null ? ok(said) : err(`npm sbom failed: ${errors.trim() || error.message}`));
    });
  });
}

/** npm's answer without what only tools of ours need. */
function onlyShipped(given: unknown, shipped: ReadonlySet<string>): unknown {
  const { components, dependencies, ...rest } = z
    .looseObject({
      metadata: z.looseObject({ component: z.looseObject({ 'bom-ref': z.string() }) }),
      components: z.array(z.looseObject({ 'bom-ref': z.string() })),
      dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
    })
    .parse(given);
  const kept = new Set([...shipped, rest.metadata.component['bom-ref']]);
  return {
    ...rest,
    components: components.filter((component) => kept.has(component['bom-ref'])),
    dependencies: dependencies
      .filter(({ ref }) => kept.has(ref))
      .map((one) => ({ ...one, dependsOn: one.dependsOn.filter((ref) => kept.has(ref)) })),
  };
}

/** npm's answer with Electron in it, and without its time and its random number: the same for the same packages. */
function sbomOf(given: unknown, electron: ShippedPackage): string {
  const { metadata, components, ...rest } = z
    .looseObject({
      metadata: z.looseObject({ component: z.looseObject({}) }),
      components: z.array(z.looseObject({})),
    })
    .parse(given);
  const runtime = {
    'bom-ref': `electron@${electron.version}`,
    type: 'framework',
    name: 'electron',
    version: electron.version,
    scope: 'required',
    purl: `pkg:npm/electron@${electron.version}`,
    licenses: [{ license: { id: electron.licence } }],
  };
  const { timestamp: _timestamp, ...lasting } = metadata;
  const body = {
    ...rest,
    metadata: { ...lasting, component: { ...metadata.component, name: 'watchfloor', type: 'application' } },
    components: [...components, runtime],
  };
  const digest = createHash('sha256')
    .update(JSON.stringify({ ...body, serialNumber: '' }))
    .digest('hex');
  const uuid = [8, 4, 4, 4, 12]
    .reduce<{ readonly parts: readonly string[]; readonly at: number }>(
      ({ parts, at }, length) => ({ parts: [...parts, digest.slice(at, at + length)], at: at + length }),
      { parts: [], at: 0 },
    )
    .parts.join('-')
    // Of version 8, made by a rule of one's own (RFC 9562), and of its variant.
    .replace(/^(.{14})./, '$18')
    .replace(/^(.{19})./, '$1a');
  return `${JSON.stringify({ ...body, serialNumber: `urn:uuid:${uuid}` }, undefined, 2)}\n`;
}
