import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext, rootCertificates } from 'node:tls';
import { reasonOf } from '../shared/reasonOf.ts';
import { err, ok, type Result } from '../shared/result.ts';
import type { ConnectionSettings } from '../shared/settings/settings.ts';

/** What a TLS connection is made with; empty for one that needs nothing of its own. */
export interface TlsMaterial {
  /** Every authority that is trusted, PEM. */
  readonly ca?: string[];
  readonly cert?: string;
  readonly key?: string;
  readonly passphrase?: string;
}

type TlsSettings = Pick<
  ConnectionSettings,
  'caFile' | 'clientCertFile' | 'clientKeyFile' | 'clientKeyPassword'
>;

/** Reads the certificate files that the settings name; the error says which is wrong, and how. */
export function readTlsFiles(settings: TlsSettings, now: number): Result<TlsMaterial> {
  const { caFile, clientCertFile, clientKeyFile, clientKeyPassword: passphrase } = settings;
  const material: { -readonly [Part in keyof TlsMaterial]: TlsMaterial[Part] } = {};
  if (caFile !== undefined) {
    const ca = readCertificate(caFile, 'custom CA', now);
    if (!ca.ok) return ca;
    material.ca = [...rootCertificates, ca.value];
  }
  if (clientCertFile === undefined && clientKeyFile === undefined) return ok(material);
  if (clientCertFile === undefined)
    return err('A key without its client certificate says nothing: name the certificate too.');
  if (clientKeyFile === undefined)
    return err('The client certificate needs the file of its key: name it too.');
  const cert = readCertificate(clientCertFile, 'client certificate', now);
  if (!cert.ok) return cert;
  const key = readText(clientKeyFile, 'key of the client certificate');
  if (!key.ok) return key;
  try {
    createSecureContext({ cert: cert.value, key: key.value, passphrase });
  } catch (error) {
    return err(`The key ${clientKeyFile} does not serve ${clientCertFile}: ${keyReason(reasonOf(error))}.`);
  }
  return ok({ ...material, cert: cert.value, key: key.value, passphrase });
}

function readText(path: string, what: string): Result<string> {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (error) {
    return err(`The ${what} ${path} can't be read: ${reasonOf(error)}.`);
  }
}

function readCertificate(path: string, what: string, now: number): Result<string> {
  const text = readText(path, what);
  if (!text.ok) return text;
  try {
    const { validToDate } = new X509Certificate(text.value);
    if (validToDate.getTime() < now)
      return err(
        `The ${what} ${path} ended on ${validToDate.toISOString().slice(0, 10)}; put a new one there.`,
      );
    return text;
  } catch {
    return err(`The ${what} ${path} is no certificate in PEM ("-----BEGIN CERTIFICATE-----").`);
  }
}

function keyReason(reason: string): string {
  if (/mismatch/i.test(reason)) return 'it is the key of another certificate';
  if (/bad decrypt|password|passphrase|interrupted or cancelled/i.test(reason))
    return 'it is encrypted, and its password is missing or wrong';
  return reason;
}
