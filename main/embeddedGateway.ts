import type { UtilityProcess } from 'electron';
import { createServer, type AddressInfo } from 'node:net';
import { assertNever } from '../shared/assertNever.ts';
import {
  embeddedGatewayNewsSchema,
  type EmbeddedGatewayConfig,
  type EmbeddedGatewayOrder,
} from './embeddedGatewayMessages.ts';
import type { Log } from './log.ts';

/** Waits of the embedded gateway, milliseconds. */
export const embeddedGatewayTimes = {
  restartFirstMs: 500,
  restartMaxMs: 30_000,
  stopWithinMs: 5_000,
} as const;

export interface EmbeddedGatewayDeps {
  /** `utilityProcess.fork` of main/embeddedGatewayProcess with its one argument. */
  readonly fork: (config: string) => Pick<UtilityProcess, 'on' | 'once' | 'kill' | 'postMessage'>;
  readonly config: EmbeddedGatewayConfig;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly log: Log;
  /** Told in one sentence when the gateway can't run. */
  readonly onProblem: (sentence: string) => void;
}

/** The gateway that runs beside the console where the settings name no other; restarted when it ends. */
export class EmbeddedGateway {
  readonly #deps: EmbeddedGatewayDeps;
  #child: ReturnType<EmbeddedGatewayDeps['fork']> | undefined;
  #undoRestart: (() => void) | undefined;
  #waitMs: number = embeddedGatewayTimes.restartFirstMs;
  #isStopped = false;

  constructor(deps: EmbeddedGatewayDeps) {
    this.#deps = deps;
  }

  /** Where its feed is; known before it runs, and the same after each restart. */
  get feedUrl(): string {
    return `ws://127.0.0.1:${this.#deps.config.port}/feed`;
  }

  start(): void {
    if (this.#isStopped) return;
    const child = this.#deps.fork(JSON.stringify(this.#deps.config));
    this.#child = child;
    child.on('message', (message: unknown) => this.#hear(message));
    child.once('exit', (code) => this.#onExit(code));
  }

  /** Asks it to end, insists after 5 s. */
  stop(): Promise<void> {
    this.#isStopped = true;
    this.#undoRestart?.();
    const child = this.#child;
    if (child === undefined) return Promise.resolve();
    return new Promise((resolve) => {
      const undo = this.#deps.after(embeddedGatewayTimes.stopWithinMs, () => child.kill());
      child.once('exit', () => {
        undo();
        resolve();
      });
      child.postMessage({ kind: 'stop' } satisfies EmbeddedGatewayOrder);
    });
  }

  #hear(message: unknown): void {
    const news = embeddedGatewayNewsSchema.safeParse(message);
    if (!news.success) return this.#deps.log.warn('The embedded gateway sent something unknown');
    const { log, onProblem } = this.#deps;
    switch (news.data.kind) {
      case 'started':
        this.#waitMs = embeddedGatewayTimes.restartFirstMs;
        return log.info('The embedded gateway runs', { url: news.data.url, simulated: news.data.simulated });
      case 'failed':
        log.error('The embedded gateway could not start', { problem: news.data.problem });
        return onProblem(`The gateway inside the console could not start: ${news.data.problem}`);
      default:
        return assertNever(news.data, 'news');
    }
  }

  #onExit(code: number): void {
    this.#child = undefined;
    if (this.#isStopped) return;
    this.#deps.log.warn('The embedded gateway ended', { code, restartInMs: this.#waitMs });
    this.#undoRestart = this.#deps.after(this.#waitMs, () => this.start());
    this.#waitMs = Math.min(this.#waitMs * 2, embeddedGatewayTimes.restartMaxMs);
  }
}

/** A TCP port that is free on loopback now. */
export function freeLoopbackPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
