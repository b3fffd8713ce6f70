/** Bytes of their own buffer, as the platforms' cryptography asks for. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** What sealing needs of the platform; keys are 32 bytes for AES-256. */
export interface SealTools {
  random(bytes: number): Bytes;
  encode(text: string): Bytes;
  decode(bytes: Bytes): string;
  /** A pair for ECDH on P-256: SPKI and PKCS #8. */
  newPair(): Promise<{ readonly publicKey: Bytes; readonly privateKey: Bytes }>;
  /** The key that both ends of such pairs come to, for one use: ECDH, then HKDF with SHA-256 (RFC 5869). */
  agree(privateKey: Bytes, publicKey: Bytes, use: Bytes): Promise<Bytes>;
  /** PBKDF2 with SHA-256 (RFC 8018). */
  stretch(passphrase: Bytes, salt: Bytes, iterations: number): Promise<Bytes>;
  /** AES-256-GCM, for one use. */
  encrypt(key: Bytes, iv: Bytes, use: Bytes, bytes: Bytes): Promise<Bytes>;
  /** Rejects where it is another key or use, or the bytes were changed. */
  decrypt(key: Bytes, iv: Bytes, use: Bytes, bytes: Bytes): Promise<Bytes>;
}

type Curve = { readonly name: 'ECDH'; readonly namedCurve: 'P-256' };
type Gcm = { readonly name: 'AES-GCM'; readonly iv: Bytes; readonly additionalData: Bytes };
type KeyUse = 'deriveBits' | 'encrypt' | 'decrypt';
type Derivation<Key> =
  | { readonly name: 'PBKDF2'; readonly hash: 'SHA-256'; readonly salt: Bytes; readonly iterations: number }
  | { readonly name: 'HKDF'; readonly hash: 'SHA-256'; readonly salt: Bytes; readonly info: Bytes }
  | { readonly name: 'ECDH'; readonly public: Key };

/** What of `crypto.subtle` is used. */
interface Subtle<Key> {
  generateKey(
    algorithm: Curve,
    extractable: boolean,
    uses: KeyUse[],
  ): Promise<{ readonly publicKey: Key; readonly privateKey: Key }>;
  importKey(
    format: 'raw' | 'spki' | 'pkcs8',
    bytes: Bytes,
    algorithm: Curve | 'PBKDF2' | 'HKDF' | 'AES-GCM',
    extractable: boolean,
    uses: KeyUse[],
  ): Promise<Key>;
  exportKey(format: 'spki' | 'pkcs8', key: Key): Promise<ArrayBuffer>;
  deriveBits(algorithm: Derivation<Key>, key: Key, bits: number): Promise<ArrayBuffer>;
  encrypt(algorithm: Gcm, key: Key, bytes: Bytes): Promise<ArrayBuffer>;
  decrypt(algorithm: Gcm, key: Key, bytes: Bytes): Promise<ArrayBuffer>;
}

/** What a platform is asked for: `globalThis` of browsers, Electron and Node has all of it. */
interface Platform<Key> {
  readonly crypto: { readonly subtle: Subtle<Key> | undefined; getRandomValues(bytes: Bytes): Bytes };
  readonly TextEncoder: new () => { encode(text: string): Bytes };
  readonly TextDecoder: new () => { decode(bytes: Bytes): string };
}

const curve: Curve = { name: 'ECDH', namedCurve: 'P-256' };

/** The platform's tools; undefined on a page that came neither over https nor from localhost. */
export function sealToolsOf<Key>({ crypto, TextEncoder, TextDecoder }: Platform<Key>): SealTools | undefined {
  const { subtle } = crypto;
  if (subtle === undefined) return undefined;
  const gcm = (iv: Bytes, additionalData: Bytes): Gcm => ({ name: 'AES-GCM', iv, additionalData });
  const aesKey = (key: Bytes, use: KeyUse): Promise<Key> =>
    subtle.importKey('raw', key, 'AES-GCM', false, [use]);
  return {
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    encode: (text) => new TextEncoder().encode(text),
    decode: (bytes) => new TextDecoder().decode(bytes),
    async newPair() {
      const { publicKey, privateKey } = await subtle.generateKey(curve, true, ['deriveBits']);
      return {
        publicKey: new Uint8Array(await subtle.exportKey('spki', publicKey)),
        privateKey: new Uint8Array(await subtle.exportKey('pkcs8', privateKey)),
      };
    },
    async agree(privateKey, publicKey, info) {
      const own = await subtle.importKey('pkcs8', privateKey, curve, false, ['deriveBits']);
      const other = await subtle.importKey('spki', publicKey, curve, false, []);
      const point = await subtle.deriveBits({ name: 'ECDH', public: other }, own, 256);
      const material = await subtle.importKey('raw', new Uint8Array(point), 'HKDF', false, ['deriveBits']);
      const salt = new Uint8Array();
      return new Uint8Array(
        await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, material, 256),
      );
    },
    async stretch(passphrase, salt, iterations) {
      const typed = await subtle.importKey('raw', passphrase, 'PBKDF2', false, ['deriveBits']);
      return new Uint8Array(
        await subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, typed, 256),
      );
    },
    encrypt: async (key, iv, use, bytes) =>
      new Uint8Array(await subtle.encrypt(gcm(iv, use), await aesKey(key, 'encrypt'), bytes)),
    decrypt: async (key, iv, use, bytes) =>
      new Uint8Array(await subtle.decrypt(gcm(iv, use), await aesKey(key, 'decrypt'), bytes)),
  };
}
