import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';
import { gatewayFrameSchema, subprotocol, type GatewayFrame } from '../../../shared/feed/frames.ts';
import { atEnd, type GatewayUnderTest } from './gatewayUnderTest.ts';

type FrameType = GatewayFrame['type'];
type FrameOf<Type extends FrameType> = Extract<GatewayFrame, { readonly type: Type }>;

/** A console as far as the wire goes: keeps every frame, each checked against the protocol. */
export class ConsoleUnderTest {
  readonly socket: WebSocket;
  readonly frames: GatewayFrame[] = [];
  readonly sizes: number[] = [];
  closeCode: number | undefined;
  readonly closed: Promise<unknown>;
  readonly #waiting = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = once(socket, 'close');
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      this.sizes.push(data.length);
      this.frames.push(gatewayFrameSchema.parse(JSON.parse(data.toString('utf8'))));
      this.#wake();
    });
    socket.on('close', (code) => {
      this.closeCode = code;
      this.#wake();
    });
  }

  of<Type extends FrameType>(type: Type): FrameOf<Type>[] {
    return this.frames.filter((frame): frame is FrameOf<Type> => frame.type === type);
  }

  /** Waits until `count` frames of a type have come; the last one of these. */
  async next<Type extends FrameType>(type: Type, count = 1): Promise<FrameOf<Type>> {
    await this.until(() => this.of(type).length >= count, `${count} × ${type}`);
    const found = this.of(type)[count - 1];
    if (found === undefined) throw new Error('unreachable');
    return found;
  }

  async until(holds: () => boolean, what: string, timeoutMs = 10_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!holds()) {
      if (this.closeCode !== undefined || Date.now() > deadline) {
        const seen = this.frames.map((frame) => frame.type).join(' ');
        throw new Error(
          `No ${what}; closed: ${this.closeCode}; had: ${seen} ${JSON.stringify(this.of('bye'))}`,
        );
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 100);
        this.#waiting.add(() => (clearTimeout(timer), resolve()));
      });
    }
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

export const helloOf = (more: object = {}): object => ({
  type: 'hello',
  protocol: 1,
  client: { name: 'Desk 1', version: '1' },
  ...more,
});

/** Opens the feed, without a hello. */
export async function open(
  gateway: GatewayUnderTest,
  options: ClientOptions = {},
): Promise<ConsoleUnderTest> {
  const url = `${gateway.server.url.replace('http', 'ws')}/feed`;
  const socket = new WebSocket(url, [subprotocol], options);
  atEnd(() => socket.terminate());
  const client = new ConsoleUnderTest(socket);
  await once(socket, 'open');
  return client;
}

/** Opens the feed and is let in: welcome, state and the first beat have come. */
export async function enter(gateway: GatewayUnderTest, hello: object = {}): Promise<ConsoleUnderTest> {
  const client = await open(gateway);
  client.send(helloOf(hello));
  await client.next('beat');
  return client;
}

/** Tries to open the feed; the HTTP answer that refuses it. */
export function refusedUpgrade(
  gateway: GatewayUnderTest,
  options: ClientOptions,
  { path = '/feed', protocols = [subprotocol] as string[] } = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const socket = new WebSocket(`${gateway.server.url.replace('http', 'ws')}${path}`, protocols, options);
  atEnd(() => socket.terminate());
  return new Promise((resolve, reject) => {
    socket.on('error', () => undefined);
    socket.on('open', () => reject(new Error('The feed opened.')));
    socket.on('unexpected-response', (_request, response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
  });
}
