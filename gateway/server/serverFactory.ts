import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { ServerOptions } from './options.ts';

/** A request must be there whole within this time. */
const requestTimeoutMs = 30_000;
/** How long a connection that is not used is kept. */
const keepAliveTimeoutMs = 72_000;

/** The server that requests and upgrades come to: over TLS where there is a certificate, plain elsewhere. */
export function createBareServer(
  { tls, metrics, log }: Pick<ServerOptions, 'tls' | 'metrics' | 'log'>,
  handle: RequestListener,
): Server {
  const timeouts = { requestTimeout: requestTimeoutMs, keepAliveTimeout: keepAliveTimeoutMs };
  if (tls === undefined) return createServer(timeouts, handle);
  const server = createTlsServer({ ...timeouts, ...tls.serverOptions }, handle);
  // A scanner's noise, or a console that does not trust the certificate: counted, and told where somebody looks for it.
  server.on('tlsClientError', (error: Error & { code?: string }, socket) => {
    metrics.refused('tls');
    log.debug({ code: error.code, from: socket.remoteAddress }, 'TLS handshake failed');
  });
  tls.attach(server);
  return server;
}
