import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Sent } from '../../../gateway/channels/sending.ts';
import { sendTo } from '../../../gateway/channels/sendTo.ts';
import type { Notice } from '../../../shared/model/notice.ts';
import type { PolicyChannel } from '../../../shared/policy/index.ts';
import { selfSigned } from '../../support/certificate.ts';
import { aNotice } from '../../support/notices.ts';
import { freePort } from '../../support/ports.ts';
import { temporaryFolder } from '../../support/restartable.ts';

const folder = temporaryFolder('mail');
const { key, cert, certFile } = selfSigned(folder.path);
let closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers) close();
  closers = [];
});
afterAll(() => folder.remove());

interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly isSecure: boolean;
  readonly user: string | undefined;
  readonly raw: string;
}

/** A mail server that keeps what it takes. */
async function mailServer(
  options: SMTPServerOptions,
): Promise<{ readonly port: number; readonly mails: Mail[] }> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    key,
    cert,
    authOptional: true,
    disableReverseLookup: true,
    closeTimeout: 10,
    onAuth: ({ username, password }, _session, done) => {
      if (username === 'watch' && password === 'P4SSWORD') done(null, { user: username });
      else done(new Error(`no login for ${String(username)} ${String(password)}`));
    },
    onData: (stream, session, done) => {
      void text(stream).then((raw) => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          isSecure: session.secure,
          user: typeof session.user === 'string' ? session.user : undefined,
          raw,
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  closers.push(() => server.close());
  return { port: (listening.address() as AddressInfo).port, mails };
}

/** Timers run fifty times as fast, so that the 10 s of an attempt are 0.2 s. */
const hurried = {
  now: () => aNotice().dueAt,
  after: (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms / 50);
    return () => clearTimeout(timer);
  },
};
const unhurried = { ...hurried, after: () => () => undefined };

type Mailing = Extract<PolicyChannel, { kind: 'mail' }>;
const send = (
  server: Partial<NonNullable<Mailing['server']>>,
  options: {
    readonly notice?: Notice;
    readonly channel?: Partial<Mailing>;
    readonly password?: string;
    readonly clock?: typeof hurried;
  } = {},
): Promise<Sent> => {
  const { notice = aNotice(), channel = {}, password = 'P4SSWORD', clock = unhurried } = options;
  const mail: Mailing = {
    ...{ id: 'ops', name: 'Ops', simulated: false, kind: 'mail' },
    to: ['oncall@acgs.com'],
    server: { host: 'localhost', port: 587, ...server },
    ...channel,
  };
  return sendTo(mail, notice, { fetch, clock, gatewayName: 'noc-1', secret: () => password });
};
const login = { username: 'watch', password: { env: 'MAIL_PASSWORD' } };

describe('mail', () => {
  it('goes over STARTTLS with a login, in a thread of its incident, to be answered elsewhere', async () => {
    const { port, mails } = await mailServer({});
    const channel = { from: 'noc@acgs.com', reply: 'desk@acgs.com', to: ['a@acgs.com', 'b@acgs.com'] };
    expect(await send({ port, caFile: certFile, ...login }, { channel })).toEqual({
      ok: true,
      value: { detail: 'taken by the mail server' },
    });
    expect(mails).toMatchObject([
      { from: 'noc@acgs.com', to: ['a@acgs.com', 'b@acgs.com'], isSecure: true, user: 'watch' },
    ]);
    const raw = mails[0]?.raw ?? '';
    expect(raw).toContain('Subject: P0 INC-2001 opened: Auth Service is unavailable\r\n');
    expect(raw).toContain('Reply-To: desk@acgs.com\r\n');
    expect(raw).toContain(`Message-ID: <noc-1.NTC-1.${aNotice().dueAt}@watchfloor>\r\n`);
    expect(raw).toContain('References: <INC-2001.noc-1@watchfloor>\r\n');
    expect(raw).toContain('Auto-Submitted: auto-generated\r\n');
    expect(raw).toMatch(/\r\n\r\nOpened as P0/);
  });

  it('carries a file as it is, whatever letters it holds', async () => {
    const { port, mails } = await mailServer({});
    const attachment = { name: 'HND-2026-11-25T16.md', text: '# Übergabe: علي حسن, 田中\n\n..\n.\nend\n' };
    expect(await send({ port, tls: 'none' }, { notice: aNotice({ attachment }) })).toMatchObject({
      ok: true,
    });
    const raw = mails[0]?.raw ?? '';
    expect(raw).toMatch(/Content-Type: text\/markdown; charset=utf-8/i);
    expect(raw).toMatch(/Content-Disposition: attachment; filename="?HND-2026-11-25T16\.md"?/);
    const [, base64 = ''] = raw.split('filename=')[1]?.split('\r\n\r\n') ?? [];
    expect(Buffer.from(base64.split('\r\n--')[0] ?? '', 'base64').toString()).toBe(attachment.text);
  });

  it('goes over TLS from the first byte', async () => {
    const { port, mails } = await mailServer({ secure: true });
    expect(await send({ port, tls: 'implicit', caFile: certFile, ...login })).toMatchObject({ ok: true });
    expect(mails).toMatchObject([{ isSecure: true, user: 'watch' }]);
  });

  it('goes without TLS only where the policy says so', async () => {
    const { port, mails } = await mailServer({ disabledCommands: ['STARTTLS', 'AUTH'] });
    expect(await send({ port })).toMatchObject({
      ok: false,
      error: { mayRetry: false, problem: expect.stringMatching(/^it offers no TLS/) },
    });
    expect(mails).toEqual([]);
    expect(await send({ port, tls: 'none' })).toMatchObject({ ok: true });
    expect(mails).toMatchObject([{ isSecure: false, from: 'oncall@acgs.com' }]);
  });

  it('trusts no certificate that the system does not', async () => {
    const { port, mails } = await mailServer({});
    expect(await send({ port, ...login })).toEqual({
      ok: false,
      error: { mayRetry: true, problem: 'its certificate is not trusted' },
    });
    expect(mails).toEqual([]);
  });

  it('a title adds no header', async () => {
    const { port, mails } = await mailServer({});
    const notice = aNotice({ subject: 'P0\r\nBcc: all@acgs.com\r\n\r\nbody', incident: 'INC-1\r\nX-A: b' });
    expect(await send({ port, caFile: certFile }, { notice })).toMatchObject({ ok: true });
    expect(mails[0]?.to).toEqual(['oncall@acgs.com']);
    const head = mails[0]?.raw.split('\r\n\r\n')[0] ?? '';
    expect(head).toContain('Subject: P0 Bcc: all@acgs.com body\r\n');
    expect(head).not.toMatch(/^(Bcc|X-A):/m);
  });

  it('a login that is refused is not tried again, and is not repeated', async () => {
    const { port } = await mailServer({});
    const sent = await send({ port, caFile: certFile, ...login }, { password: 'WR0NG' });
    expect(sent).toEqual({
      ok: false,
      error: { mayRetry: false, problem: 'it refused the login (SMTP 535)' },
    });
  });

  it.each([
    [451, true],
    [552, false],
  ])('SMTP %i: to be tried again %s', async (responseCode, mayRetry) => {
    const { port } = await mailServer({
      onMailFrom: (address, _session, done) =>
        done(Object.assign(new Error(`not now, ${address.address}`), { responseCode })),
    });
    expect(await send({ port, caFile: certFile })).toEqual({
      ok: false,
      error: { mayRetry, problem: `it refused the message (SMTP ${responseCode})` },
    });
  });

  it('says when some addresses were refused', async () => {
    const { port, mails } = await mailServer({
      onRcptTo: ({ address }, _session, done) =>
        address.startsWith('gone') ? done(Object.assign(new Error('gone'), { responseCode: 550 })) : done(),
    });
    const channel = { to: ['gone@acgs.com', 'here@acgs.com'] };
    expect(await send({ port, caFile: certFile }, { channel })).toEqual({
      ok: true,
      value: { detail: 'taken by the mail server, for 1 of 2 addresses only' },
    });
    expect(mails).toMatchObject([{ to: ['here@acgs.com'] }]);
  });

  it('one whose answer never ends is cut off, and its connection ended', async () => {
    const ended: Promise<unknown>[] = [];
    const dripping = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('220 mail.example\r\n');
      // No pause is long enough for a limit on silence.
      const drip = setInterval(() => socket.write('250-more\r\n'), 20);
      ended.push(new Promise((resolve) => socket.once('close', resolve)).then(() => clearInterval(drip)));
    });
    await new Promise<void>((resolve) => dripping.listen(0, '127.0.0.1', resolve));
    closers.push(() => dripping.close());
    const { port } = dripping.address() as AddressInfo;
    expect(await send({ host: '127.0.0.1', port }, { clock: hurried })).toEqual({
      ok: false,
      error: { mayRetry: true, problem: 'no answer in 10 s' },
    });
    expect(ended).toHaveLength(1);
    await Promise.all(ended);
  });

  it('nobody listens', async () => {
    expect(await send({ host: '127.0.0.1', port: await freePort() })).toEqual({
      ok: false,
      error: { mayRetry: true, problem: 'connection refused' },
    });
  });
});
