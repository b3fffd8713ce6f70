import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that can stop listening for good and take its own port again. */
export interface Listener {
  readonly port: number;
  open(): Promise<void>;
  /** Ends every connection and refuses new ones. */
  close(): Promise<void>;
}

const TAKE_BACK_ATTEMPTS = 20;
const TAKE_BACK_PAUSE_MS = 50;

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Opens a listener; port 0 takes a free one, which it keeps over close() and open(). */
export async function openListener(
  name: string,
  host: string,
  port: number,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Listener> {
  let server = createServer(answer);
  let isOpen = true;
  const taken = await listen(server, host, port).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`estate: ${name} cannot listen on ${host}:${port}: ${reason}`);
  });

  return {
    port: taken,
    async open() {
      if (isOpen) return;
      for (let attempt = 1; !isOpen; attempt += 1) {
        server = createServer(answer);
        try {
          await listen(server, host, taken);
          isOpen = true;
        } catch (error) {
          if (attempt >= TAKE_BACK_ATTEMPTS) throw error;
          await new Promise((resolve) => setTimeout(resolve, TAKE_BACK_PAUSE_MS));
        }
      }
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(`${JSON.stringify(body)}\n`);
}
