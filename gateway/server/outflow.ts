import type { WebSocket } from 'ws';
import { bounds, type GatewayFrame } from '../../shared/feed/frames.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Metrics } from './metrics.ts';
import type { SnapshotFrames } from './snapshotFrames.ts';

/** Few enough unsent bytes to call a session drained. */
const drainedBytes = 16 * 1024;

/**
 * What goes out to one console, bounded. A console that takes too little gets no more patches; when it has taken what
 * was on its way it gets a snapshot, which makes up for all of them.
 */
export class Outflow {
  readonly #socket: WebSocket;
  readonly #metrics: Metrics;
  readonly #snapshot: () => SnapshotFrames;
  readonly #now: () => Instant;
  #behindSince: Instant | undefined;
  /** Bytes of a snapshot not yet written out: shared with all sessions, so no memory of this one. */
  #snapshotBytes = 0;
  #writtenAtLook = 0;

  constructor(socket: WebSocket, metrics: Metrics, snapshot: () => SnapshotFrames, now: () => Instant) {
    this.#socket = socket;
    this.#metrics = metrics;
    this.#snapshot = snapshot;
    this.#now = now;
  }

  /** Since when patches are held back; undefined while it keeps up. */
  get behindSince(): Instant | undefined {
    return this.#behindSince;
  }

  /** Sends a frame of this session's own. */
  send(frame: GatewayFrame): void {
    this.sendText(frame.type, Buffer.from(JSON.stringify(frame)));
  }

  /** Sends a frame that is already text. */
  sendText(type: GatewayFrame['type'], text: Buffer): void {
    this.#write(text, this.#written);
    this.#metrics.sent(type, 1, text.length);
  }

  /** Sends a step of the state, or holds it back; true where it was sent. */
  patch(text: Buffer): boolean {
    if (this.#behindSince !== undefined) return false;
    if (this.#socket.bufferedAmount - this.#snapshotBytes > bounds.sessionBufferBytes) {
      this.#behindSince = this.#now();
      return false;
    }
    if (text.length > bounds.gatewayFrameBytes) {
      this.snapshot();
      return false;
    }
    this.#write(text, this.#written);
    return true;
  }

  /** Sends the whole state. */
  snapshot(): void {
    const { frames, bytes } = this.#snapshot();
    this.#behindSince = undefined;
    this.#snapshotBytes += bytes;
    for (const frame of frames) {
      this.#write(frame, () => {
        this.#snapshotBytes -= frame.length;
        this.#written();
      });
    }
    this.#metrics.sent('snapshot', frames.length, bytes);
  }

  /** True where bytes that waited have moved on since the last look: a slow peer, but a live one. */
  hasMoved(bytesHandedOver: number): boolean {
    const written = bytesHandedOver - this.#socket.bufferedAmount;
    const moved = this.#socket.bufferedAmount > 0 && written !== this.#writtenAtLook;
    this.#writtenAtLook = written;
    return moved;
  }

  #write(text: Buffer, written: () => void): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(text, { binary: false }, written);
  }

  readonly #written = (): void => {
    if (this.#behindSince !== undefined && this.#socket.bufferedAmount <= drainedBytes) this.snapshot();
  };
}
