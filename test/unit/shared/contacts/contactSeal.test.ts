import { describe, expect, test } from 'vitest';
import {
  newContactLock,
  openContacts,
  sealContacts,
  sealedContactsSchema,
  type Contacts,
  type SealedContacts,
} from '../../../../shared/contacts/contactSeal.ts';
import { sealToolsOf, type SealTools } from '../../../../shared/contacts/sealTools.ts';

const tools: SealTools = toolsHere();
const passphrase = 'four of the cooks';
const contacts: Contacts = {
  noor: { phone: '+1 202 555 0101', chat: '@noor' },
  aoi: { email: 'aoi@acgs.example' },
};

describe('sealed contacts', () => {
  test('are opened by the passphrase of their lock, and by no other', async () => {
    const sealed = await seal();
    expect(await openContacts(tools, sealed, passphrase)).toEqual({ ok: true, value: contacts });
    for (const other of ['four of the cook', '', `${passphrase} `])
      expect(await openContacts(tools, sealed, other)).toEqual({
        ok: false,
        error: 'This is not the passphrase of the contacts.',
      });
  });

  test('show nothing of what is in them, are never alike twice, and are what their schema says', async () => {
    const lock = await lockOf();
    const [first, second] = [
      await sealContacts(tools, lock, contacts),
      await sealContacts(tools, lock, contacts),
    ];
    // Hexadecimal holds any three digits by chance.
    expect(JSON.stringify(first)).not.toMatch(/202 555|noor|acgs/);
    expect(first.data).not.toBe(second.data);
    expect(sealedContactsSchema.parse(JSON.parse(JSON.stringify(first)))).toEqual(first);
  });

  test('open with the passphrase however its letters are composed', async () => {
    const sealed = await seal('caf\u00e9 am Main');
    expect(await openContacts(tools, sealed, 'cafe\u0301 am Main')).toMatchObject({ ok: true });
  });

  test.each(['publicKey', 'iv', 'data'] as const)(
    'with a changed %s say that they are damaged',
    async (part) => {
      const sealed = await seal();
      const last = sealed[part].slice(-1) === '0' ? '1' : '0';
      const changed = { ...sealed, [part]: `${sealed[part].slice(0, -1)}${last}` };
      expect(await openContacts(tools, changed, passphrase)).toEqual({
        ok: false,
        error: 'The passphrase is right, but the contacts are damaged: they come anew from the gateway.',
      });
    },
  );

  test('ask for a passphrase of 8 to 200 characters', async () => {
    for (const given of ['seven77', 'x'.repeat(201)])
      expect(await newContactLock(tools, given)).toEqual({
        ok: false,
        error: 'A passphrase has 8 to 200 characters.',
      });
  });

  test('are of a platform that has no cryptography: none', () => {
    const { TextEncoder, TextDecoder } = globalThis;
    const crypto = { subtle: undefined, getRandomValues: () => new Uint8Array() };
    expect(sealToolsOf({ crypto, TextEncoder, TextDecoder })).toBeUndefined();
  });
});

function toolsHere(): SealTools {
  const found = sealToolsOf(globalThis);
  if (found === undefined) throw new Error('Node has crypto.subtle.');
  return found;
}

async function lockOf(given = passphrase) {
  const lock = await newContactLock(tools, given);
  if (!lock.ok) throw new Error(lock.error);
  return lock.value;
}

const seal = async (given = passphrase): Promise<SealedContacts> =>
  sealContacts(tools, await lockOf(given), contacts);
