import { describe, expect, it } from 'vitest';
import { settingProblem } from '../../../../shared/settings/ownSettings.ts';
import {
  connectionNames,
  secretNames,
  settingsSchema,
  withoutSecrets,
} from '../../../../shared/settings/settings.ts';
import type { SettingSpec } from '../../../../shared/settings/settingSpec.ts';
import { settingNames, settingSpecs } from '../../../../shared/settings/settingSpecs.ts';

describe('every setting', () => {
  it.each(settingNames)('%s is explained in one line that ends', (name) => {
    const { explain, label } = settingSpecs[name];
    expect(explain).toMatch(/^[^\n]{10,130}\.$/);
    expect(label).toMatch(/^[A-Z]/);
  });

  it.each(settingNames)('%s may be changed to its own default', (name) => {
    const value = settingsSchema.parse({})[name];
    if (value !== undefined) expect(settingProblem(name, value)).toBeUndefined();
  });

  it.each(settingNames.filter((name) => settingSpecs[name].form.kind === 'choice'))(
    '%s offers choices that it takes',
    (name) => {
      const { form } = settingSpecs[name];
      for (const { value } of form.kind === 'choice' ? form.options : [])
        expect(settingProblem(name, value)).toBeUndefined();
    },
  );

  it.each(settingNames.filter((name) => settingSpecs[name].form.kind === 'switch'))(
    '%s is on or off, and nothing else',
    (name) => {
      for (const value of [true, false]) expect(settingProblem(name, value)).toBeUndefined();
      expect(settingProblem(name, 'on')).toBe('Choose on or off.');
    },
  );

  it('that needs a secret names one', () => {
    const needed = settingNames.flatMap((name) => {
      const { needs }: SettingSpec = settingSpecs[name];
      return needs?.secret ?? [];
    });
    expect(needed).toEqual(['kioskCode']);
    for (const secret of needed) expect(secretNames).toContain(secret);
  });

  it('of the connection is tried before it is kept', () => {
    const tried = settingNames.filter(
      (name) => settingSpecs[name].takesEffect === 'once the connection has answered',
    );
    expect(tried).toEqual(connectionNames);
  });
});

describe('a field says what is wrong and what to do', () => {
  it.each([
    ['gatewayUrl', 'noc.example', /such as wss:\/\/noc\.example\/feed/],
    ['gatewayUrl', 'https://me:secret@noc.example', /token in its own setting/],
    ['gatewayUrl', 'wss://noc.example:port', /not a host and a port/],
    ['token', 'two words', /copy it again/],
    ['caFile', 'ca.pem', /Give the whole path/],
    ['proxyUrl', 'socks5://proxy:1080', /other kinds .* are not spoken/],
    ['proxyUrl', 'http://me:secret@proxy:3128', /Put the password in its own setting/],
    ['zoom', Number.NaN, /Give a number of per cent/],
    ['zoom', 300, /give 80 to 200/],
    ['zones', ['Berlin'], /write it as Europe\/Berlin/],
    ['zones', ['UTC', 'UTC'], /twice/],
    ['lastStateDays', 0, /at least 1 day/],
    ['breakGlassFolder', './stick', /whole path/],
  ] as const)('%s: %j', (name, value, says) => expect(settingProblem(name, value)).toMatch(says));

  it.each([
    ['gatewayUrl', ''],
    ['gatewayUrl', 'wss://[::1]:8450/feed'],
    ['gatewayUrl', 'http://10.0.0.1:8450'],
    ['proxyUrl', 'http://me@proxy.example:3128'],
    ['caFile', 'C:\\certs\\ca.pem'],
  ] as const)('and nothing of %s: %j', (name, value) => expect(settingProblem(name, value)).toBeUndefined());
});

it('what is told without secrets lacks these alone', () => {
  const told = withoutSecrets({ ...settingsSchema.parse({}), token: 'a', clientKeyPassword: 'b', site: 'x' });
  expect(told).toEqual({ ...settingsSchema.parse({}), site: 'x' });
});
