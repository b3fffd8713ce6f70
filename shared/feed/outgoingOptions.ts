import type { Outgoing } from '../bridge.ts';
import type { LinkClock } from './connection.ts';
import type { CommandFrame } from './frames.ts';
import type { OutboxStorage } from './outbox.ts';

/** Times of the queue, milliseconds. */
export const outgoingTimes = {
  /** A final command stays visible for so long. */
  shownForMs: 60_000,
  /** First wait after `busy` or `failed`; doubles. */
  retryFirstMs: 1_000,
  retryMaxMs: 15_000,
  /** A live gateway that owes a result for so long is asked again. */
  resultWithinMs: 15_000,
} as const;

export interface OutgoingOptions {
  readonly clock: LinkClock;
  readonly storage: OutboxStorage;
  readonly newId: () => string;
  /** Who gives a command now, as far as it is known. */
  giver(): string | undefined;
  /** The gateway's time, as far as it is known. */
  correctedNow(): number;
  transmit(frame: CommandFrame): void;
  changed(outgoing: readonly Outgoing[]): void;
  /** Something about the outbox that the operator must know. */
  notice(id: string, text: string): void;
}
