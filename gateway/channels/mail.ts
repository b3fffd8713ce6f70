import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import type { Notice } from '../../shared/model/notice.ts';
import type { PolicyChannel } from '../../shared/policy/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { mailFailure } from './mailFailure.ts';
import { secretText } from './secrets.ts';
import { failedForNow, refused, sendTimeoutMs, type SendDependencies, type Sent } from './sending.ts';
import { dedupIdOf, oneLine, wordingOf } from './wording.ts';

type MailChannel = Extract<PolicyChannel, { kind: 'mail' }>;

/** Sends one message over a connection of its own, which is ended after `sendTimeoutMs` whatever it does. */
export async function sendMail(channel: MailChannel, notice: Notice, deps: SendDependencies): Promise<Sent> {
  const options = connectionOf(channel, deps);
  if (!options.ok) return refused(options.error);
  const stopping = new AbortController();
  const undo = deps.clock.after(sendTimeoutMs, () => stopping.abort());
  try {
    const signal = AbortSignal.any([stopping.signal, ...(deps.signal === undefined ? [] : [deps.signal])]);
    const message = { ...messageOf(channel, notice, deps), signal };
    const { rejected } = await createTransport(options.value).sendMail(message);
    const taken = channel.to.length - rejected.length;
    const detail = rejected.length === 0 ? '' : `, for ${taken} of ${channel.to.length} addresses only`;
    return ok({ detail: `taken by the mail server${detail}` });
  } catch (error) {
    if (stopping.signal.aborted) return failedForNow(`no answer in ${sendTimeoutMs / 1_000} s`);
    return { ok: false, error: mailFailure(error) };
  } finally {
    undo();
  }
}

/** TLS by port unless the policy says otherwise; a certificate that is not trusted is never accepted. */
function connectionOf({ server }: MailChannel, deps: SendDependencies) {
  if (server === undefined) return err('the policy names no mail server');
  const { host, port, username, caFile } = server;
  const tls = server.tls ?? (port === 465 ? 'implicit' : 'starttls');
  const password = server.password === undefined ? undefined : secretText(server.password, deps);
  if (password?.ok === false) return password;
  const authority = caFile === undefined ? ok(undefined) : readAuthority(caFile);
  if (!authority.ok) return authority;
  return ok({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    auth: username === undefined ? undefined : { user: username, pass: password?.value ?? '' },
    tls: authority.value === undefined ? {} : { ca: authority.value },
    connectionTimeout: sendTimeoutMs,
    greetingTimeout: sendTimeoutMs,
    socketTimeout: sendTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function readAuthority(file: string): Result<string> {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch {
    return err(`the file ${file} can't be read`);
  }
}

function messageOf(channel: MailChannel, notice: Notice, deps: SendDependencies) {
  const { subject, text } = wordingOf(notice, deps.clock.now());
  const messageId = (left: string): string => `<${left.replaceAll(/[^\w.-]+/g, '.')}@watchfloor>`;
  const thread =
    notice.incident === undefined ? undefined : messageId(`${notice.incident}/${deps.gatewayName}`);
  return {
    from: channel.from ?? channel.to[0],
    to: [...channel.to],
    replyTo: channel.reply,
    subject,
    text,
    attachments:
      notice.attachment === undefined
        ? []
        : [
            {
              filename: notice.attachment.name,
              content: notice.attachment.text,
              contentType: 'text/markdown; charset=utf-8',
            },
          ],
    // The same each time that it is sent, so that a mailbox may drop a copy.
    messageId: messageId(dedupIdOf(notice, deps.gatewayName)),
    // All mails of an incident are one thread.
    references: thread,
    inReplyTo: thread,
    headers: {
      // RFC 3834: nobody's absence note shall answer it.
      'Auto-Submitted': 'auto-generated',
      'X-Watchfloor-Gateway': oneLine(deps.gatewayName),
      ...(notice.incident === undefined ? {} : { 'X-Watchfloor-Incident': oneLine(notice.incident) }),
    },
  };
}
