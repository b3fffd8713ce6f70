import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { breakGlassPage } from '../../shared/breakGlass/breakGlassPage.ts';
import { gatherBreakGlass } from '../../shared/breakGlass/gather.ts';
import { openContacts } from '../../shared/contacts/contactSeal.ts';
import { sealToolsOf } from '../../shared/contacts/sealTools.ts';
import { withContacts } from '../../shared/contacts/contactsInState.ts';
import { restoredState } from '../../shared/feed/lastState.ts';
import type { FeedState } from '../../shared/feed/reduce.ts';
import { keptLibrarySchema } from '../../shared/library/keptLibrary.ts';
import { reasonOf } from '../../shared/reasonOf.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { unsealed } from '../../shared/sealedText.ts';
import { fail, remark } from './terminal.ts';
import { writeTo } from './writtenFile.ts';

/** What `watchfloor break-glass` is told. */
export interface BreakGlassChoices {
  readonly out: string;
  /** The console's data folder. */
  readonly from?: string;
  /** File with the passphrase of locked contacts. */
  readonly passphraseFile?: string;
}

/** Writes the break-glass copy from what a console on this machine keeps; answers the exit code. */
export async function writeBreakGlass(
  { out, from, passphraseFile }: BreakGlassChoices,
  now: number,
): Promise<number> {
  const folder = resolve(from ?? consoleFolder());
  const list = read(join(folder, 'library', 'library'), (json) => keptLibrarySchema.parse(json));
  const kept = read(join(folder, 'last-state'), (json) => restoredState(undefined, json));
  const opened = await withContactsOf(kept, passphraseFile);
  if (!opened.ok) return fail(opened.error);
  const state = opened.value;
  if (list === undefined && state === undefined)
    return fail(`${folder} holds no runbooks and no last state; name a console's data folder with --from.`);
  const data = await gatherBreakGlass({
    ...{ now, state, list },
    file: async (digest) => {
      const bytes = readFileSync(join(folder, 'library', 'files', digest));
      if (sha256(bytes, 'hex') !== digest) throw new Error('its copy is damaged');
      return bytes;
    },
    decode: (bytes) => new TextDecoder().decode(bytes),
    base64: (bytes) => Buffer.from(bytes).toString('base64'),
  });
  const written = writeTo(out, await breakGlassPage(data, async (text) => sha256(text, 'base64')));
  if (!written.ok) return fail(written.error);
  for (const sentence of data.leftOut) remark(`left out: ${sentence}`);
  remark(`wrote ${out}: ${data.runbooks.length} runbooks. ${contactWords(state)}`);
  return 0;
}

/** The state with its contacts, where a passphrase for them is given. */
async function withContactsOf(
  state: FeedState | undefined,
  passphraseFile: string | undefined,
): Promise<Result<FeedState | undefined>> {
  const tools = sealToolsOf(globalThis);
  if (state?.sealedContacts === undefined || passphraseFile === undefined || tools === undefined)
    return ok(state);
  const passphrase = secretIn(passphraseFile);
  if (!passphrase.ok) return passphrase;
  const contacts = await openContacts(tools, state.sealedContacts, passphrase.value);
  return contacts.ok ? ok(withContacts(state, contacts.value)) : contacts;
}

/** The first line of a file. */
function secretIn(path: string): Result<string> {
  try {
    return ok(readFileSync(path, 'utf8').split(/\r?\n/, 1)[0] ?? '');
  } catch (error) {
    return err(`${path}: the passphrase could not be read (${reasonOf(error)}).`);
  }
}

const contactWords = (state: FeedState | undefined): string =>
  state?.sealedContacts === undefined
    ? 'It holds contacts; keep it as you keep those.'
    : 'Contacts are locked and not in it; --passphrase-file opens them.';

/** Where Electron keeps the desktop console's data. */
function consoleFolder(): string {
  const { platform, env } = process;
  if (platform === 'win32') return join(env['APPDATA'] ?? homedir(), 'Watchfloor');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Watchfloor');
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Watchfloor');
}

/** A file that may be missing or damaged, else the version before it: the copy is made of the rest, and says so. */
function read<Value>(name: string, parse: (json: unknown) => Value): Value | undefined {
  for (const file of [`${name}.json`, `${name}.before.json`]) {
    try {
      return parse(unsealed(readFileSync(file, 'utf8'), (text) => sha256(text, 'hex')));
    } catch (error) {
      remark(`${file} can't be used: ${reasonOf(error).split('\n')[0] ?? ''}`);
    }
  }
  return undefined;
}

const sha256 = (bytes: Uint8Array | string, as: 'hex' | 'base64'): string =>
  createHash('sha256').update(bytes).digest(as);
