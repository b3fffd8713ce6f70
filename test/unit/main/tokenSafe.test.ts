import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSettings } from '../../../main/settings.ts';
import { TokenSafe, type Keyring } from '../../../main/tokenSafe.ts';
import { temporaryFolder } from '../../support/restartable.ts';
import { silentLog } from '../../support/silentLog.ts';
import { fileStore } from '../../support/fileStore.ts';

const token = 'wf_very_secret';
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder('token-safe');
});
afterEach(() => folder.remove());

/** A keyring whose sealed texts only itself opens. */
const keyring = (name: string, backend: ReturnType<Keyring['getSelectedStorageBackend']>): Keyring => ({
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => backend,
  encryptString: (text) => Buffer.from(`${name}:${[...text].reverse().join('')}`),
  decryptString(sealed) {
    const [by, ...parts] = sealed.toString().split(':');
    const text = parts.join(':');
    if (by !== name) throw new Error('wrong key');
    return [...text].reverse().join('');
  },
});
const mine = keyring('mine', 'gnome_libsecret');
const none = keyring('none', 'basic_text');

const open = (ring: Keyring) =>
  openSettings({
    ...{ folder: folder.path, openStore: fileStore, now: () => 0 },
    tokens: new TokenSafe(ring, 'linux'),
    log: silentLog,
  });
const file = (name = 'settings.json'): string => readFileSync(join(folder.path, name), 'utf8');

describe('the access token on the disk', () => {
  it('is not the only secret: passwords, operators and the code are sealed too, and are there at the next start', () => {
    const operators = [{ name: 'Ana', token: 'wf_of_ana' }];
    const secrets = { proxyPassword: 'hush-proxy', kioskCode: 'hash-of-code', operators };
    expect(open(mine).change({ ...secrets, site: 'europe' })).toMatchObject({ ok: true });
    expect(file()).not.toMatch(/hush-proxy|hash-of-code|wf_of_ana/);
    expect(open(mine).current()).toMatchObject({ ...secrets, site: 'europe' });
    expect(open(mine).change({ proxyPassword: '' })).toMatchObject({ ok: true });
    expect(open(mine).current()).toMatchObject({ operators, kioskCode: 'hash-of-code' });
    expect(open(mine).current().proxyPassword).toBeUndefined();
  });

  it('is sealed by the keyring, in the copy of the settings too, and is there at the next start', async () => {
    expect(open(mine).change({ token, site: 'europe' })).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(file('settings.backup.json')).toContain('sealedToken'));
    expect(file() + file('settings.backup.json')).not.toContain(token);
    expect(open(mine).current()).toMatchObject({ token, site: 'europe' });
    expect(open(mine).problems).toEqual([]);
    // Also where only the copy is left.
    writeFileSync(join(folder.path, 'settings.json'), '');
    expect(open(mine).current()).toMatchObject({ token, site: 'europe' });
  });

  it('that an earlier version kept in plain text is sealed at the start', () => {
    writeFileSync(join(folder.path, 'settings.json'), JSON.stringify({ token }));
    expect(open(mine).current().token).toBe(token);
    expect(file()).not.toContain(token);
  });

  it('stays in plain text without a keyring, and this is said at each start', () => {
    expect(open(none).change({ token })).toMatchObject({ ok: true });
    const next = open(none);
    expect(next.current().token).toBe(token);
    expect(next.problems).toEqual([expect.stringMatching(/no keyring .* in plain text/)]);
    expect(file()).toContain(token);
  });

  it('that can not be opened any more is said, kept over other changes, and there again with its keyring', () => {
    open(mine).change({ token });
    const other = keyring('other', 'kwallet6');
    const locked = open(other);
    expect(locked.current().token).toBeUndefined();
    expect(locked.problems).toEqual([expect.stringMatching(/can't be opened .*wrong key.* kept as it is/)]);
    expect(locked.change({ site: 'europe' })).toMatchObject({ ok: true });
    expect(open(mine).current()).toMatchObject({ token, site: 'europe' });
  });

  it('entered anew, or cleared, takes the place of one that can not be opened', () => {
    open(mine).change({ token });
    const other = keyring('other', 'kwallet6');
    open(other).change({ token: 'another' });
    expect(open(other).current().token).toBe('another');
    open(mine).change({ token: '' });
    expect(open(other).problems).toEqual([]);
    expect(file()).not.toContain('sealedToken');
  });
});
