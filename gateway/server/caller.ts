import { err, ok, type Result } from '../../shared/result.ts';

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(bare);
}

/** Why a caller was turned away. */
export interface CallerRefusal {
  readonly reason: 'host' | 'origin';
  readonly message: string;
}

/**
 * Turns away pages of other sites. On loopback the Host must be this machine's (against DNS rebinding, where a
 * foreign page reaches loopback under its own name); everywhere, an Origin must be the gateway's own. Programs that
 * are no browsers send no Origin.
 */
export function checkCaller(
  headers: { readonly host?: string | undefined; readonly origin?: string | undefined },
  onLoopback: boolean,
): Result<true, CallerRefusal> {
  const host = readHost(headers.host, 'http:');
  if (host === undefined) return err({ reason: 'host', message: 'The Host header is missing or not valid.' });
  if (onLoopback && !isLoopback(host.hostname)) {
    return err({
      reason: 'host',
      message: 'This gateway answers to this machine only: open it as localhost or 127.0.0.1.',
    });
  }
  if (headers.origin === undefined) return ok(true);
  const origin = URL.parse(headers.origin);
  // The origin's scheme tells which port Host leaves out (a TLS proxy may stand between).
  if (origin !== null && origin.host === readHost(headers.host, origin.protocol)?.host) return ok(true);
  return err({ reason: 'origin', message: 'Pages of another origin may not use this gateway.' });
}

function readHost(host: string | undefined, protocol: string): URL | undefined {
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host)) return undefined;
  return URL.parse(`${protocol}//${host}`) ?? undefined;
}
