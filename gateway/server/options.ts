import type { Logger } from 'pino';
import type { ChainLink } from '../../shared/model/chain.ts';
import type { Result } from '../../shared/result.ts';
import type { TlsKeeper } from '../tls/tlsKeeper.ts';
import type { RunbookLibrary } from '../runbooks/runbookLibrary.ts';
import type { World, WorldClock } from '../world.ts';
import type { Access } from './access.ts';
import type { CommandDesk } from './commandDesk.ts';
import type { Metrics } from './metrics.ts';
import type { AnswerDesk } from './questions.ts';

/** Where to listen; port 0 takes any free one. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** What the server needs from the gateway. */
export interface ServerOptions {
  readonly listen: ListenAddress;
  /** https and wss with this certificate; http and ws without it. */
  readonly tls?: TlsKeeper | undefined;
  /** True where /metrics asks for an access token, of any role. */
  readonly metricsNeedToken?: boolean | undefined;
  readonly world: World;
  readonly chain: () => readonly ChainLink[];
  readonly desk: CommandDesk & AnswerDesk;
  /** Hands a pushed body to a source; undefined where no source of that id takes one. */
  readonly webhook: (sourceId: string, body: unknown) => Result<number> | undefined;
  /** The rota as an iCalendar file, of one list or of all; the error names the lists that there are. */
  readonly rota: (list: string | undefined) => Result<string>;
  readonly access: Access;
  /** Runbooks; absent where the policy names none. */
  readonly library?: Pick<RunbookLibrary, 'manifest' | 'bytes'> | undefined;
  /** The built renderer; without it only the feed is served. */
  readonly rendererFolder?: string;
  readonly name: string;
  readonly version: string;
  /** True, or one sentence saying what it waits for. */
  readonly ready: () => true | string;
  readonly metrics: Metrics;
  readonly clock: WorldClock;
  readonly log: Logger;
}
