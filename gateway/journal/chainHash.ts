import { createHash } from 'node:crypto';

/** Hash before the first entry. */
export const genesisHash = '0'.repeat(64);

/** What one entry's hash covers: its place, its content, the command behind it, and the hash before it. */
export interface Hashed {
  readonly number: number;
  /** The event as kept, to the byte. */
  readonly body: string;
  readonly commandId: string | undefined;
}

/** SHA-256 in hexadecimal; each part is preceded by its length, so that no two entries read the same. */
export function chainHash(before: string, { number, body, commandId = '' }: Hashed): string {
  const hash = createHash('sha256');
  for (const part of [before, String(number), commandId, body])
    hash.update(`${Buffer.byteLength(part)}:${part}`);
  return hash.digest('hex');
}
