import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  extractApp,
  filesOf,
  listing,
  problemsIn,
  type PackedFile,
} from '../../../scripts/packages/archive.ts';
import { readConfiguration } from '../../../scripts/packages/configuration.ts';
import { takeInventory, writeInventory } from '../../../scripts/packages/inventory.ts';
import { fusesOf, rehearse, type Rehearsal } from '../../../scripts/packages/rehearsal.ts';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { launchStandIn, type StandInConsole } from '../../support/electronStandIn/launch.ts';

const root = resolve(import.meta.dirname, '../../..');
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'watchfloor-package-'));
async function rehearseNow(): Promise<Rehearsal> {
  const rehearsed = await rehearse({ root, out: newFolder() });
  if (!rehearsed.ok) throw new Error(rehearsed.error);
  return rehearsed.value;
}

describe('a package, up to the unpacked app (electron-builder, without its binaries)', () => {
  let rehearsal: Rehearsal;
  let files: readonly PackedFile[];
  beforeAll(async () => {
    await ensureBuilt();
    const inventory = await takeInventory(root);
    if (!inventory.ok) throw new Error(inventory.error);
    writeInventory(join(root, 'dist/inventory'), inventory.value);
    rehearsal = await rehearseNow();
    files = filesOf(rehearsal.archive);
  }, 180_000);

  it('holds what the app needs, and no tests, maps, sources or modules', () => {
    expect(problemsIn(files.map(({ path }) => path))).toEqual([]);
    expect(files.filter(({ path }) => /\.(ts|tsx|map)$|node_modules|test/.test(path))).toEqual([]);
  });

  it('has policy and runbooks as plain files, and nothing else', () => {
    const plain = files.filter(({ isUnpacked }) => isUnpacked).map(({ path }) => path);
    expect(plain).toEqual(
      files.map(({ path }) => path).filter((path) => /^assets\/(policy|runbooks)\//.test(path)),
    );
    expect(plain).toContain('assets/policy/acgs.yaml');
  });

  it('is the same, byte for byte, when it is made again', async () => {
    const again = await rehearseNow();
    expect(listing(filesOf(again.archive))).toBe(listing(files));
    expect(readFileSync(again.archive).equals(readFileSync(rehearsal.archive))).toBe(true);
  }, 120_000);

  it('has its fuses flipped in the executable', async () => {
    const configuration = readConfiguration(root);
    if (!configuration.ok) throw new Error(configuration.error);
    expect(await fusesOf(rehearsal.executable)).toEqual(configuration.value.electronFuses);
  });

  it('carries its inventory, and says where updates come from', () => {
    const resource = (path: string): string => readFileSync(join(rehearsal.resources, path), 'utf8');
    expect(resource('inventory/watchfloor.cdx.json')).toContain('"bomFormat": "CycloneDX"');
    expect(resource('inventory/THIRD-PARTY-NOTICES.txt')).toContain('Permission is hereby granted');
    expect(resource('app-update.yml')).toMatch(/provider: generic[\s\S]*channel: latest/);
  });

  it('names its entry and no tools in its package.json', () => {
    const folder = newFolder();
    extractApp(rehearsal.archive, folder);
    const own = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(own).toMatchObject({ name: 'watchfloor', main: 'dist/main/main.js' });
    expect(own).not.toHaveProperty('devDependencies');
    expect(own).not.toHaveProperty('scripts');
  });

  describe('taken out of its archive, on the Electron stand-in', () => {
    let running: StandInConsole;
    beforeAll(async () => {
      const appFolder = newFolder();
      extractApp(rehearsal.archive, appFolder);
      expect(existsSync(join(appFolder, 'node_modules'))).toBe(false);
      running = await launchStandIn({ appFolder });
    }, 60_000);
    afterAll(() => running?.close());

    it('opens its window, on a gateway and a policy of its own', async () => {
      expect(running.url()).toMatch(/^app:\/\/watchfloor\/desktop\.html/);
      await running.page.getByText('SIMULATED').first().waitFor();
      await running.page.getByText('Policy Governance').first().waitFor();
    });
  });
});
