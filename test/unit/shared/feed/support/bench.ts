import { expect } from 'vitest';
import type { BridgeUpdate } from '../../../../../shared/bridge.ts';
import { createLink, type Link, type LinkOptions } from '../../../../../shared/feed/link.ts';
import { memoryOutboxStorage } from '../../../../../shared/feed/outbox.ts';
import { applyBeat, applyPatch, emptyFeedState, type FeedState } from '../../../../../shared/feed/reduce.ts';
import { entityKey, entityKinds } from '../../../../../shared/model/entities.ts';
import { FakeClock, settle } from './fakeClock.ts';
import { FakeSocket } from './fakeNetwork.ts';
import { ModelGateway } from './modelGateway.ts';

/** A link against the model gateway, with the network in the test's hand. */
export class Bench {
  readonly clock: FakeClock;
  readonly gateway: ModelGateway;
  readonly storage = memoryOutboxStorage();
  readonly sockets: FakeSocket[] = [];
  readonly updates: BridgeUpdate[] = [];
  /** New connections go nowhere: no open, no close. */
  unreachable = false;
  link: Link;
  /** What a renderer would hold that saw only the updates. */
  mirror: FeedState = emptyFeedState;
  readonly #options: Partial<LinkOptions>;
  #ids = 0;

  constructor(options: Partial<LinkOptions> = {}, clock = new FakeClock()) {
    this.clock = clock;
    this.gateway = new ModelGateway(clock);
    this.#options = options;
    this.link = this.#newLink();
  }

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error('no socket yet');
    return socket;
  }

  /** Starts the link and delivers until it is live. */
  async live(): Promise<void> {
    await this.link.start();
    this.flow();
    expect(this.link.status().kind).toBe('live');
  }

  /** Opens what waits to be opened and delivers all that is under way. */
  flow(count?: number): void {
    if (!this.unreachable) this.socket.open();
    this.socket.deliver(count);
  }

  /** Time passes with the network at work, in small steps. */
  async run(ms: number, stepMs = 50): Promise<void> {
    for (let passed = 0; passed < ms; passed += stepMs) {
      this.clock.advance(stepMs);
      this.flow();
      await settle();
    }
  }

  /** The console dies and is started again with what it had on disk. */
  async restartConsole(): Promise<void> {
    const initial = this.link.state();
    this.link.stop();
    this.link = this.#newLink(initial.epoch === '' ? undefined : initial);
    await this.link.start();
  }

  status(): Extract<BridgeUpdate, { kind: 'status' }>[] {
    return this.updates.filter((update) => update.kind === 'status');
  }

  #newLink(initial?: FeedState): Link {
    const link = createLink({
      url: 'ws://noc.example:7420/feed',
      client: { name: 'test', version: '0' },
      connect: () => {
        const socket = new FakeSocket();
        this.sockets.push(socket);
        this.gateway.accept(socket);
        return socket;
      },
      clock: this.clock,
      random: () => 0.5,
      newId: () => `command-${(this.#ids += 1)}`,
      outbox: this.storage,
      initial,
      ...this.#options,
    });
    link.subscribe((update) => this.#onUpdate(update));
    return link;
  }

  #onUpdate(update: BridgeUpdate): void {
    this.updates.push(update);
    if (update.kind === 'state') this.mirror = update.state;
    if (update.kind === 'beat') this.mirror = applyBeat(this.mirror, update.beat);
    if (update.kind !== 'patch') return;
    const outcome = applyPatch(this.mirror, update.patch);
    if (outcome.kind !== 'applied') throw new Error(`the link passed on a patch that is a ${outcome.kind}`);
    this.mirror = outcome.state;
  }
}

/** Entities by key, as frames carry them. */
export const plain = ({ entities }: FeedState): Record<string, unknown> =>
  Object.fromEntries(
    entityKinds.flatMap((kind) =>
      Object.entries(entities[kind]).map(([id, entity]) => [entityKey(kind, id), entity] as const),
    ),
  );
