import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { isCommandName } from '../../shared/feed/commands.ts';
import type { Answer, CommandResult, GatewayFrame } from '../../shared/feed/frames.ts';
import { isQuestionName } from '../../shared/feed/questions.ts';
import type { ChainLink } from '../../shared/model/chain.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { TlsState } from '../tls/tlsKeeper.ts';

/** Why a frame, a session or a request was turned away. */
export type RefusalReason =
  | 'host'
  | 'origin'
  | 'subprotocol'
  | 'busy'
  | 'hello-late'
  | 'no-hello'
  | 'second-hello'
  | 'version'
  | 'access'
  | 'binary'
  | 'tls'
  | 'oversize'
  | 'malformed'
  | 'slow'
  | 'deaf';

/** What the gauges show at the moment of a scrape. */
export interface MetricsMoment {
  readonly now: Instant;
  readonly sessions: number;
  readonly chain: readonly ChainLink[];
  /** Absent on a gateway without TLS. */
  readonly tls?: TlsState | undefined;
}

/** What the gateway counts about itself, for Prometheus. */
export interface Metrics {
  refused(reason: RefusalReason): void;
  /** Frames of one type that went out, and their bytes together. */
  sent(type: GatewayFrame['type'], frames: number, bytes: number): void;
  command(name: string, result: CommandResult): void;
  question(name: string, answer: Answer): void;
  /** The text of a scrape. */
  render(moment: MetricsMoment): Promise<string>;
  readonly contentType: string;
}

/** Metrics of one gateway, in a registry of their own. */
export function createMetrics(journalEntries: () => number): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const sessions = new Gauge({ name: 'watchfloor_sessions', help: 'Consoles connected.', registers });
  const refusals = new Counter({
    name: 'watchfloor_refusals_total',
    help: 'Frames, sessions and requests turned away, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const frames = new Counter({
    name: 'watchfloor_frames_sent_total',
    help: 'Frames sent to consoles, by type.',
    labelNames: ['type'],
    registers,
  });
  const bytes = new Counter({
    name: 'watchfloor_bytes_sent_total',
    help: 'Bytes sent to consoles.',
    registers,
  });
  const commands = new Counter({
    name: 'watchfloor_commands_total',
    help: 'Commands by name and outcome.',
    labelNames: ['name', 'outcome'],
    registers,
  });
  const questions = new Counter({
    name: 'watchfloor_questions_total',
    help: 'Questions by name and outcome.',
    labelNames: ['name', 'outcome'],
    registers,
  });
  const fresh = new Gauge({
    name: 'watchfloor_source_fresh',
    help: 'Whether the source was heard within its limit: 1 or 0.',
    labelNames: ['source'],
    registers,
  });
  const age = new Gauge({
    name: 'watchfloor_source_age_seconds',
    help: 'Time since the last good answer of the source; absent before the first one.',
    labelNames: ['source'],
    registers,
  });
  const entries = new Gauge({
    name: 'watchfloor_journal_entries',
    help: 'Entries of the journal.',
    registers,
  });

  const certificateEnds = new Gauge({
    name: 'watchfloor_tls_certificate_expiry_timestamp_seconds',
    help: 'When the TLS certificate in use ends, Unix time; absent without TLS.',
    registers,
  });
  const isReloadFailed = new Gauge({
    name: 'watchfloor_tls_reload_failed',
    help: 'Whether newer TLS files are there that could not be taken: 1 or 0; absent without TLS.',
    registers,
  });
  // A gauge without labels reads 0 until it is set, and 0 would be a certificate that ended in 1970.
  certificateEnds.remove();
  isReloadFailed.remove();

  return {
    contentType: register.contentType,
    refused: (reason) => refusals.inc({ reason }),
    sent(type, count, total) {
      frames.inc({ type }, count);
      bytes.inc(total);
    },
    command(name, result) {
      // Names come from outside: an unknown one must not make a series of its own.
      commands.inc({ name: isCommandName(name) ? name : 'unknown', outcome: result.ok ? 'ok' : result.code });
    },
    question(name, answer) {
      questions.inc({
        name: isQuestionName(name) ? name : 'unknown',
        outcome: answer.ok ? 'ok' : answer.code,
      });
    },
    async render(moment) {
      sessions.set(moment.sessions);
      entries.set(journalEntries());
      if (moment.tls !== undefined) {
        certificateEnds.set(moment.tls.expiresAt / 1000);
        isReloadFailed.set(moment.tls.problem === undefined ? 0 : 1);
      }
      fresh.reset();
      age.reset();
      for (const link of moment.chain) {
        fresh.set({ source: link.id }, link.freshness === 'fresh' ? 1 : 0);
        if (link.heardAt !== undefined)
          age.set({ source: link.id }, Math.max(0, moment.now - link.heardAt) / 1000);
      }
      return register.metrics();
    },
  };
}
