import type { AddressInfo } from 'node:net';
import { codeOf } from '../../shared/codeOf.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { isLoopback } from './caller.ts';
import { Feed } from './feed.ts';
import { createHttp } from './http.ts';
import type { ListenAddress, ServerOptions } from './options.ts';
import { reasonOf } from '../../shared/reasonOf.ts';

/** A server that listens. */
export interface RunningServer {
  /** Where a browser opens the console: `http://127.0.0.1:8450`. */
  readonly url: string;
  readonly port: number;
  /** Consoles connected now. */
  sessions(): number;
  /** Says goodbye to every console, then closes. */
  stop(): Promise<void>;
}

/** Starts HTTP and the feed; the error is one sentence that says what to do. */
export async function startServer(options: ServerOptions): Promise<Result<RunningServer>> {
  const { listen, access, log, tls } = options;
  if (!isLoopback(listen.host) && !access.required()) {
    return err(
      `Listening on ${listen.host} lets other machines in, so it needs access tokens; create the first one with: ` +
        `watchfloor token add --person "Your Name" --role admin --data ${access.folder}`,
    );
  }
  const feed = new Feed(options);
  const http = await createHttp(options, () => feed.size);
  if (!http.ok) {
    await feed.stop();
    return http;
  }
  const app = http.value;
  app.server.on('upgrade', (request, stream, head) => feed.upgrade(request, stream, head));
  try {
    // "localhost" may mean two addresses, and then fastify opens two servers of which one knows no feed.
    await app.listen({ host: listen.host === 'localhost' ? '127.0.0.1' : listen.host, port: listen.port });
  } catch (error) {
    await feed.stop();
    await app.close();
    return err(listenProblem(error, listen));
  }
  const { port } = app.server.address() as AddressInfo;
  log.info({ host: listen.host, port, tls: tls !== undefined }, 'listening');
  return ok({
    url: `${tls === undefined ? 'http' : 'https'}://${urlHost(listen.host)}:${port}`,
    port,
    sessions: () => feed.size,
    async stop() {
      await feed.stop();
      await app.close();
      log.info('stopped');
    },
  });
}

/** A host that a browser on this machine can open. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}

function listenProblem(error: unknown, { host, port }: ListenAddress): string {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use by another program; choose another with --listen.`;
    case 'EACCES':
      return `Port ${port} on ${host} needs more rights than this user has; choose one above 1023 with --listen.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}; choose another with --listen.`;
    default:
      return `Listening on ${host}:${port} failed: ${reasonOf(error)}.`;
  }
}
