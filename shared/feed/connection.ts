import {
  bounds,
  gatewayFrameSchema,
  heartbeat,
  parseFrame,
  type ConsoleFrame,
  type GatewayFrame,
} from './frames.ts';
import { reasonOf } from '../reasonOf.ts';

/** A WebSocket as the link needs it: text frames only. Shells adapt `ws` and the browser's to it. */
export interface FeedSocket {
  onOpen: (() => void) | undefined;
  onMessage: ((text: string) => void) | undefined;
  /** After a close or an error, once; `reason` in words where there is one. */
  onClose: ((reason?: string) => void) | undefined;
  send(text: string): void;
  /** May be called at any time, and more than once. */
  close(): void;
}

/** Clock and timers, passed in so that tests can freeze them. */
export interface LinkClock {
  /** Local time, milliseconds since 1970 UTC. */
  now(): number;
  /** Runs once after `ms`; returns its undo. */
  after(ms: number, run: () => void): () => void;
}

/** Why a connection ended. */
export type Ending =
  | { readonly kind: 'closed' | 'unreachable'; readonly reason?: string }
  | { readonly kind: 'silent' }
  | { readonly kind: 'malformed'; readonly error: string };

/** What a connection tells its owner; nothing after `onEnd`, nor after `close`. */
export interface ConnectionEvents {
  onOpen(): void;
  onFrame(frame: GatewayFrame): void;
  onEnd(ending: Ending): void;
}

const longestSilenceMs = 60_000;

/** One connection: parses what comes, watches for silence, and lets no event of a dead socket through. */
export class Connection {
  readonly #clock: LinkClock;
  readonly #events: ConnectionEvents;
  #socket: FeedSocket | undefined;
  #silenceMs = heartbeat.intervalMs * heartbeat.misses;
  #undoWatch: (() => void) | undefined;
  #opened = false;
  #ended = false;

  constructor(clock: LinkClock, events: ConnectionEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  /** Opens the socket; a `connect` that throws ends the connection like one that is refused. */
  open(connect: () => FeedSocket): void {
    this.#watch();
    try {
      const socket = connect();
      this.#socket = socket;
      socket.onOpen = () => this.#onOpen();
      socket.onMessage = (text) => this.#onMessage(text);
      socket.onClose = (reason) => this.#end({ kind: this.#opened ? 'closed' : 'unreachable', reason });
    } catch (error) {
      this.#end({ kind: 'unreachable', reason: reasonOf(error) });
    }
  }

  send(frame: ConsoleFrame): void {
    if (this.#ended) return;
    try {
      this.#socket?.send(JSON.stringify(frame));
    } catch (error) {
      this.#end({ kind: 'closed', reason: reasonOf(error) });
    }
  }

  /** Takes the gateway's heartbeat: no frame for so long ends the connection. */
  expect({ intervalMs, misses }: { readonly intervalMs: number; readonly misses: number }): void {
    this.#silenceMs = Math.min(intervalMs * misses, longestSilenceMs);
    this.heard();
  }

  /** The gateway said something that counts: its silence starts anew. */
  heard(): void {
    if (!this.#ended) this.#watch();
  }

  /** Closes without a word to the owner. */
  close(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#undoWatch?.();
    this.#socket?.close();
  }

  #onOpen(): void {
    if (this.#ended) return;
    this.#opened = true;
    this.#events.onOpen();
  }

  #onMessage(text: string): void {
    if (this.#ended) return;
    // UTF-16 units never outnumber bytes, so this refuses nothing that is within bounds.
    if (text.length > bounds.gatewayFrameBytes) {
      this.#end({
        kind: 'malformed',
        error: `${text.length} characters, at most ${bounds.gatewayFrameBytes} bytes`,
      });
      return;
    }
    const parsed = parseFrame(gatewayFrameSchema, text);
    if (parsed.ok) this.#events.onFrame(parsed.value);
    else this.#end({ kind: 'malformed', error: parsed.error });
  }

  #watch(): void {
    this.#undoWatch?.();
    this.#undoWatch = this.#clock.after(this.#silenceMs, () => this.#end({ kind: 'silent' }));
  }

  #end(ending: Ending): void {
    if (this.#ended) return;
    this.close();
    this.#events.onEnd(ending);
  }
}
