import type { SafeStorage } from 'electron';
import { reasonOf } from '../shared/reasonOf.ts';
import type { OwnSettings } from '../shared/settings/ownSettings.ts';
import { isSecret, secretNames, withoutSecrets } from '../shared/settings/settings.ts';

/** Settings as they are on disk: the secrets among them sealed by the machine, where it can. */
export type KeptSettings = OwnSettings & Sealed & { readonly format?: number };

interface Sealed {
  readonly sealedToken?: string | undefined;
  /** The other secrets, as JSON. */
  readonly sealedPasswords?: string | undefined;
}

/** What is sealed in a file. */
export function sealedIn(raw: unknown): Sealed {
  if (typeof raw !== 'object' || raw === null) return {};
  const { sealedToken, sealedPasswords } = raw as Readonly<Record<string, unknown>>;
  return {
    ...(typeof sealedToken === 'string' ? { sealedToken } : {}),
    ...(typeof sealedPasswords === 'string' ? { sealedPasswords } : {}),
  };
}

/** What of Electron's safeStorage is used. */
export type Keyring = Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'encryptString' | 'decryptString' | 'getSelectedStorageBackend'
>;

/** Keeps the secrets sealed by the machine's keyring; without one they stay in plain text, and that is said. */
export class TokenSafe {
  readonly #isUsable: boolean;
  readonly #keyring: Keyring;
  /** What can't be opened now is kept as it is: the keyring may come back. */
  #unopened: Sealed = {};

  constructor(keyring: Keyring, platform: NodeJS.Platform) {
    this.#keyring = keyring;
    // On Linux without a keyring Electron encrypts with a password that everybody knows, which is no safe.
    this.#isUsable =
      keyring.isEncryptionAvailable() &&
      (platform !== 'linux' || keyring.getSelectedStorageBackend() !== 'basic_text');
  }

  /** The settings with their secrets, and what the operator must be told of these. */
  opened({ sealedToken, sealedPasswords, ...settings }: KeptSettings): {
    settings: OwnSettings;
    problem?: string;
  } {
    if (sealedToken === undefined && sealedPasswords === undefined) {
      if (this.#isUsable || !secretNames.some((name) => settings[name] !== undefined)) return { settings };
      const problem =
        'This machine has no keyring for programs, so the access token stands in settings.json in plain text, readable for this user alone.';
      return { settings, problem };
    }
    try {
      const token = sealedToken === undefined ? {} : { token: this.#open(sealedToken) };
      const passwords: unknown = sealedPasswords === undefined ? {} : JSON.parse(this.#open(sealedPasswords));
      return { settings: { ...settings, ...onlySecrets(passwords), ...token } };
    } catch (error) {
      this.#unopened = { sealedToken, sealedPasswords };
      const problem = `The access token can't be opened with this machine's keyring any more (${reasonOf(error)}): unlock the keyring and start again, or enter the token anew. Until then it is kept as it is.`;
      return { settings, problem };
    }
  }

  /** The settings as they go to the disk. */
  sealed(settings: OwnSettings): KeptSettings {
    if (!this.#isUsable) return { ...settings, ...this.#unopened };
    const { token, ...others } = settings;
    const passwords = Object.entries(onlySecrets(others));
    return {
      ...withoutSecrets(others),
      ...this.#unopened,
      ...(token === undefined ? {} : { sealedToken: this.#seal(token) }),
      ...(passwords.length === 0
        ? {}
        : { sealedPasswords: this.#seal(JSON.stringify(Object.fromEntries(passwords))) }),
    };
  }

  /** Somebody entered some of these anew, or cleared them: what can't be opened of them is of no use any more. */
  forget(names: readonly string[]): void {
    const { sealedToken, sealedPasswords } = this.#unopened;
    this.#unopened = {
      ...(sealedToken === undefined || names.includes('token') ? {} : { sealedToken }),
      ...(sealedPasswords === undefined || names.some((name) => name !== 'token' && isSecret(name))
        ? {}
        : { sealedPasswords }),
    };
  }

  #open(sealed: string): string {
    return this.#keyring.decryptString(Buffer.from(sealed, 'base64'));
  }

  #seal(text: string): string {
    return this.#keyring.encryptString(text).toString('base64');
  }
}

function onlySecrets(values: unknown): OwnSettings {
  if (typeof values !== 'object' || values === null) return {};
  const secrets = Object.entries(values).filter(([name, value]) => value !== undefined && isSecret(name));
  return Object.fromEntries(secrets);
}
