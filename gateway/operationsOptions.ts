import type { Logger } from 'pino';
import type { SendDependencies } from './channels/sending.ts';
import type { Journal } from './journal/journal.ts';
import type { SpellStore } from './past/spellTable.ts';
import type { LoadedPolicy } from './policy/loadPolicy.ts';
import type { Calendars } from './rota/calendars.ts';
import type { Source } from './sources/source.ts';
import type { World, WorldClock } from './world.ts';

/** What the operations need; everything that reads a clock or a disk is passed in. */
export interface OperationsOptions {
  readonly policy: LoadedPolicy;
  readonly sources: readonly Source[];
  readonly journal: Journal;
  readonly world: World;
  readonly clock: WorldClock;
  readonly name: string;
  readonly log: Logger;
  /** Where what came and went outlives the gateway; without it, it is kept in memory alone. */
  readonly past?: SpellStore;
  /** How channels, and the webhooks of actions, are reached. */
  readonly fetch: SendDependencies['fetch'];
  /** 0 to below 1 */
  readonly random: () => number;
  /** The calendars of the rota. */
  readonly calendars?: Calendars;
}
