import fc from 'fast-check';
import { expect, it } from 'vitest';
import { managedSettingsPath, readManagedFile } from '../../../../main/managedSettingsFile.ts';
import { readManagedSettings } from '../../../../shared/settings/managedSettings.ts';

const from = '/etc/watchfloor/settings.json';

it('a machine-wide file gives defaults, and says what is locked', () => {
  const text = JSON.stringify({
    defaults: { gatewayUrl: 'wss://noc.example', theme: 'contrast', zones: ['Asia/Singapore'] },
    locked: ['gatewayUrl', 'token'],
  });
  expect(readManagedSettings(from, text)).toEqual({
    managed: { from, ...(JSON.parse(text) as object) },
    problems: [],
  });
});

it('what is wrong in it is named and left out, and the rest is used', () => {
  const { managed, problems } = readManagedSettings(
    from,
    JSON.stringify({
      defaults: { gatewayUrl: 'noc', zoom: 150, colour: 'red' },
      locked: ['zoom', 'colour'],
    }),
  );
  expect(managed).toEqual({ from, defaults: { zoom: 150 }, locked: ['zoom'] });
  expect(problems).toEqual([
    expect.stringMatching(
      /^defaults\.gatewayUrl in \/etc\/watchfloor\/settings\.json is left out: "noc" is not/,
    ),
    expect.stringMatching(/^defaults\.colour .* no setting has this name\.$/),
    expect.stringMatching(/^locked: "colour" /),
  ]);
});

it.each(['', '{', '[]', '{"default":{}}', '{"locked":"zoom"}'])(
  'a file that holds %j is left out whole, and said',
  (text) => {
    const { managed, problems } = readManagedSettings(from, text);
    expect(managed).toEqual({ defaults: {}, locked: [] });
    expect(problems).toEqual([expect.stringMatching(/^The managed settings in .* are left out: ./)]);
  },
);

it('no file is no problem, and one that can not be read is one', () => {
  expect(readManagedFile('/nowhere/at/all.json').problems).toEqual([]);
  expect(readManagedFile('/').problems).toEqual([
    expect.stringMatching(/^The managed settings in \/ are left out/),
  ]);
});

it('stands where each system keeps what is for every user', () => {
  expect(managedSettingsPath('linux', {})).toBe('/etc/watchfloor/settings.json');
  expect(managedSettingsPath('darwin', {})).toBe('/Library/Application Support/Watchfloor/settings.json');
  expect(managedSettingsPath('win32', { PROGRAMDATA: 'D:\\Data' })).toMatch(
    /^D:\\Data.Watchfloor.settings\.json$/,
  );
});

it('nothing that can stand in a file stops a start', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      const { managed } = readManagedSettings(from, text);
      expect(Array.isArray(managed.locked)).toBe(true);
    }),
  );
});
