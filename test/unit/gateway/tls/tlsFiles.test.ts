import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTlsFiles, type TlsFiles } from '../../../../gateway/tls/tlsFiles.ts';
import { selfSigned } from '../../../support/certificate.ts';
import { requireProgram } from '../../../support/prerequisites.ts';
import { temporaryFolder } from '../../../support/restartable.ts';

const folder = temporaryFolder('tls');
afterAll(() => folder.remove());
const day = 24 * 60 * 60_000;
const now = Date.now();

let files: TlsFiles;
let other: ReturnType<typeof selfSigned>;
beforeAll(() => {
  const own = join(folder.path, 'own');
  const another = join(folder.path, 'other');
  mkdirSync(own);
  mkdirSync(another);
  const made = selfSigned(own);
  other = selfSigned(another);
  files = { cert: made.certFile, key: made.keyFile };
});

const problemWith = (change: Partial<TlsFiles>, at = now): string => {
  const read = readTlsFiles({ ...files, ...change }, at);
  return read.ok ? 'fine' : read.error;
};
const written = (name: string, text: string): string => {
  const file = join(folder.path, name);
  writeFileSync(file, text, { mode: 0o600 });
  return file;
};

describe('the files of TLS', () => {
  it('that belong together are taken, with the day on which they end', () => {
    const read = readTlsFiles(files, now);
    if (!read.ok) throw new Error(read.error);
    expect(read.value.expiresAt - now).toBeGreaterThan(1.9 * day);
    expect(read.value.expiresAt - now).toBeLessThan(2.1 * day);
    expect(read.value.remarks).toEqual([]);
  });

  it('end with the first certificate of the chain that ends', () => {
    const long = join(folder.path, 'long');
    mkdirSync(long);
    const { certFile, keyFile } = selfSigned(long, 40);
    const alone = readTlsFiles({ cert: certFile, key: keyFile }, now);
    expect(alone.ok && alone.value.expiresAt - now).toBeGreaterThan(39 * day);
    appendFileSync(certFile, other.cert);
    const chained = readTlsFiles({ cert: certFile, key: keyFile }, now);
    expect(chained.ok && chained.value.expiresAt - now).toBeLessThan(3 * day);
  });

  it('that are missing, or no files, are named with the flag that gives others', () => {
    expect(problemWith({ cert: join(folder.path, 'none.pem') })).toMatch(
      /^The certificate .*none\.pem can't be read: there is no such file; .*--tls-cert\.$/,
    );
    expect(problemWith({ key: folder.path })).toMatch(
      /^The key .* can't be read: it is a folder; .*--tls-key\.$/,
    );
    expect(problemWith({ clientCa: join(folder.path, 'none.pem') })).toMatch(/--tls-client-ca\.$/);
  });

  it.each([
    ['no certificate', { cert: 'hello' }, /holds no certificate in PEM form/],
    [
      'a cut certificate',
      { cert: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' },
      /no certificate/,
    ],
    ['no key', { key: 'hello' }, /holds no private key in PEM form.*--tls-key/],
    ['an empty key', { key: '' }, /holds no private key/],
    ['no authority', { clientCa: 'hello' }, /holds no certificate.*--tls-client-ca/],
  ] as const)('with %s are refused', (_what, texts, says) => {
    const given = Object.entries(texts).map(([name, text]) => [name, written(`bad-${name}`, text)]);
    expect(problemWith(Object.fromEntries(given) as Partial<TlsFiles>)).toMatch(says);
  });

  it('of two pairs are refused', () => {
    expect(problemWith({ key: other.keyFile })).toMatch(/^The key .* does not belong to the certificate /);
  });

  it('whose key is locked tell how to write it unlocked', () => {
    const locked = join(folder.path, 'locked.pem');
    execFileSync(
      requireProgram('openssl'),
      ['pkey', '-in', files.key, '-aes256', '-passout', 'pass:x', '-out', locked],
      {
        stdio: 'pipe',
      },
    );
    expect(problemWith({ key: locked })).toMatch(/locked with a passphrase.*openssl pkey -in .*locked\.pem/);
  });

  it('that are over, or have not begun, say until or from when', () => {
    const utc = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d UTC`;
    expect(problemWith({}, now + 3 * day)).toMatch(new RegExp(`was valid until ${utc}; renew it`));
    expect(problemWith({}, now - day)).toMatch(
      new RegExp(`valid only from ${utc}, and this machine's clock says ${utc}: set the clock`),
    );
    expect(problemWith({ clientCa: other.certFile }, now + 3 * day)).toMatch(/was valid until/);
  });

  it('whose key anybody may read are taken, with a remark', () => {
    const open = join(folder.path, 'open.pem');
    copyFileSync(files.key, open);
    chmodSync(open, 0o644);
    const read = readTlsFiles({ ...files, key: open }, now);
    expect(read.ok && read.value.remarks).toEqual([
      expect.stringMatching(/every user; run: chmod o= .*open\.pem$/),
    ]);
  });
});
