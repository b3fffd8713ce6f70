import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { codeOf } from '../../shared/codeOf.ts';
import { stampOf } from '../fileStamp.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { reasonOf } from '../../shared/reasonOf.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { utcTime } from '../../shared/rules/durations.ts';

/** The files that a gateway's TLS is made of, in PEM form. */
export interface TlsFiles {
  /** The gateway's own certificate first, then those between it and its authority. */
  readonly cert: string;
  readonly key: string;
  /** Only those who show a certificate of this authority are let in; anybody without it. */
  readonly clientCa?: string | undefined;
}

/** What a TLS server is made of, judged and found good. */
export interface TlsMaterial {
  readonly cert: string;
  readonly key: string;
  readonly ca: string | undefined;
  /** When the first certificate of the chain ends. */
  readonly expiresAt: Instant;
  /** What should be mended and stops nothing, in sentences. */
  readonly remarks: readonly string[];
}

/** Reads and judges the files as of `now`; the error is one sentence that says which file, what is wrong and the fix. */
export function readTlsFiles(files: TlsFiles, now: Instant): Result<TlsMaterial> {
  const cert = readText(files.cert, 'certificate', '--tls-cert');
  if (!cert.ok) return cert;
  const chain = certificatesIn(cert.value);
  const own = chain[0];
  if (own === undefined) {
    return err(
      `${files.cert} holds no certificate in PEM form (BEGIN CERTIFICATE); give one with --tls-cert.`,
    );
  }
  const keyText = readText(files.key, 'key', '--tls-key');
  if (!keyText.ok) return keyText;
  const key = privateKeyIn(keyText.value, files.key);
  if (!key.ok) return key;
  if (!own.checkPrivateKey(key.value)) {
    return err(
      `The key ${files.key} does not belong to the certificate ${files.cert}: give the pair that was made together, ` +
        "with the gateway's own certificate first in its file.",
    );
  }
  const validity = validAt(chain, files.cert, now);
  if (!validity.ok) return validity;
  const ca = files.clientCa === undefined ? ok(undefined) : readAuthority(files.clientCa, now);
  if (!ca.ok) return ca;
  try {
    createSecureContext({ cert: cert.value, key: keyText.value, ca: ca.value });
  } catch (error) {
    return err(`TLS can't be set up with ${files.cert} and ${files.key}: ${reasonOf(error)}.`);
  }
  const remarks = openToOthers(files.key)
    ? [`${files.key} can be read by every user; run: chmod o= ${files.key}`]
    : [];
  return ok({ cert: cert.value, key: keyText.value, ca: ca.value, expiresAt: validity.value, remarks });
}

/** Changes whenever one of the files does. */
export const stampOfTls = ({ cert, key, clientCa }: TlsFiles): string =>
  [cert, key, ...(clientCa === undefined ? [] : [clientCa])]
    .map((file) => stampOf(file) ?? 'missing')
    .join(' ');

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a folder',
};

function readText(file: string, what: string, flag: string): Result<string> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    const code = codeOf(error) ?? '';
    return err(
      `The ${what} ${file} can't be read: ${reasons[code] ?? reasonOf(error)}; mend that, or name another with ${flag}.`,
    );
  }
}

/** All certificates in a text; none where one of them can't be read, for then the file is not what it should be. */
function certificatesIn(text: string): readonly X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return [];
  }
}

function privateKeyIn(text: string, file: string): Result<KeyObject> {
  try {
    return ok(createPrivateKey(text));
  } catch (error) {
    const isLocked = /ENCRYPTED/.test(text) || codeOf(error) === 'ERR_MISSING_PASSPHRASE';
    if (!isLocked) return err(`${file} holds no private key in PEM form; give one with --tls-key.`);
    return err(
      `The key ${file} is locked with a passphrase, which a service can't type; write it without one: ` +
        `openssl pkey -in ${file} -out gateway.key`,
    );
  }
}

/** When the first of them ends; an error where one has not begun, or is over. */
function validAt(chain: readonly X509Certificate[], file: string, now: Instant): Result<Instant> {
  const begins = Math.max(...chain.map(({ validFromDate }) => validFromDate.getTime()));
  const ends = Math.min(...chain.map(({ validToDate }) => validToDate.getTime()));
  if (now < begins) {
    return err(
      `The certificate ${file} is valid only from ${utcTime(begins)}, and this machine's clock says ${utcTime(now)}: ` +
        'set the clock, or give another certificate with --tls-cert.',
    );
  }
  if (now >= ends) {
    return err(
      `The certificate ${file} was valid until ${utcTime(ends)}; renew it, then start the gateway again.`,
    );
  }
  return ok(ends);
}

function readAuthority(file: string, now: Instant): Result<string> {
  const text = readText(file, 'authority of client certificates', '--tls-client-ca');
  if (!text.ok) return text;
  const certificates = certificatesIn(text.value);
  if (certificates.length === 0) {
    return err(
      `${file} holds no certificate in PEM form (BEGIN CERTIFICATE); give the authority's with --tls-client-ca.`,
    );
  }
  const validity = validAt(certificates, file, now);
  return validity.ok ? text : validity;
}

function openToOthers(file: string): boolean {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0;
  return process.platform !== 'win32' && (mode & 0o004) !== 0;
}
