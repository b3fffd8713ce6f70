import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { bounds, heartbeat, subprotocol, type Beat } from '../../shared/feed/frames.ts';
import { checkCaller, isLoopback } from './caller.ts';
import type { RefusalReason } from './metrics.ts';
import type { ServerOptions } from './options.ts';
import { Session, type SessionContext } from './session.ts';
import { snapshotFramesOf } from './snapshotFrames.ts';
import { refuseUpgrade } from './upgrade.ts';

/** Beyond this ws cuts the connection without a sentence; up to it the session still says why. */
const receivedAtMostBytes = 4 * bounds.consoleFrameBytes;

/** The feed's sessions, and what goes to all of them. */
export class Feed {
  readonly #options: ServerOptions;
  readonly #context: SessionContext;
  readonly #sessions = new Set<Session>();
  readonly #sockets: WebSocketServer;
  readonly #unsubscribe: () => void;
  #cancelBeat: () => void = () => undefined;
  #isStopping = false;
  #onEmpty: () => void = () => undefined;

  constructor(options: ServerOptions) {
    const { world, desk, access, clock, metrics, log, name, version, listen } = options;
    const isLocal = isLoopback(listen.host);
    this.#options = options;
    this.#context = {
      world,
      desk,
      access,
      clock,
      metrics,
      log,
      isOpen: () => isLocal && !access.required(),
      gateway: { name, version },
      snapshot: snapshotFramesOf(world),
      beat: () => this.#beatText(),
    };
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: receivedAtMostBytes,
      perMessageDeflate: false,
      clientTracking: false,
      handleProtocols: () => subprotocol,
    });
    this.#unsubscribe = world.subscribe(({ text }) => this.#spread(Buffer.from(text)));
    this.#scheduleBeat();
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** Takes an HTTP upgrade, or turns it away with a sentence. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    // Until ws takes the stream over, a broken one must not end the gateway.
    const onError = (): void => void stream.destroy();
    stream.on('error', onError);
    const refuse = (status: number, message: string, reason?: RefusalReason): void => {
      if (reason !== undefined) this.#options.metrics.refused(reason);
      refuseUpgrade(stream, status, message);
    };
    if (this.#isStopping) return refuse(503, 'The gateway is stopping.');
    const caller = checkCaller(request.headers, isLoopback(this.#options.listen.host));
    if (!caller.ok) return refuse(403, caller.error.message, caller.error.reason);
    if (request.url?.split('?')[0] !== '/feed') return refuse(404, 'The feed is at /feed.');
    const offered = request.headers['sec-websocket-protocol']?.split(',').map((name) => name.trim()) ?? [];
    if (!offered.includes(subprotocol)) {
      return refuse(400, `This gateway speaks the subprotocol ${subprotocol}.`, 'subprotocol');
    }
    this.#sockets.handleUpgrade(request, stream, head, (socket) => {
      stream.off('error', onError);
      const session = new Session(socket, request.socket, this.#context, () => this.#left(session));
      this.#sessions.add(session);
      if (this.#sessions.size > bounds.sessions) {
        session.refuse('busy', 'busy', `The gateway serves ${bounds.sessions} consoles already.`, 10_000);
      }
    });
  }

  /** Says goodbye to all, waits until they are gone. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#cancelBeat();
    this.#options.world.flush();
    this.#unsubscribe();
    const empty = new Promise<void>((resolve) => (this.#onEmpty = resolve));
    for (const session of this.#sessions) session.end('shutdown', 'The gateway is stopping.', 1_000);
    if (this.#sessions.size > 0) await empty;
  }

  #left(session: Session): void {
    this.#sessions.delete(session);
    if (this.#sessions.size === 0) this.#onEmpty();
  }

  /** One buffer for all sessions, whatever their number. */
  #spread(text: Buffer): void {
    let sent = 0;
    for (const session of this.#sessions) if (session.patch(text)) sent += 1;
    this.#options.metrics.sent('patch', sent, sent * text.length);
  }

  #beatText(): Buffer {
    const { world, chain, clock } = this.#options;
    // A beat's seq is the last step sent: a console that has less has lost something.
    const beat: Beat = { type: 'beat', at: clock.now(), seq: world.seq, chain: [...chain()] };
    return Buffer.from(JSON.stringify(beat));
  }

  #scheduleBeat(): void {
    this.#cancelBeat = this.#options.clock.after(heartbeat.intervalMs, () => {
      this.#scheduleBeat();
      const text = this.#beatText();
      for (const session of this.#sessions) session.beat(text);
    });
  }
}
