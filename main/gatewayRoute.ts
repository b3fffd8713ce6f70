import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as tlsConnect } from 'node:tls';
import type { ConnectionSettings } from '../shared/settings/settings.ts';
import { readTlsFiles, type TlsMaterial } from './tlsFiles.ts';

/** How the settings say that a gateway is reached. */
export type GatewayRoute = Omit<ConnectionSettings, 'gatewayUrl' | 'token'>;

/** The settings' route, without what says where it leads. */
export const routeOf = ({
  caFile,
  clientCertFile,
  clientKeyFile,
  clientKeyPassword,
  proxyUrl,
  proxyPassword,
}: ConnectionSettings): GatewayRoute => ({
  ...{ caFile, clientCertFile, clientKeyFile, clientKeyPassword, proxyUrl, proxyPassword },
});

/** No answer of a proxy in so long is none, ms. */
const proxyPatienceMs = 10_000;
const securePorts: Readonly<Record<string, number>> = { 'https:': 443, 'wss:': 443 };

/** Host and port of an address, with the port that its scheme means. */
export function endOf(address: string): {
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
} {
  const { protocol, hostname, port } = new URL(address);
  const usual = securePorts[protocol] ?? 80;
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? usual : Number(port),
    isSecure: usual === 443,
  };
}

/**
 * An agent for one connection to an address by this route; undefined for the straight way, which keeps its connections
 * from one file to the next. Throws one sentence where its files can't be used.
 */
export function agentFor(address: string, route: GatewayRoute): HttpAgent | undefined {
  if (Object.values(route).every((part) => part === undefined)) return undefined;
  const end = endOf(address);
  const files = readTlsFiles(route, Date.now());
  if (!files.ok) throw new Error(files.error.replace(/\.$/, ''));
  const agent = end.isSecure ? new HttpsAgent({ ...files.value }) : new HttpAgent();
  if (route.proxyUrl === undefined) return agent;
  agent.createConnection = (_options, done) => {
    tunnel(address, route, files.value).then(
      (socket) => done?.(null, end.isSecure ? tlsOver(socket, end.host, files.value) : socket),
      // Without a socket; the type knows only of a call with one.
      (error: unknown) => (done as ((error: unknown) => void) | undefined)?.(error),
    );
    return undefined;
  };
  return agent;
}

/** TLS with a host over a connection that stands. */
export const tlsOver = (socket: Duplex, host: string, files: TlsMaterial) =>
  tlsConnect({ ...files, socket, host, servername: isIP(host) === 0 ? host : '' });

/** Has the proxy of a route connect to an address; rejects with the proxy's answer in words. */
export function tunnel(address: string, route: GatewayRoute, files: TlsMaterial): Promise<Duplex> {
  const { host, port } = endOf(address);
  const proxy = new URL(route.proxyUrl ?? '');
  const via = endOf(proxy.href);
  const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  return new Promise((answer, reject) => {
    const request = (via.isSecure ? httpsRequest : httpRequest)({
      ...{ host: via.host, port: via.port, method: 'CONNECT', path: authority, agent: false },
      ...(via.isSecure ? { ca: files.ca } : {}),
      headers: { host: authority, ...credentials(proxy, route.proxyPassword) },
      timeout: proxyPatienceMs,
    });
    request.once('connect', ({ statusCode, statusMessage }, socket) => {
      if (statusCode === 200) return answer(socket);
      socket.destroy();
      reject(new Error(`the proxy answered ${statusCode ?? 0} ${statusMessage ?? ''}`.trim()));
    });
    // A proxy that answers CONNECT like any request is a web server.
    request.once('response', ({ statusCode }) => {
      request.destroy();
      reject(new Error(`it is no proxy: it answered ${statusCode ?? 0} to CONNECT`));
    });
    request.once('timeout', () => request.destroy(new Error('the proxy does not answer')));
    request.once('error', reject);
    request.end();
  });
}

function credentials({ username }: URL, password = ''): Readonly<Record<string, string>> {
  if (username === '') return {};
  const pair = Buffer.from(`${decodeURIComponent(username)}:${password}`).toString('base64');
  return { 'proxy-authorization': `Basic ${pair}` };
}
