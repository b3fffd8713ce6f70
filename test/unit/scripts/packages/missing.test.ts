import { describe, expect, it } from 'vitest';
import { missingFor, type PackagingMachine } from '../../../../scripts/packages/missing.ts';

const closed: PackagingMachine = {
  environment: {},
  hasRuntime: false,
  canFetch: false,
  cached: [],
  isOnPath: () => false,
};

describe('what is missing for a package', () => {
  it.each([
    ['AppImage', ["Electron's runtime", '7zip', 'appimage']],
    ['deb', ["Electron's runtime", '7zip', 'fpm']],
    ['rpm', ["Electron's runtime", '7zip', 'fpm', 'rpmbuild']],
    ['nsis', ["Electron's runtime", '7zip', 'nsis', 'nsis-resources', 'winCodeSign']],
    ['dmg', ["Electron's runtime", 'hdiutil']],
  ])('of kind %s, in a closed network: %j', (target, missing) => {
    expect(missingFor(target, closed)).toEqual(missing);
  });

  it('is what can not be fetched where the network is open', () => {
    const open = { ...closed, hasRuntime: true, canFetch: true };
    expect(missingFor('AppImage', open)).toEqual([]);
    expect(missingFor('rpm', open)).toEqual(['rpmbuild']);
    expect(missingFor('rpm', { ...open, isOnPath: (program) => program === 'rpmbuild' })).toEqual([]);
  });

  it('counts what the environment names, and what was fetched before', () => {
    const here = { ...closed, hasRuntime: true, cached: ['appimage@1.0.2'] };
    expect(missingFor('AppImage', here)).toEqual(['7zip']);
    const named = { ...here, environment: { ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7z' } };
    expect(missingFor('AppImage', named)).toEqual([]);
  });
});
