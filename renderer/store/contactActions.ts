import type { ConsoleBridge } from '../../shared/bridge.ts';
import { reasonOf } from '../../shared/reasonOf.ts';
import type { ConsoleStore } from './store.ts';

/** What may be done with the contacts; each try resolves with why it was not done, or undefined. */
export interface ContactActions {
  /** Opens or closes what is asked about them. */
  readonly askContacts: (isAsked: boolean) => void;
  readonly unlockContacts: (passphrase: string) => Promise<string | undefined>;
  readonly protectContacts: (passphrase: string) => Promise<string | undefined>;
  readonly unprotectContacts: () => Promise<string | undefined>;
}

/** The actions about contacts, over a shell. */
export function contactActions(
  store: ConsoleStore,
  { contacts }: Pick<ConsoleBridge, 'contacts'>,
): ContactActions {
  const tried = (act: Promise<void>): Promise<string | undefined> => act.then(() => undefined, reasonOf);
  return {
    askContacts: (asksContacts) => store.setState(({ ui }) => ({ ui: { ...ui, asksContacts } })),
    unlockContacts: (passphrase) => tried(contacts.unlock(passphrase)),
    protectContacts: (passphrase) => tried(contacts.protect(passphrase)),
    unprotectContacts: () => tried(contacts.unprotect()),
  };
}
