import { z } from 'zod';
import { hex } from '../hex.ts';
import { contactSchema } from '../model/desk.ts';
import { err, ok, type Result } from '../result.ts';
import type { Bytes, SealTools } from './sealTools.ts';

/** Bytes as they are kept: hexadecimal. */
const hexSchema = z
  .string()
  .max(1_000_000)
  .regex(/^([0-9a-f]{2})+$/);

/**
 * What a console needs to seal contacts without being able to open them: a public key, and its private one under a
 * passphrase. So it writes them at any time, and asks for the passphrase only when they are to be read.
 */
export const contactLockSchema = z.strictObject({
  version: z.literal(1),
  /** Of ECDH on P-256, SPKI. */
  publicKey: hexSchema,
  /** Of PBKDF2 with SHA-256. */
  salt: hexSchema,
  iterations: z.number().int().min(100_000).max(10_000_000),
  iv: hexSchema,
  /** PKCS #8, under AES-256-GCM by the passphrase's key. */
  privateKey: hexSchema,
});
export type ContactLock = z.infer<typeof contactLockSchema>;

/** Contacts that only the passphrase of their lock opens. */
export const sealedContactsSchema = z.strictObject({
  lock: contactLockSchema,
  /** Made for this one sealing, SPKI. */
  publicKey: hexSchema,
  iv: hexSchema,
  /** JSON under AES-256-GCM. */
  data: hexSchema,
});
export type SealedContacts = z.infer<typeof sealedContactsSchema>;

/** How to reach people, by the id of the person. */
export const contactsSchema = z.record(z.string(), contactSchema);
export type Contacts = z.infer<typeof contactsSchema>;

/** Characters of a passphrase. */
export const passphraseLength = { least: 8, most: 200 } as const;
/** OWASP's password storage sheet, for PBKDF2 with SHA-256. */
const passphraseIterations = 600_000;

/** What the bytes under a key are of: a key made for one is no good for another. */
const use = 'watchfloor contacts 1';

/** A lock that this passphrase opens; an error where it is too short or too long. */
export async function newContactLock(tools: SealTools, passphrase: string): Promise<Result<ContactLock>> {
  const { least, most } = passphraseLength;
  if (passphrase.length < least || passphrase.length > most)
    return err(`A passphrase has ${least} to ${most} characters.`);
  const { publicKey, privateKey } = await tools.newPair();
  const salt = tools.random(16);
  const iv = tools.random(12);
  const key = await keyOf(tools, passphrase, salt, passphraseIterations);
  const secret = await tools.encrypt(key, iv, tools.encode(use), privateKey);
  return ok({
    ...{ version: 1, publicKey: hex(publicKey), salt: hex(salt), iterations: passphraseIterations },
    ...{ iv: hex(iv), privateKey: hex(secret) },
  });
}

/** Seals contacts so that only the passphrase of the lock opens them; no two sealings are alike. */
export async function sealContacts(
  tools: SealTools,
  lock: ContactLock,
  contacts: Contacts,
): Promise<SealedContacts> {
  const own = await tools.newPair();
  const iv = tools.random(12);
  const key = await tools.agree(own.privateKey, unhex(lock.publicKey), tools.encode(use));
  const data = await tools.encrypt(key, iv, tools.encode(use), tools.encode(JSON.stringify(contacts)));
  return { lock, publicKey: hex(own.publicKey), iv: hex(iv), data: hex(data) };
}

/** What was sealed; an error where it is another passphrase, or not what was sealed. */
export async function openContacts(
  tools: SealTools,
  { lock, publicKey, iv, data }: SealedContacts,
  passphrase: string,
): Promise<Result<Contacts>> {
  const about = tools.encode(use);
  const own = await keyOf(tools, passphrase, unhex(lock.salt), lock.iterations)
    .then((key) => tools.decrypt(key, unhex(lock.iv), about, unhex(lock.privateKey)))
    .catch(() => undefined);
  if (own === undefined) return err('This is not the passphrase of the contacts.');
  try {
    const key = await tools.agree(own, unhex(publicKey), about);
    const bytes = await tools.decrypt(key, unhex(iv), about, unhex(data));
    return ok(contactsSchema.parse(JSON.parse(tools.decode(bytes))));
  } catch {
    return err('The passphrase is right, but the contacts are damaged: they come anew from the gateway.');
  }
}

/** The same passphrase from any keyboard is the same key: NFKC, as for the kiosk's code. */
const keyOf = (tools: SealTools, passphrase: string, salt: Bytes, iterations: number): Promise<Bytes> =>
  tools.stretch(tools.encode(passphrase.normalize('NFKC')), salt, iterations);

const unhex = (text: string): Bytes =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
