import type { Logger } from 'pino';
import type { ChainLink } from '../../shared/model/chain.ts';
import type { Result } from '../../shared/result.ts';
import type { World, WorldClock } from '../world.ts';
import type { Access } from './access.ts';
import type { CommandDesk } from './commandDesk.ts';
import type { Metrics } from './metrics.ts';

/** Where to listen; port 0 takes any free one. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** What the server needs from the gateway. */
export interface ServerOptions {
  readonly listen: ListenAddress;
  readonly world: World;
  readonly chain: () => readonly ChainLink[];
  readonly desk: CommandDesk;
  /** Hands a pushed body to a source; undefined where no source of that id takes one. */
  readonly webhook: (sourceId: string, body: unknown) => Result<number> | undefined;
  readonly access: Access;
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
