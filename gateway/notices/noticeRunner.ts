import type { Logger } from 'pino';
import type { Channel } from '../../shared/model/channel.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Policy, PolicyChannel } from '../../shared/policy/index.ts';
import { lackOf } from '../channels/secrets.ts';
import type { Sent, SendDependencies } from '../channels/sending.ts';
import { sendTo } from '../channels/sendTo.ts';
import type { DeskEvent } from '../desk/events.ts';
import { queueOf, type NoticesState, type WaitingNotice } from '../desk/evolveNotice.ts';
import type { NoticeRules } from '../desk/noticesOf.ts';
import { channelEntityOf } from './channelEntity.ts';
import { decideDeliveries } from './decideDeliveries.ts';
import { outcomeOf } from './outcomeOf.ts';

/** Secrets are looked for this often, so that one that is set later is taken up. */
const lookEveryMs = 5_000;
/** An outcome that the journal did not take is offered again after this. */
const recordAgainMs = 5_000;

/** What the runner needs; everything that reads a clock, a disk or a socket is passed in. */
export interface NoticeRunnerOptions extends SendDependencies {
  readonly policy: Policy;
  /** 0 to below 1; spreads the attempts. */
  readonly random: () => number;
  readonly log: Logger;
  /** The notices as the journal has them. */
  readonly notices: () => NoticesState;
  /** Appends to the journal; false where it failed and nothing has changed. */
  readonly record: (events: readonly DeskEvent[]) => boolean;
}

/**
 * Sends what the journal says is due, and records how it came out. It waits for no answer: what is slow is slow for
 * its own channel alone. A notice whose outcome was not recorded before the gateway died is sent again.
 */
export class NoticeRunner {
  readonly #options: NoticeRunnerOptions;
  readonly #isSimulated: boolean;
  readonly #stopping = new AbortController();
  readonly #underWay = new Set<string>();
  /** Outcomes that the journal has not taken yet; their notices stay under way, so that none is sent twice. */
  #unrecorded: readonly DeskEvent[] = [];
  #lacks: ReadonlyMap<string, string | undefined> = new Map();
  #lookedAt: Instant = Number.NEGATIVE_INFINITY;
  #timer: (() => void) | undefined;
  #timerAt: Instant = Number.POSITIVE_INFINITY;
  #isRunning = false;

  constructor(options: NoticeRunnerOptions) {
    this.#options = options;
    this.#isSimulated = options.policy.sources.some(({ kind }) => kind === 'simulator');
  }

  /** Sends what was due when the gateway ended, and from now on what becomes due. */
  start(): void {
    this.#isRunning = true;
    this.wake();
  }

  /** Begins nothing any more, for good. An attempt under way is cut off, and made again after the next start. */
  stop(): void {
    this.#isRunning = false;
    this.#timer?.();
    this.#timer = undefined;
    this.#stopping.abort();
  }

  /** To be called when a notice was asked for. */
  wake(): void {
    if (!this.#isRunning) return;
    this.#plan(this.#options.clock.now());
  }

  /** Who is told of what, as of now. */
  rules(): Pick<NoticeRules, 'channels' | 'isSimulated'> {
    const channels = this.#options.policy.channels.map((channel) => {
      const { id, kind, severities } = channel;
      return { id, kind, severities, isInUse: this.#useOf(channel).isInUse };
    });
    return { channels, isSimulated: this.#isSimulated };
  }

  /** Every channel as consoles see it. */
  channels(): readonly Channel[] {
    const notices = this.#options.notices();
    return this.#options.policy.channels.map((channel) =>
      channelEntityOf(channel, queueOf(notices, channel.id), this.#useOf(channel)),
    );
  }

  #useOf(channel: PolicyChannel): { readonly lacks: string | undefined; readonly isInUse: boolean } {
    const { clock, policy } = this.#options;
    const now = clock.now();
    if (Math.abs(now - this.#lookedAt) >= lookEveryMs) {
      this.#lacks = new Map(policy.channels.map((each) => [each.id, lackOf(each, this.#options)]));
      this.#lookedAt = now;
    }
    const lacks = this.#lacks.get(channel.id);
    return { lacks, isInUse: lacks === undefined && (!this.#isSimulated || channel.simulated) };
  }

  /** In a turn of its own: whoever records a notice is not kept waiting by what sending begins with. */
  #plan(at: Instant): void {
    const { clock } = this.#options;
    if (this.#timer !== undefined && this.#timerAt <= at) return;
    this.#timer?.();
    this.#timerAt = at;
    // Timers count no more than 2^31 ms.
    this.#timer = clock.after(Math.min(Math.max(0, at - clock.now()), 60 * 60_000), () => {
      this.#timer = undefined;
      this.#run();
    });
  }

  #run(): void {
    const { clock, notices } = this.#options;
    const now = clock.now();
    this.#offer();
    const { expired } = decideDeliveries(notices(), now, this.#underWay);
    for (const { notice } of expired) this.#underWay.add(notice.id);
    this.#settle(expired.map((each) => this.#eventOf(each, 'expired')));
    const { send, nextAt } = decideDeliveries(notices(), now, this.#underWay);
    for (const waiting of send) void this.#send(waiting);
    if (!this.#isRunning) return;
    const times = [nextAt, this.#unrecorded.length > 0 ? now + recordAgainMs : undefined];
    const next = Math.min(...times.filter((at) => at !== undefined));
    if (Number.isFinite(next)) this.#plan(next);
  }

  async #send(waiting: WaitingNotice): Promise<void> {
    const { notice } = waiting;
    this.#underWay.add(notice.id);
    const channel = this.#options.policy.channels.find(({ id }) => id === notice.channel);
    const sent: Sent =
      channel === undefined
        ? { ok: false, error: { mayRetry: false, problem: 'the policy has this channel no more' } }
        : await sendTo(channel, notice, { ...this.#options, signal: this.#stopping.signal });
    // Stopped meanwhile: the journal may be closed. The notice is sent again after the next start.
    if (!this.#isRunning) return;
    const event = this.#eventOf(waiting, sent);
    if (!sent.ok) {
      const { channel: id, kind, incident } = notice;
      this.#options.log.warn({ channel: id, kind, incident, problem: sent.error.problem }, event.type);
    }
    this.#settle([event]);
    this.wake();
  }

  #eventOf(waiting: WaitingNotice, outcome: Sent | 'expired'): DeskEvent {
    const { clock, random, policy, notices } = this.#options;
    const { channel: id } = waiting.notice;
    const name = policy.channels.find((channel) => channel.id === id)?.name ?? id;
    return outcomeOf(waiting, outcome, {
      name,
      now: clock.now(),
      random: random(),
      failures: queueOf(notices(), id).failures,
    });
  }

  #settle(events: readonly DeskEvent[]): void {
    this.#unrecorded = [...this.#unrecorded, ...events];
    this.#offer();
  }

  #offer(): void {
    if (this.#unrecorded.length === 0) return;
    const events = this.#unrecorded;
    if (!this.#options.record(events)) return;
    this.#unrecorded = [];
    for (const event of events) {
      if ('notice' in event && typeof event.notice === 'string') this.#underWay.delete(event.notice);
    }
  }
}
