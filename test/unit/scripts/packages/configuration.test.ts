import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { linkScheme } from '../../../../shared/model/deepLink.ts';
import { readConfiguration } from '../../../../scripts/packages/configuration.ts';

const root = resolve(import.meta.dirname, '../../../..');
const read = readConfiguration(root);
if (!read.ok) throw new Error(read.error);
const configuration = read.value;

describe('electron-builder.yml', () => {
  it('makes packages for three systems', () => {
    expect(configuration.linux.target).toEqual(['AppImage', 'deb', 'rpm']);
    expect(configuration.win.target).toEqual(['nsis']);
    expect(configuration.mac.target).toContain('dmg');
  });

  it('has icons that are there', () => {
    for (const { icon } of [configuration.linux, configuration.win, configuration.mac])
      expect(existsSync(join(root, icon)), icon).toBe(true);
  });

  it("opens the console's own links", () => {
    expect(configuration.protocols.flatMap(({ schemes }) => schemes)).toEqual([linkScheme]);
  });

  it('says of every fuse how it is to be', () => {
    const fuses = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)));
    const named = fuses.map((name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`);
    expect(Object.keys(configuration.electronFuses).sort()).toEqual(named.sort());
    expect(configuration.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it.each([
    ['a word that electron-builder does not know', 'appId: x\nicons: here\n', /icons|additional/],
    ['no archive', 'appId: x\nasar: false\n', /asar/],
    ['no YAML', '{', /could not be checked/],
  ])('with %s is refused', (_what, text, sentence) => {
    const folder = mkdtempSync(join(tmpdir(), 'watchfloor-configuration-'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'electron-builder.yml'), text);
    expect(readConfiguration(folder)).toMatchObject({
      ok: false,
      error: expect.stringMatching(sentence) as unknown,
    });
  });
});

describe('the icons', () => {
  const icons = join(root, 'assets/icons');
  const sizeOf = (png: Buffer): readonly [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)];

  it('are drawn from the SVG as it is now (npm run icons)', () => {
    const digest = createHash('sha256')
      .update(readFileSync(join(icons, 'watchfloor.svg')))
      .digest('hex');
    expect(readFileSync(join(icons, 'drawn-from.sha256'), 'utf8').trim()).toBe(digest);
  });

  it('have the sizes that their names say', () => {
    const names = readdirSync(join(icons, 'linux'));
    expect(names).toEqual(expect.arrayContaining(['16x16.png', '48x48.png', '256x256.png', '512x512.png']));
    for (const name of names) {
      const size = Number.parseInt(name, 10);
      expect(sizeOf(readFileSync(join(icons, 'linux', name))), name).toEqual([size, size]);
    }
    expect(sizeOf(readFileSync(join(icons, 'watchfloor.png')))).toEqual([512, 512]);
  });
});
