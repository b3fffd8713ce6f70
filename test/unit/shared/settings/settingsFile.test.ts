import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveSettings, unmanaged, type OwnSettings } from '../../../../shared/settings/ownSettings.ts';
import { readSettingsFile, settingsFileText } from '../../../../shared/settings/settingsFile.ts';
import { settingsSchema } from '../../../../shared/settings/settings.ts';

const builtIn = settingsSchema.parse({});
const read = (text: string, locked: readonly string[] = []) =>
  readSettingsFile(text, builtIn, (name) => locked.includes(name));
const fileOf = (settings: object): string =>
  JSON.stringify({ kind: 'watchfloor-settings', version: 1, settings });

describe('an exported file', () => {
  it('holds what was set, without secrets and without who sits there', () => {
    const text = settingsFileText({
      ...{ theme: 'light', token: 'wf-secret', clientKeyPassword: 'hush', proxyPassword: 'hush' },
      ...{ person: 'Ana', caFile: '/ca.pem' },
    });
    expect(JSON.parse(text)).toEqual({
      ...{ kind: 'watchfloor-settings', version: 1 },
      settings: { theme: 'light', caFile: '/ca.pem' },
    });
  });

  it('makes another console like the one that it came from', () => {
    const own = fc.record(
      {
        theme: fc.constantFrom('dark', 'light', 'contrast', 'system'),
        zoom: fc.integer({ min: 80, max: 200 }),
        wallScale: fc.double({ min: 0.5, max: 4, noNaN: true }),
        zones: fc.uniqueArray(fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Tokyo'), { maxLength: 3 }),
        gatewayUrl: fc.webUrl({ validSchemes: ['https'] }).map((url) => new URL(url).origin),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<OwnSettings>;
    fc.assert(
      fc.property(own, (settings) => {
        const file = read(settingsFileText(settings));
        if (!file.ok) throw new Error(file.error);
        expect(effectiveSettings(file.value.patch as OwnSettings, unmanaged)).toEqual(
          effectiveSettings(settings, unmanaged),
        );
      }),
    );
  });
});

describe('importing', () => {
  it('says what will change, from what to what, and nothing else', () => {
    const file = read(fileOf({ theme: 'light', zoom: 100 }));
    expect(file).toEqual({
      ok: true,
      value: {
        changes: [{ name: 'theme', label: 'Theme', from: 'dark', to: 'light' }],
        patch: { theme: 'light' },
        leftOut: [],
      },
    });
  });

  it('leaves out secrets, what is managed, and what it does not know, and says so', () => {
    const file = read(fileOf({ token: 'x', theme: 'light', later: 1 }), ['theme']);
    expect(file.ok && file.value.changes).toEqual([]);
    expect(file.ok && file.value.leftOut).toEqual([
      'settings.token: secrets are entered, never imported',
      'settings.theme: it is managed on this machine',
      'settings.later: this console has no such setting',
    ]);
  });

  it.each([
    ['{"kind"', /^it is no JSON/],
    ['{}', /^kind: this is no file of Watchfloor's settings/],
    [JSON.stringify({ kind: 'watchfloor-settings', version: 2, settings: {} }), /^version: /],
    [fileOf({ theme: 'pink' }), /^settings\.theme: Choose dark/],
    [fileOf({ zoom: 20 }), /^settings\.zoom: Below 80 %/],
    [fileOf({ zones: ['Mars/Olympus'] }), /^settings\.zones: "Mars\/Olympus" is no time zone/],
  ])('refuses %s whole, with place and reason', (text, says) => {
    expect(read(text)).toEqual({ ok: false, error: expect.stringMatching(says) as unknown });
  });
});
