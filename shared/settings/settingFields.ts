import { z } from 'zod';
import { isNamedZone } from '../model/timeZone.ts';

/** A gateway's address: an operator may give the one that a browser shows. */
export const gatewayAddressSchema = z
  .string()
  .max(2048, 'An address has at most 2048 characters; this is not one.')
  .superRefine((text, context) => {
    const problem = text === '' ? undefined : addressProblem(text, /^(wss?|https?):$/i);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });

/** A proxy's address; a user's name may stand in it, their password has a setting of its own. */
export const proxyAddressSchema = z
  .string()
  .max(2048, 'An address has at most 2048 characters; this is not one.')
  .superRefine((text, context) => {
    if (text === '') return;
    if (!/^https?:\/\/([^@/?#:\s]+@)?[^@/?#\s]+\/?$/i.test(text)) {
      const message = /^https?:\/\/[^@/?#]*:[^@/?#]*@/i.test(text)
        ? 'Put the password in its own setting, not in the address: that is shown and exported.'
        : `"${text.slice(0, 100)}" is not a proxy such as http://proxy.example:3128; other kinds (SOCKS, PAC files) are not spoken.`;
      context.addIssue({ code: 'custom', message });
    }
  });

function addressProblem(text: string, schemes: RegExp): string | undefined {
  const parts = /^([a-z]+:)\/\/([^/?#\s]*)([^\s]*)$/i.exec(text);
  if (parts === null || !schemes.test(parts[1] ?? '') || parts[2] === '')
    return `"${text.slice(0, 100)}" is not an address such as wss://noc.example/feed.`;
  if (parts[2]?.includes('@') === true) return 'Put the access token in its own setting, not in the address.';
  if (!/^(\[[0-9a-f:.]+\]|[^:[\]]+)(:\d{1,5})?$/i.test(parts[2] ?? ''))
    return `"${(parts[2] ?? '').slice(0, 100)}" is not a host and a port, such as noc.example:8450.`;
  return undefined;
}

/** A path that means the same file wherever the console was started. */
export const pathSchema = z
  .string()
  .max(1024, 'A path has at most 1024 characters.')
  .refine((text) => text === '' || /^(\/|[a-z]:[\\/]|\\\\)/i.test(text), {
    message:
      'Give the whole path, from / or a drive letter: a part of one depends on where the console was started.',
  })
  .refine((text) => !text.includes('\0'), { message: 'A path holds no such character.' });

/** A whole number of days. */
export const daysSchema = z
  .number('Give a number of days.')
  .int('Give whole days.')
  .min(1, 'Give at least 1 day.')
  .max(3650, 'Give at most 3650 days (ten years).');

/** Time zones by their names in the IANA list. */
export const zonesSchema = z
  .array(
    z
      .string()
      .max(64)
      .refine(isNamedZone, {
        error: ({ input }) =>
          `"${String(input).slice(0, 60)}" is no time zone of the IANA list; write it as Europe/Berlin or Asia/Singapore.`,
      }),
  )
  .max(3, 'At most 3 have room beside the clock.')
  .refine((zones) => new Set(zones).size === zones.length, { message: 'One of them stands here twice.' });

/** An address that programs may be taken from: https, or http on this very machine. */
export const updateAddressSchema = z
  .string()
  .max(2048, 'An address has at most 2048 characters; this is not one.')
  .superRefine((text, context) => {
    if (
      text === '' ||
      /^(https:\/\/[^@/?#\s]+|http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(:\d{1,5})?)([/?#]\S*)?$/i.test(text)
    )
      return;
    const message = /^https?:\/\/[^/?#]*@/i.test(text)
      ? 'An address of updates carries no password: it is shown in the settings.'
      : `"${text.slice(0, 100)}" is not an address such as https://updates.example/watchfloor.`;
    context.addIssue({ code: 'custom', message });
  });
