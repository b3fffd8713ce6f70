import { createServer, type AddressInfo } from 'node:net';

const given = new Set<number>();

function listenOnce(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** A TCP port that is free on loopback now, and that this process has not been given before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await listenOnce();
    if (given.has(port)) continue;
    given.add(port);
    return port;
  }
}
