import { describe, expect, it } from 'vitest';
import { listing, problemsIn } from '../../../../scripts/packages/archive.ts';

const sound = [
  'package.json',
  'dist/main/main.js',
  'dist/main/chunks/wrapper-DX01IDGW.js',
  'dist/main/embeddedGatewayProcess.js',
  'dist/preload/preload.cjs',
  'dist/renderer/desktop.html',
  'dist/renderer/assets/ibm-plex-sans-latin-400-normal-CDDApCn2.woff2',
  'assets/icons/watchfloor.png',
  'assets/icons/tray/unknown.png',
  'assets/icons/tray/down@2x.png',
  'assets/policy/acgs.yaml',
  'assets/runbooks/database/failover.md',
];

describe('the files of a package', () => {
  it('are these and no others', () => {
    expect(problemsIn(sound)).toEqual([]);
  });

  it.each([
    'dist/main/main.js.map',
    'dist/build.json',
    'dist/renderer/assets/mount.ts',
    'dist/inventory/watchfloor.cdx.json',
    'dist/packages/watchfloor.deb',
    'main/main.ts',
    'test/unit/main/ipc.test.ts',
    'node_modules/zod/index.js',
    'assets/icons/watchfloor.icns',
    'assets/icons/tray/down.svg',
    'assets/policy/.env',
    'electron-builder.yml',
    '.git/config',
    'package-lock.json',
  ])('do not include %s', (path) => {
    expect(problemsIn([...sound, path])).toEqual([`${path} has no place in a package.`]);
  });

  it.each(['dist/preload/preload.cjs', 'assets/policy/acgs.yaml', 'package.json'])('include %s', (path) => {
    expect(problemsIn(sound.filter((one) => one !== path))).toEqual([`${path} is missing in the package.`]);
  });

  it('are listed one a line, with size and digest', () => {
    expect(listing([{ path: 'package.json', size: 12, sha256: 'abc', isUnpacked: false }])).toBe(
      'abc         12  package.json\n',
    );
  });
});
