import { codeOf } from '../../shared/codeOf.ts';
import type { Failure } from './sending.ts';

/** What went wrong below SMTP, by what the error's text names. */
const clauses: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, 'connection refused'],
  [/ECONNRESET|EPIPE/, 'connection reset'],
  [/ENOTFOUND|EAI_AGAIN|EDNS/, 'its host name could not be looked up'],
  [/EHOSTUNREACH|ENETUNREACH/, 'host unreachable'],
  [/certificate|altname|CERT_/i, 'its certificate is not trusted'],
  [/ETIMEDOUT|timeout/i, 'connection timed out'],
  [/ETLS/, 'it offers no TLS'],
  [/ECONNECTION/, 'connection closed unexpectedly'],
];

/** What it said no to, by nodemailer's code. */
const refusals: Readonly<Record<string, string>> = {
  EAUTH: 'it refused the login',
  ETLS: 'it offers no TLS',
};

/**
 * What an error of nodemailer means. An SMTP answer of 4yz may pass, 5yz will not (RFC 5321, 4.2.1); what went wrong
 * below SMTP may pass. The server's words are left out: they may repeat addresses and names.
 */
export function mailFailure(error: unknown): Failure {
  const status = numberIn(error, 'responseCode');
  const code = codeOf(error) ?? '';
  if (status !== undefined && status >= 400 && status < 600) {
    const what = refusals[code] ?? 'it refused the message';
    return { mayRetry: status < 500, problem: `${what} (SMTP ${status})` };
  }
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return { mayRetry: false, problem: 'it takes no login of this kind' };
  if (code === 'EENVELOPE' || code === 'EMESSAGE')
    return { mayRetry: false, problem: 'it refused the message' };
  const seen = `${code} ${error instanceof Error ? error.message : ''}`;
  const clause = clauses.find(([pattern]) => pattern.test(seen))?.[1];
  return { mayRetry: true, problem: clause ?? 'the connection failed' };
}

function numberIn(error: unknown, key: string): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, key);
  return typeof value === 'number' ? value : undefined;
}
