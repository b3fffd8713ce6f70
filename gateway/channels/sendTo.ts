import { assertNever } from '../../shared/assertNever.ts';
import type { Notice } from '../../shared/model/notice.ts';
import type { PolicyChannel } from '../../shared/policy/index.ts';
import { readSecret } from '../sources/access.ts';
import { sendChat } from './chat.ts';
import { sendMail } from './mail.ts';
import { sendPager } from './pager.ts';
import { withoutSecrets } from './secrets.ts';
import { refused, type SendDependencies, type Sent } from './sending.ts';
import { sendWebhook } from './webhook.ts';

/** Sends one notice once, in bounded time. Never throws; the failure names neither a secret nor an address. */
export async function sendTo(channel: PolicyChannel, notice: Notice, deps: SendDependencies): Promise<Sent> {
  const { secret = readSecret } = deps;
  const hidden: string[] = 'url' in channel ? [channel.url] : [];
  const watched: SendDependencies = {
    ...deps,
    secret: (reference) => {
      const found = secret(reference);
      if (found !== undefined) hidden.push(found, found.trim());
      return found;
    },
  };
  try {
    const sent = await byKind(channel, notice, watched);
    if (sent.ok) return sent;
    return { ok: false, error: { ...sent.error, problem: withoutSecrets(sent.error.problem, hidden) } };
  } catch (error) {
    // A defect of ours; its message may hold anything.
    return refused(`internal error (${error instanceof Error ? error.name : 'unknown'})`);
  }
}

function byKind(channel: PolicyChannel, notice: Notice, deps: SendDependencies): Promise<Sent> {
  switch (channel.kind) {
    case 'chat':
      return sendChat(channel, notice, deps);
    case 'mail':
      return sendMail(channel, notice, deps);
    case 'pager':
      return sendPager(channel, notice, deps);
    case 'webhook':
      return sendWebhook(channel, notice, deps);
    default:
      return assertNever(channel, 'channel');
  }
}
