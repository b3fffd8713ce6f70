import { createServer } from 'node:http';
import { freePort } from './ports.ts';

/** `passes`: as it came. `partial`: with a warning that data is missing. `errors`: HTTP 500 to everything. */
export type ProxyMood = 'passes' | 'partial' | 'errors';

/** Stands between the gateway and a Prometheus, and spoils its answers when it is told to. */
export interface FaultyProxy {
  readonly url: string;
  mood: ProxyMood;
  stop(): Promise<void>;
}

const warning = 'store eu-2 does not answer';

/** Starts one on loopback before `target` (an address without a path). */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const port = await freePort();
  const server = createServer((request, response) => {
    void (async () => {
      if (proxy.mood === 'errors') {
        response.writeHead(500, { 'content-type': 'text/plain' }).end('overloaded');
        return;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
      const answer = await fetch(`${target}${request.url ?? '/'}`, {
        method: request.method ?? 'GET',
        headers: { 'content-type': request.headers['content-type'] ?? 'text/plain' },
        ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
      });
      const text = await answer.text();
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(proxy.mood === 'partial' ? spoilt(text) : text);
      // Whatever goes wrong on the way is what a broken proxy looks like.
    })().catch(() => response.destroy());
  });
  const proxy: FaultyProxy = {
    url: `http://127.0.0.1:${port}`,
    mood: 'passes',
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return proxy;
}

const spoilt = (text: string): string => {
  const body: unknown = JSON.parse(text);
  return JSON.stringify({ ...Object(body), warnings: [warning], isPartial: true });
};
