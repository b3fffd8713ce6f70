import { accessSync, constants, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { err, ok, type Result } from '../shared/result.ts';
import { openSqliteJournal } from './journal/sqliteJournal.ts';
import { Operations } from './operations.ts';
import { loadPolicy } from './policy/loadPolicy.ts';
import { formatProblem } from './policy/problem.ts';
import { openAccess } from './server/access.ts';
import { createMetrics } from './server/metrics.ts';
import type { ListenAddress } from './server/options.ts';
import { startServer } from './server/startServer.ts';
import { createSources } from './sources/createSources.ts';
import { gatewayVersion } from './version.ts';
import { World, type WorldClock } from './world.ts';

/** What a gateway runs on. */
export interface GatewayOptions {
  readonly policyFile: string;
  readonly listen: ListenAddress;
  /** Journal and tokens; made where it is missing. */
  readonly dataFolder: string;
  /** The built renderer; without it only the feed is served. */
  readonly rendererFolder?: string;
  /** Shown on every console; the host's name unless told otherwise. */
  readonly name?: string;
  readonly log: Logger;
}

/** A gateway that serves. */
export interface RunningGateway {
  /** Where a browser opens the console. */
  readonly url: string;
  readonly simulated: boolean;
  stop(): Promise<void>;
}

const systemClock: WorldClock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Starts everything, or nothing; the error is one sentence (or one line for each mistake in the policy). */
export async function startGateway(options: GatewayOptions): Promise<Result<RunningGateway>> {
  const { policyFile, listen, dataFolder, rendererFolder, name = hostname(), log } = options;
  const loaded = await loadPolicy(policyFile, process.env);
  if (!loaded.ok) return err(loaded.error.map(formatProblem).join('\n'));
  const folderProblem = prepareFolder(dataFolder);
  if (folderProblem !== undefined) return err(folderProblem);
  const access = openAccess(dataFolder);
  if (!access.ok) return access;
  const opened = openSqliteJournal(dataFolder);
  if (!opened.ok) return opened;
  const journal = opened.value;

  const policy = loaded.value;
  const clock = systemClock;
  const sources = createSources(policy.policy, { fetch, clock, random: Math.random });
  const world = new World(clock);
  const operations = new Operations({ policy, sources, journal, world, clock, name, log });
  operations.start();
  const started = await startServer({
    listen,
    world,
    chain: () => operations.chain(),
    desk: operations,
    webhook: (id, body) => sources.find((source) => source.id === id)?.push?.(body),
    access: access.value,
    rendererFolder,
    name,
    version: gatewayVersion,
    ready: () => true,
    metrics: createMetrics(() => journal.last),
    clock,
    log,
  });
  const stopRest = async (): Promise<void> => {
    await operations.stop();
    journal.close();
  };
  if (!started.ok) {
    await stopRest();
    return started;
  }
  return ok({
    url: started.value.url,
    simulated: policy.policy.sources.some(({ kind }) => kind === 'simulator'),
    async stop() {
      await started.value.stop();
      await stopRest();
    },
  });
}

function prepareFolder(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const why =
      {
        EACCES: 'no permission',
        EROFS: 'the disk is read-only',
        ENOTDIR: 'a part of it is a file',
        EEXIST: 'it is a file',
        ENOSPC: 'the disk is full',
      }[code] ?? code;
    return `The data folder ${folder} can't be used: ${why}. Name another with --data, or mend its permissions.`;
  }
}
