import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import {
  consoleFrameSchema,
  parseFrame,
  subprotocol,
  type CommandFrame,
  type GatewayFrame,
} from '../../../shared/feed/frames.ts';

/** A gateway that does what its test says. */
export interface ScriptedGateway {
  readonly port: number;
  readonly feedUrl: string;
  /** Commands as they came, repeats too. */
  readonly commands: readonly CommandFrame[];
  /** Sends a frame to every console that said hello. */
  send(frame: GatewayFrame): void;
  /** Answers commands from now on, or leaves them pending. */
  answerCommands(answers: boolean): void;
  stop(): Promise<void>;
}

export interface ScriptedGatewayOptions {
  /** 0 takes any free one. */
  readonly port?: number;
  /** Answers plain requests: the browser shell's page. */
  readonly onRequest?: (request: IncomingMessage, response: ServerResponse) => void;
}

const heartbeat = { intervalMs: 2_000, misses: 3 };

/** Starts a gateway on loopback with an empty state at step 7. */
export async function startScriptedGateway(options: ScriptedGatewayOptions = {}): Promise<ScriptedGateway> {
  const http: Server = createServer(
    options.onRequest ?? ((_request, response) => response.writeHead(404).end()),
  );
  const server = new WebSocketServer({ server: http, path: '/feed', handleProtocols: () => subprotocol });
  const sessions = new Set<WebSocket>();
  const commands: CommandFrame[] = [];
  let answers = true;
  const tell = (socket: WebSocket, frame: GatewayFrame): void => socket.send(JSON.stringify(frame));

  server.on('connection', (socket) => {
    socket.on('close', () => sessions.delete(socket));
    socket.on('message', (data: Buffer) => {
      const parsed = parseFrame(consoleFrameSchema, data.toString('utf8'));
      if (!parsed.ok) throw new Error(`The console sent ${parsed.error}`);
      const frame = parsed.value;
      if (frame.type === 'hello') {
        sessions.add(socket);
        for (const answer of greeting()) tell(socket, answer);
        return;
      }
      commands.push(frame);
      if (answers) tell(socket, { type: 'result', id: frame.id, ok: true, seq: 7, message: 'Done.' });
    });
  });
  const beats = setInterval(() => {
    for (const socket of sessions) tell(socket, { type: 'beat', at: Date.now(), seq: 7, chain: [] });
  }, heartbeat.intervalMs);
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = http.address() as AddressInfo;
  return {
    port,
    feedUrl: `ws://127.0.0.1:${port}/feed`,
    commands,
    send: (frame) => sessions.forEach((socket) => tell(socket, frame)),
    answerCommands: (value) => {
      answers = value;
    },
    stop: () =>
      new Promise((resolve) => {
        clearInterval(beats);
        for (const socket of server.clients) socket.terminate();
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
}

const greeting = (): readonly GatewayFrame[] => [
  {
    type: 'welcome',
    epoch: 'epoch-1',
    seq: 7,
    serverTime: Date.now(),
    session: { id: 'session-1', person: 'Nadia', role: 'operator', grants: [] },
    heartbeat,
    gateway: { name: 'scripted', version: '0.1.0' },
    resumed: false,
  },
  { type: 'snapshot', part: 1, parts: 1, seq: 7, at: Date.now(), upserts: {} },
];
