import type { BridgeUpdate, LinkStatus } from '../bridge.ts';
import type { Contacts } from '../contacts/contactSeal.ts';
import type { FeedSocket, LinkClock } from './connection.ts';
import type { Hello } from './frames.ts';
import type { OutboxStorage } from './outbox.ts';
import type { QuestionAnswer, QuestionName, QuestionParams } from './questions.ts';
import type { FeedState } from './reduce.ts';

/** Times of the link, milliseconds. */
export const linkTimes = {
  retryFirstMs: 250,
  retryMaxMs: 15_000,
  /** Live for so long, and the next loss starts from the first wait again. */
  stableAfterMs: 10_000,
  /** The clock offset is told again when it moved by more. */
  offsetStepMs: 250,
  /** A gateway may ask for no longer wait than this. */
  retryAfterMaxMs: 3_600_000,
} as const;

export interface LinkOptions {
  readonly url: string;
  readonly token?: string;
  readonly client: Hello['client'];
  /** Who is at the console. */
  readonly person?: string | undefined;
  connect(url: string, subprotocol: string): FeedSocket;
  readonly clock: LinkClock;
  /** 0 (included) to 1 (excluded). */
  readonly random: () => number;
  /** A new command's id, 8 to 64 characters, never twice the same. */
  readonly newId: () => string;
  readonly outbox: OutboxStorage;
  /** State of an earlier run, to be shown with its age until the gateway answers. */
  readonly initial?: FeedState;
}

/** What went wrong since the start, for the log and the diagnostics. */
export interface LinkCounts {
  readonly connections: number;
  readonly malformedFrames: number;
  readonly gaps: number;
}

/** A console's end of the feed: keeps a copy of the gateway's state, and brings commands there exactly once. */
export interface Link {
  /** Loads the outbox, then connects. A link that was stopped is not started again. */
  start(): Promise<void>;
  /** Closes for good; stored commands stay stored. */
  stop(): void;
  /** Calls with state, status and outgoing at once, then with each update. Returns its own undo. */
  subscribe(listener: (update: BridgeUpdate) => void): () => void;
  /** Resolves with the command's id once it is stored; rejects with one sentence. */
  send(name: string, params: unknown): Promise<string>;
  /** Withdraws a command that was never sent, or puts away one that is final; rejects with one sentence otherwise. */
  discard(id: string): Promise<void>;
  /** Resolves with the gateway's answer; rejects with one sentence, at once where the link is not live. */
  ask<Name extends QuestionName>(name: Name, params: QuestionParams<Name>): Promise<QuestionAnswer<Name>>;
  /** Somebody else is at the console: says hello anew under that name. What waits keeps its id and its giver. */
  introduce(person: string | undefined): void;
  /** Cuts the console off on purpose for so long; `reconnect` ends it sooner. Throws one sentence unless live. */
  cut(drill: string, ms: number): void;
  /** Tries now, also after a refusal, and ends a drill; does nothing while live. */
  reconnect(): void;
  /** True while it is cut off on purpose. */
  isCut(): boolean;
  /** Puts contacts of the last known state that were locked in their places; later ones of the gateway stay. */
  unseal(contacts: Contacts): void;
  state(): FeedState;
  status(): LinkStatus;
  counts(): LinkCounts;
}
