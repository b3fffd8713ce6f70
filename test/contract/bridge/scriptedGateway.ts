import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import {
  consoleFrameSchema,
  parseFrame,
  subprotocol,
  type AskFrame,
  type CommandFrame,
  type GatewayFrame,
} from '../../../shared/feed/frames.ts';
import type { ScriptedLibrary } from './scriptedLibrary.ts';

/** A gateway that does what its test says. */
export interface ScriptedGateway {
  readonly port: number;
  readonly feedUrl: string;
  /** Names that consoles said hello with. */
  readonly persons: readonly (string | undefined)[];
  /** Commands as they came, repeats too. */
  readonly commands: readonly CommandFrame[];
  readonly asked: readonly AskFrame[];
  /** Answers questions so from now on. */
  answerQuestions(answer: (frame: AskFrame) => GatewayFrame): void;
  /** Sends a frame to every console that said hello. */
  send(frame: GatewayFrame): void;
  /** Hands out this library from now on; consoles learn of it by a patch. */
  serveLibrary(served: ScriptedLibrary): void;
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
  let library: ScriptedLibrary | undefined;
  const http: Server = createServer((request, response) => {
    if (library?.serve(request, response) === true) return;
    if (options.onRequest === undefined) response.writeHead(404).end();
    else options.onRequest(request, response);
  });
  const server = new WebSocketServer({ server: http, path: '/feed', handleProtocols: () => subprotocol });
  const sessions = new Set<WebSocket>();
  const commands: CommandFrame[] = [];
  const asked: AskFrame[] = [];
  let answerTo = (frame: AskFrame): GatewayFrame => ({
    type: 'answer',
    id: frame.id,
    ok: false,
    code: 'refused',
    message: 'This gateway answers nothing.',
  });
  const persons: (string | undefined)[] = [];
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
        persons.push(frame.person);
        for (const answer of greeting(frame.person)) tell(socket, answer);
        return;
      }
      if (frame.type === 'ask') {
        asked.push(frame);
        tell(socket, answerTo(frame));
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
    asked,
    answerQuestions: (answer) => {
      answerTo = answer;
    },
    persons,
    send: (frame) => sessions.forEach((socket) => tell(socket, frame)),
    serveLibrary: (served) => {
      library = served;
    },
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

const greeting = (person = 'Nadia'): readonly GatewayFrame[] => [
  {
    type: 'welcome',
    epoch: 'epoch-1',
    seq: 7,
    serverTime: Date.now(),
    session: { id: 'session-1', person, role: 'operator', grants: [], vouched: false },
    heartbeat,
    gateway: { name: 'scripted', version: '0.1.0' },
    resumed: false,
  },
  { type: 'snapshot', part: 1, parts: 1, seq: 7, at: Date.now(), upserts: {} },
];
