import { createServer as createProxyServer } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { heartbeat, subprotocol, type GatewayFrame } from '../../shared/feed/frames.ts';

/** A server on loopback that a test ends. */
export interface EndedByTest {
  readonly port: number;
  stop(): Promise<void>;
}

/** A real TLS server that greets whoever gives its token, and hands out `/library/manifest`. */
export async function startTlsGateway(tls: ServerOptions, token: string): Promise<EndedByTest> {
  const http = createServer(tls, (request, response) => {
    if (request.url === '/library/manifest') response.end('the library');
    else response.writeHead(404).end();
  });
  const server = new WebSocketServer({ server: http, path: '/feed', handleProtocols: () => subprotocol });
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const hello = JSON.parse(data.toString('utf8')) as { readonly token?: string };
      socket.send(JSON.stringify(hello.token === token ? welcome : refusal));
    });
  });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  return {
    port: (http.address() as AddressInfo).port,
    async stop() {
      for (const client of server.clients) client.terminate();
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
    },
  };
}

const welcome: GatewayFrame = {
  type: 'welcome',
  epoch: 'tls',
  seq: 1,
  serverTime: 1,
  session: { id: 's', person: 'Nadia', role: 'operator', grants: [], vouched: true },
  heartbeat,
  gateway: { name: 'behind TLS', version: '0.1.0' },
  resumed: false,
};
const refusal: GatewayFrame = { type: 'bye', reason: 'access', message: 'This token is not known here.' };

/** An HTTP proxy on loopback that knows every name as loopback, for whoever gives these credentials (`user:password`). */
export async function startProxy(
  credentials?: string,
): Promise<EndedByTest & { readonly tunnels: string[] }> {
  const tunnels: string[] = [];
  const wanted =
    credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`;
  const http = createProxyServer((_request, response) => response.writeHead(400).end());
  const clients = new Set<Duplex>();
  http.on('connect', (request, client, head) => {
    clients.add(client);
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const port = /:(\d+)$/.exec(request.url ?? '')?.[1];
    tunnels.push(request.url ?? '');
    const onward = connect(Number(port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      onward.pipe(client).pipe(onward);
    });
    onward.on('error', () => client.destroy());
    client.on('error', () => onward.destroy());
  });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  return {
    port: (http.address() as AddressInfo).port,
    tunnels,
    async stop() {
      for (const client of clients) client.destroy();
      http.closeAllConnections();
      await new Promise((closed) => http.close(closed));
    },
  };
}
