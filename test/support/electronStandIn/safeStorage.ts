import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { ElectronSurface } from './surface.ts';

/** The password of the machine's keyring; without one there is none. */
const password = process.env['STAND_IN_KEYRING'];
const key = createHash('sha256')
  .update(password ?? '')
  .digest();

/** A keyring that a test gives a password; another password opens nothing. */
export const safeStorage: ElectronSurface['safeStorage'] = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => (password === undefined ? 'basic_text' : 'gnome_libsecret'),
  encryptString(text) {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  },
  decryptString(sealed) {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
  },
};
