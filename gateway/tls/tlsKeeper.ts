import type { SecureContextOptions, TlsOptions } from 'node:tls';
import type { Logger } from 'pino';
import type { ChainLink } from '../../shared/model/chain.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { ok, type Result } from '../../shared/result.ts';
import { utcTime } from '../../shared/rules/durations.ts';
import type { WorldClock } from '../world.ts';
import { readTlsFiles, stampOfTls, type TlsFiles, type TlsMaterial } from './tlsFiles.ts';

/** Certificates that end sooner than this are warned of, milliseconds: 14 days. */
export const warnedAheadMs = 14 * 24 * 60 * 60_000;
/** How often the files are looked at, milliseconds. */
const lookEveryMs = 30_000;
/** How often the log says again that the certificate ends, milliseconds. */
const sayAgainMs = 24 * 60 * 60_000;

/** A server that takes another certificate while it runs; connections that stand are not touched. */
interface SecureServer {
  setSecureContext(options: SecureContextOptions): void;
}

/** How TLS stands, for /metrics. */
export interface TlsState {
  /** When the certificate in use ends. */
  readonly expiresAt: Instant;
  /** Why newer files were not taken; undefined where the newest are in use. */
  readonly problem: string | undefined;
}

/** What the keeper needs. */
export interface TlsKeeperOptions {
  readonly files: TlsFiles;
  readonly clock: WorldClock;
  readonly log: Logger;
}

/** Holds a gateway's certificate, takes a renewed one as soon as it is whole, and says when it ends. */
export class TlsKeeper {
  readonly #options: TlsKeeperOptions;
  #material: TlsMaterial;
  #stamp: string;
  #problem: string | undefined;
  #server: SecureServer | undefined;
  #saidAt: Instant | undefined;
  #cancelLook: () => void = () => undefined;

  private constructor(options: TlsKeeperOptions, material: TlsMaterial, stamp: string) {
    this.#options = options;
    this.#material = material;
    this.#stamp = stamp;
    for (const remark of material.remarks) options.log.warn({ remark }, 'TLS key');
    this.#warn();
  }

  /** Reads the files; the error is one sentence. */
  static open(options: TlsKeeperOptions): Result<TlsKeeper> {
    const stamp = stampOfTls(options.files);
    const read = readTlsFiles(options.files, options.clock.now());
    return read.ok ? ok(new TlsKeeper(options, read.value, stamp)) : read;
  }

  /** What the server is made with. */
  get serverOptions(): TlsOptions {
    return { ...contextOf(this.#material), requestCert: this.#material.ca !== undefined };
  }

  get state(): TlsState {
    return { expiresAt: this.#material.expiresAt, problem: this.#problem };
  }

  /** Names the server that takes renewed certificates, and begins to watch for them. */
  attach(server: SecureServer): void {
    this.#server = server;
    this.#lookLater();
  }

  /** Takes the files as they are now; where they are not good, the certificate in use stays, and the log says why. */
  reload(): void {
    const { files, clock, log } = this.#options;
    this.#stamp = stampOfTls(files);
    const read = readTlsFiles(files, clock.now());
    if (!read.ok) {
      if (this.#problem !== read.error) log.error({ problem: read.error }, 'TLS certificate not reloaded');
      this.#problem = read.error;
      return;
    }
    this.#material = read.value;
    this.#problem = undefined;
    this.#saidAt = undefined;
    this.#server?.setSecureContext(contextOf(read.value));
    log.info({ expiresAt: utcTime(read.value.expiresAt) }, 'TLS certificate reloaded');
    this.#warn();
  }

  /** A link of the chain while something is to be done about the certificate; none while it is in order. */
  links(now: Instant): readonly ChainLink[] {
    const { expiresAt, problem } = this.state;
    const isDue = expiresAt - now <= warnedAheadMs;
    if (!isDue && problem === undefined) return [];
    const day = utcTime(expiresAt).slice(0, 10);
    const ends = now < expiresAt ? `TLS certificate ends ${day}` : `TLS certificate ended ${day}`;
    return [
      {
        id: 'certificate',
        name: isDue ? ends : 'TLS certificate not reloaded',
        // Older consoles know no other kind that is neither a service's nor Prometheus's.
        kind: 'gateway',
        freshness: 'late',
        freshForMs: warnedAheadMs,
        problem: problem ?? `${ends} at ${utcTime(expiresAt).slice(11)}; renew it.`,
      },
    ];
  }

  stop(): void {
    this.#cancelLook();
  }

  #lookLater(): void {
    this.#cancelLook = this.#options.clock.after(lookEveryMs, () => {
      this.#lookLater();
      // While the newest files are not good, they are tried again: one of a pair may have been written late.
      if (this.#problem !== undefined || stampOfTls(this.#options.files) !== this.#stamp) this.reload();
      this.#warn();
    });
  }

  #warn(): void {
    const { clock, log } = this.#options;
    const now = clock.now();
    const { expiresAt } = this.#material;
    const isSaid = this.#saidAt !== undefined && Math.abs(now - this.#saidAt) < sayAgainMs;
    if (expiresAt - now > warnedAheadMs || isSaid) return;
    this.#saidAt = now;
    const text = now < expiresAt ? 'TLS certificate ends soon' : 'TLS certificate has ended';
    log.warn({ expiresAt: utcTime(expiresAt) }, text);
  }
}

const contextOf = ({ cert, key, ca }: TlsMaterial): SecureContextOptions => ({
  ...{ cert, key, ca },
  minVersion: 'TLSv1.2',
});
