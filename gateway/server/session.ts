import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import { assertNever } from '../../shared/assertNever.ts';
import {
  bounds,
  consoleFrameSchema,
  heartbeat,
  parseFrame,
  type AskFrame,
  type Bye,
  type CommandFrame,
  type Hello,
} from '../../shared/feed/frames.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { World, WorldClock } from '../world.ts';
import type { Access, Identity } from './access.ts';
import type { CommandDesk } from './commandDesk.ts';
import { giveCommand } from './commands.ts';
import { greet, welcomeFrame } from './greeting.ts';
import type { Metrics, RefusalReason } from './metrics.ts';
import { missedPatches } from './missedPatches.ts';
import { Outflow } from './outflow.ts';
import { giveAnswer, type AnswerDesk } from './questions.ts';
import type { SnapshotFrames } from './snapshotFrames.ts';
import { TokenBucket } from './tokenBucket.ts';

/** How long a closing session may take to say goodbye. */
const farewellMs = 1_000;
const closeCodes = { protocol: 1002, access: 1008, slow: 1008, shutdown: 1012, busy: 1013 } as const;

type SessionState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'live'; readonly identity: Identity }
  | { readonly kind: 'ended' };

/** What a session needs of the feed that it belongs to. */
export interface SessionContext {
  readonly world: World;
  readonly desk: CommandDesk & AnswerDesk;
  readonly access: Access;
  /** True where consoles come in without a token. */
  readonly isOpen: () => boolean;
  readonly clock: WorldClock;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly gateway: { readonly name: string; readonly version: string };
  readonly snapshot: () => SnapshotFrames;
  readonly beat: () => Buffer;
}

/** One console on the feed: waits for its hello, is live, ends with a bye. */
export class Session {
  readonly id = randomUUID();
  readonly #socket: WebSocket;
  readonly #stream: Socket;
  readonly #context: SessionContext;
  readonly #outflow: Outflow;
  readonly #bucket: TokenBucket;
  readonly #questions: TokenBucket;
  #state: SessionState = { kind: 'waiting' };
  #heardAt: Instant;
  #cancelTimer: () => void;

  constructor(socket: WebSocket, stream: Socket, context: SessionContext, onClosed: () => void) {
    const { clock, metrics, snapshot } = context;
    this.#socket = socket;
    this.#stream = stream;
    this.#context = context;
    this.#outflow = new Outflow(socket, metrics, snapshot, () => clock.now());
    this.#bucket = new TokenBucket(bounds.commandsPerSecond, clock.now());
    this.#questions = new TokenBucket(bounds.questionsPerSecond, clock.now());
    this.#heardAt = clock.now();
    this.#cancelTimer = clock.after(bounds.helloWithinMs, () =>
      this.refuse('hello-late', 'protocol', `No hello came within ${bounds.helloWithinMs / 1000} s.`, 1_000),
    );
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    // Only a pong tells that the peer reads: one that merely writes would let its results pile up here.
    socket.on('pong', () => (this.#heardAt = clock.now()));
    socket.on('error', (error: Error & { code?: string }) => this.#broken(error));
    socket.on('close', () => {
      this.#state = { kind: 'ended' };
      this.#cancelTimer();
      onClosed();
    });
  }

  /** Sends a step of the state; true where it went out. */
  patch(text: Buffer): boolean {
    return this.#state.kind === 'live' && this.#outflow.patch(text);
  }

  /** Every beat: says it, and ends sessions that are slow, deaf or no longer let in. */
  beat(text: Buffer): void {
    if (this.#state.kind !== 'live') return;
    const { clock, access } = this.#context;
    const now = clock.now();
    if (!access.holds(this.#state.identity)) {
      this.refuse('access', 'access', 'This access is no longer valid; ask for a new token.');
      return;
    }
    const behindSince = this.#outflow.behindSince;
    if (behindSince !== undefined) {
      if (now - behindSince > bounds.slowForMs) {
        this.refuse(
          'slow',
          'slow',
          `This console was behind for more than ${bounds.slowForMs / 1000} s.`,
          5_000,
        );
      }
      // No beat while patches are held back: it would vouch for a state that the console doesn't have.
      return;
    }
    if (this.#outflow.hasMoved(this.#stream.bytesWritten)) this.#heardAt = now;
    if (now - this.#heardAt > heartbeat.misses * heartbeat.intervalMs) {
      this.#context.metrics.refused('deaf');
      this.#socket.terminate();
      return;
    }
    this.#outflow.sendText('beat', text);
    this.#socket.ping();
  }

  /** Counts why, says goodbye and closes. */
  refuse(reason: RefusalReason, bye: Bye['reason'], message: string, retryAfterMs?: number): void {
    if (this.#state.kind === 'ended') return;
    this.#context.metrics.refused(reason);
    this.#context.log.info({ session: this.id, reason, message }, 'session refused');
    this.end(bye, message, retryAfterMs);
  }

  /** Says goodbye and closes; the peer has a moment to take it. */
  end(reason: Bye['reason'], message: string, retryAfterMs?: number): void {
    if (this.#state.kind === 'ended') return;
    this.#cancelTimer();
    this.#state = { kind: 'ended' };
    this.#outflow.send({ type: 'bye', reason, message, retryAfterMs });
    this.#socket.close(closeCodes[reason], reason);
    this.#cancelTimer = this.#context.clock.after(farewellMs, () => this.#socket.terminate());
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#state.kind === 'ended') return;
    if (isBinary || !Buffer.isBuffer(data)) {
      this.refuse('binary', 'protocol', 'Frames are text; this one was binary.');
    } else if (data.length > bounds.consoleFrameBytes) {
      this.refuse(
        'oversize',
        'protocol',
        `A frame is at most ${bounds.consoleFrameBytes} bytes; this one had ${data.length}.`,
      );
    } else if (this.#state.kind === 'waiting') {
      this.#greet(data.toString('utf8'));
    } else {
      this.#listen(data.toString('utf8'), this.#state.identity);
    }
  }

  #greet(text: string): void {
    const { access, isOpen } = this.#context;
    const greeting = greet(text, access, isOpen());
    if (greeting.ok) this.#welcome(greeting.hello, greeting.identity);
    else this.refuse(greeting.reason, greeting.bye, greeting.message);
  }

  #welcome(hello: Hello, identity: Identity): void {
    const { world, clock, gateway, log, beat } = this.#context;
    this.#cancelTimer();
    // Sends what is pending to the others first, so that this session starts at a step they all know.
    world.flush();
    const missed = missedPatches(world, hello.resume);
    this.#state = { kind: 'live', identity };
    this.#heardAt = clock.now();
    const resumed = missed !== undefined;
    this.#outflow.send(
      welcomeFrame({ session: this.id, identity, world, gateway, now: clock.now(), resumed }),
    );
    if (missed === undefined) this.#outflow.snapshot();
    else for (const patch of missed) this.#outflow.sendText('patch', patch);
    this.#outflow.sendText('beat', beat());
    log.info(
      { session: this.id, person: identity.person, role: identity.role, client: hello.client },
      'session live',
    );
  }

  #listen(text: string, identity: Identity): void {
    const parsed = parseFrame(consoleFrameSchema, text);
    if (!parsed.ok) {
      this.refuse('malformed', 'protocol', `The frame can't be read: ${parsed.error}.`);
      return;
    }
    switch (parsed.value.type) {
      case 'hello':
        return this.refuse('second-hello', 'protocol', 'Hello is said once.');
      case 'command':
        return this.#command(parsed.value, identity);
      case 'ask':
        return this.#ask(parsed.value, identity);
      default:
        return assertNever(parsed.value, 'frame');
    }
  }

  #command(frame: CommandFrame, identity: Identity): void {
    const { desk, clock, metrics, log } = this.#context;
    const result = giveCommand(frame, identity, this.#bucket, desk, clock.now(), log);
    metrics.command(frame.name, result);
    this.#outflow.send(result);
  }

  #ask(frame: AskFrame, identity: Identity): void {
    const { desk, clock, metrics, log } = this.#context;
    const answer = giveAnswer(frame, identity, this.#questions, desk, clock.now(), log);
    metrics.question(frame.name, answer);
    this.#outflow.send(answer);
  }

  #broken(error: Error & { code?: string }): void {
    // ws answers these itself with a close frame, before it tells.
    if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') this.#context.metrics.refused('oversize');
    else if (error.code?.startsWith('WS_ERR_') === true) this.#context.metrics.refused('malformed');
    this.#context.log.debug({ session: this.id, code: error.code }, 'session broke');
  }
}
