import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import { boardIds } from './board.ts';
import { runbookIdSchema } from './runbook.ts';

/** The scheme of links that lead into the desktop console; packages register it with the system. */
export const linkScheme = 'watchfloor';

/** What a link leads to. */
export const deepLinkSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('incident'), id: z.string().regex(/^INC-\d{1,15}$/) }),
  z.strictObject({ kind: z.literal('runbook'), id: runbookIdSchema }),
  z.strictObject({ kind: z.literal('board'), id: z.enum(boardIds) }),
]);
export type DeepLink = z.infer<typeof deepLinkSchema>;

/** No query, no fragment, no port, no escapes: whoever can make somebody click must not say more than this. */
const form = new RegExp(`^${linkScheme}://([a-z]+)/([A-Za-z0-9._-]{1,80})$`);

/** True for an argument that means to be a link, whether or not it is a good one. */
export const isLink = (text: string): boolean => text.toLowerCase().startsWith(`${linkScheme}:`);

/** Reads `watchfloor://incident/INC-7`, `watchfloor://runbook/ID`, `watchfloor://board/queue`; strictly. */
export function parseDeepLink(text: string): Result<DeepLink> {
  const [, kind, id] = form.exec(text) ?? [];
  const link = deepLinkSchema.safeParse({ kind, id });
  if (link.success) return ok(link.data);
  const forms = ['incident/INC-7', 'runbook/ID', 'board/queue'].map((end) => `${linkScheme}://${end}`);
  return err(`"${text.slice(0, 100)}" is no link of the console; links are ${forms.join(', ')}.`);
}
