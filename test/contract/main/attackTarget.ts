import { createSocket } from 'node:dgram';
import { createServer, type AddressInfo } from 'node:net';

/** A machine of the attacker's: it notes whatever reaches it. */
export interface AttackTarget {
  /** Of its TCP and its UDP socket, which share a number. */
  readonly port: number;
  /** The first line of each connection; `/turn` for one that is not HTTP, `/stun` for each datagram. */
  readonly reached: readonly string[];
  /** From here on, nothing reached it. */
  forget(): void;
  close(): Promise<void>;
}

/** Listens on loopback, where every machine can be reached that a test has. */
export async function openAttackTarget(): Promise<AttackTarget> {
  const reached: string[] = [];
  const server = createServer((socket) => {
    let isFirst = true;
    socket.on('data', (bytes) => {
      // What is not HTTP asks for a relay.
      const [line = ''] = bytes.toString('latin1').split('\r\n', 1);
      if (isFirst) reached.push(/^[A-Z]+ \//.test(line) ? line : '/turn');
      isFirst = false;
      socket.end('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 2\r\n\r\nhi');
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const datagrams = createSocket('udp4', () => reached.push('/stun'));
  await new Promise<void>((bound) => datagrams.bind(port, '127.0.0.1', bound));
  return {
    port,
    reached,
    forget: () => void reached.splice(0),
    async close() {
      await new Promise<void>((closed) => datagrams.close(closed));
      await new Promise<void>((closed) => void server.close(() => closed()));
    },
  };
}
