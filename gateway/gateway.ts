import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { err, ok, type Result } from '../shared/result.ts';
import { restoringName } from './backup/dataFiles.ts';
import { prepareFolder } from './dataFolder.ts';
import { openSqliteJournal } from './journal/sqliteJournal.ts';
import { openSpellTable } from './past/spellTable.ts';
import { Operations } from './operations.ts';
import { loadPolicy, type LoadedPolicy } from './policy/loadPolicy.ts';
import { formatProblem } from './policy/problem.ts';
import { RunbookLibrary } from './runbooks/runbookLibrary.ts';
import { Calendars } from './rota/calendars.ts';
import { rotaCalendar } from './rota/rotaCalendar.ts';
import { openAccess } from './server/access.ts';
import { createMetrics } from './server/metrics.ts';
import type { ListenAddress } from './server/options.ts';
import { startServer } from './server/startServer.ts';
import { missingSecret } from './sources/access.ts';
import { createSources } from './sources/createSources.ts';
import type { TlsFiles } from './tls/tlsFiles.ts';
import { TlsKeeper } from './tls/tlsKeeper.ts';
import { gatewayVersion } from './version.ts';
import { World, type WorldClock } from './world.ts';

/** What a gateway runs on. */
export interface GatewayOptions {
  readonly policyFile: string;
  readonly listen: ListenAddress;
  /** https and wss with these; http and ws without. */
  readonly tls?: TlsFiles | undefined;
  /** True where /metrics asks for an access token. */
  readonly metricsNeedToken?: boolean | undefined;
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
  /** Takes the TLS files as they are now; nothing else is read again. */
  reload(): void;
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
  const secretProblem = loaded.value.policy.sources
    .map(missingSecret)
    .find((problem) => problem !== undefined);
  if (secretProblem !== undefined) return err(secretProblem);
  const folderProblem = prepareFolder(dataFolder);
  if (folderProblem !== undefined) return err(folderProblem);
  if (existsSync(join(dataFolder, restoringName))) {
    return err(
      `A restore into ${dataFolder} was not finished; run it again: watchfloor restore --replace --help`,
    );
  }
  const clock = systemClock;
  const tls = options.tls && TlsKeeper.open({ files: options.tls, clock, log });
  if (tls?.ok === false) return tls;
  const access = openAccess(dataFolder);
  if (!access.ok) return access;
  const opened = openSqliteJournal(dataFolder);
  if (!opened.ok) return opened;
  const journal = opened.value;

  const past = openSpellTable(dataFolder);
  if (!past.ok) log.warn({ problem: past.error }, 'what comes and goes is kept in memory alone');

  const policy = loaded.value;
  const sources = createSources(policy.policy, { fetch, clock, random: Math.random });
  const world = new World(clock);
  const calendars = new Calendars({
    ...{ policy: policy.policy, deps: { fetch, clock }, dataFolder },
    onProblem: (list, problem) => log.warn({ list, problem }, 'calendar of the rota not read'),
  });
  const operations = new Operations({
    ...{ policy, sources, journal, world, clock, name, log, calendars },
    ...{ fetch, random: Math.random },
    ...(past.ok ? { past: past.value } : {}),
  });
  const library = openLibrary(policy, world, clock);
  const stopRest = async (): Promise<void> => {
    await library?.stop();
    await operations.stop();
    tls?.value.stop();
    journal.close();
  };
  const rebuilt = operations.start();
  if (!rebuilt.ok) {
    await stopRest();
    return rebuilt;
  }
  const started = await startServer({
    listen,
    tls: tls?.value,
    metricsNeedToken: options.metricsNeedToken,
    world,
    chain: () => [...operations.chain(), ...(tls?.value.links(clock.now()) ?? [])],
    desk: operations,
    webhook: (id, body) => sources.find((source) => source.id === id)?.push?.(body),
    access: access.value,
    library,
    rendererFolder,
    name,
    version: gatewayVersion,
    ready: () => operations.ready(),
    rota: (list) => rotaCalendar(policy.policy, operations.rota(), { list, now: clock.now() }),
    metrics: createMetrics(() => journal.last),
    clock,
    log,
  });
  if (!started.ok) {
    await stopRest();
    return started;
  }
  library?.start();
  return ok({
    url: started.value.url,
    simulated: policy.policy.sources.some(({ kind }) => kind === 'simulator'),
    reload() {
      if (tls !== undefined) tls.value.reload();
      else log.info('nothing to reload: there is no TLS, and the policy is read at the start');
    },
    async stop() {
      await started.value.stop();
      await stopRest();
    },
  });
}

/** The library of the policy's folder, told to consoles. */
function openLibrary(
  { file, policy: { runbooks } }: LoadedPolicy,
  world: World,
  clock: WorldClock,
): RunbookLibrary | undefined {
  if (runbooks === undefined) return undefined;
  const folder = resolve(dirname(file), runbooks.folder);
  return new RunbookLibrary({
    ...{ folder, clock },
    onChange: (state) => world.upsert('library', 'library', state),
  });
}
