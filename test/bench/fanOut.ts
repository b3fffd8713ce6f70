import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket, WebSocketServer } from 'ws';
import { protocolVersion, subprotocol } from '../../shared/feed/frames.ts';
import { benchService, startBenchServer } from './benchServer.ts';
import { ratioLine, spread } from './statistics.ts';

const consoles = 200;
const marks = 100;

/** One change to 200 consoles: time until the last has it, against a bare broadcast of the same bytes. */
export async function benchFanOut(report: (line: string) => void): Promise<void> {
  const bench = await startBenchServer();
  const bare = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(bare, 'listening');
  const address = bare.address();
  const barePort = typeof address === 'object' && address !== null ? address.port : 0;
  const feedUrl = `${bench.server.url.replace('http', 'ws')}/feed`;
  const hello = JSON.stringify({
    type: 'hello',
    protocol: protocolVersion,
    client: { name: 'bench', version: '0' },
  });
  const arrivals = new Map<string, { count: number; done: (at: number) => void }>();
  const onMessage = (data: Buffer): void => {
    const mark = /mark (\d+)/.exec(data.toString('utf8'))?.[1];
    const waiting = mark === undefined ? undefined : arrivals.get(mark);
    if (waiting === undefined) return;
    waiting.count += 1;
    if (waiting.count === consoles) waiting.done(performance.now());
  };
  const ours = await openAll(feedUrl, onMessage, hello);
  const theirs = await openAll(`ws://127.0.0.1:${barePort}`, onMessage);
  try {
    await pause(500);
    const text = (id: string): string =>
      JSON.stringify({ type: 'patch', upserts: { 'service:service-0': benchService(0, `mark ${id}`) } });
    const measured: number[] = [];
    const baseline: number[] = [];
    for (let index = 0; index < marks; index += 1) {
      measured.push(
        await until(String(index * 2), (id) =>
          bench.world.upsert('service', 'service-0', benchService(0, `mark ${id}`)),
        ),
      );
      baseline.push(
        await until(String(index * 2 + 1), (id) => bare.clients.forEach((peer) => peer.send(text(id)))),
      );
      await pause(20);
    }
    const [one, other] = [spread(measured), spread(baseline)];
    report(`fan-out of one change to ${consoles} consoles, ${marks} times`);
    report(ratioLine('  p50', 'ms', one.p50, other.p50));
    report(ratioLine('  p99', 'ms', one.p99, other.p99));
  } finally {
    [...ours, ...theirs].forEach((socket) => socket.terminate());
    bare.close();
    await bench.stop();
  }

  function until(id: string, send: (id: string) => void): Promise<number> {
    return new Promise((resolve) => {
      const started = performance.now();
      arrivals.set(id, { count: 0, done: (at) => resolve(at - started) });
      send(id);
    });
  }
}

async function openAll(
  url: string,
  onMessage: (data: Buffer) => void,
  hello?: string,
): Promise<readonly WebSocket[]> {
  return Promise.all(
    Array.from(
      { length: consoles },
      () =>
        new Promise<WebSocket>((resolve, reject) => {
          const socket = new WebSocket(url, hello === undefined ? [] : [subprotocol], {
            perMessageDeflate: false,
          });
          socket.on('message', onMessage);
          socket.on('error', reject);
          socket.on('open', () => {
            if (hello !== undefined) socket.send(hello);
            resolve(socket);
          });
        }),
    ),
  );
}
