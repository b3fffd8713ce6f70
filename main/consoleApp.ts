import type { UtilityProcess } from 'electron';
import { join } from 'node:path';
import type { LinkClock } from '../shared/feed/link.ts';
import { bridgeHandlers } from './bridgeHandlers.ts';
import { EmbeddedGateway, freeLoopbackPort } from './embeddedGateway.ts';
import { ConsoleFeed } from './feedLink.ts';
import { connectFeed } from './feedSocket.ts';
import { GatewayChoice } from './gatewayChoice.ts';
import { registerIpc, type IpcDeps } from './ipc.ts';
import { LastState } from './lastState.ts';
import type { LaunchOptions } from './launchOptions.ts';
import { reasonOf, type Log } from './log.ts';
import { OutboxFile } from './outboxFile.ts';
import type { SettingsKeeper } from './settings.ts';
import { Subscriptions } from './subscriptions.ts';

export interface ConsoleAppDeps {
  readonly dataFolder: string;
  readonly defaultPolicy: string;
  readonly options: LaunchOptions;
  readonly version: string;
  readonly settings: SettingsKeeper;
  readonly ipcMain: IpcDeps['ipcMain'];
  readonly isOurs: IpcDeps['isOurs'];
  /** `utilityProcess.fork` of the embedded gateway. */
  readonly forkGateway: (config: string) => UtilityProcess;
  /** Told after a change of settings was kept. */
  readonly onSettings: () => void;
  readonly clock: LinkClock;
  readonly newId: () => string;
  readonly log: Log;
}

/** What a running console can be told. */
export interface ConsoleApp {
  /** Connects to the gateway; windows may open before. */
  start(): Promise<void>;
  /** Brings everything to disk and ends what was started. */
  stop(): Promise<void>;
}

/** Puts the console's parts together; the windows are its caller's. */
export function createConsoleApp(deps: ConsoleAppDeps): ConsoleApp {
  const { dataFolder, settings, clock, log, version, newId } = deps;
  const now = (): number => clock.now();
  const after: LinkClock['after'] = (ms, run) => clock.after(ms, run);
  const lastState = new LastState({ path: join(dataFolder, 'last-state.json'), after, log });
  const outbox = new OutboxFile({
    path: join(dataFolder, 'outbox.jsonl'),
    now,
    onProblem: (sentence) => feed.notice('outbox', sentence),
  });
  const feed = new ConsoleFeed({
    version,
    connect: connectFeed,
    clock,
    random: Math.random,
    newId,
    outbox,
    lastState,
  });
  settings.problems.forEach((problem, index) => feed.notice(`settings-${index}`, problem));

  const gateway = new GatewayChoice({
    settings: settings.current,
    override: deps.options.gateway,
    use: (endpoint) => feed.use(endpoint),
    onProblem: (sentence) => feed.notice('gateway', sentence),
    makeEmbedded: async () =>
      new EmbeddedGateway({
        fork: deps.forkGateway,
        config: {
          policyFile: deps.options.policy ?? deps.defaultPolicy,
          dataFolder: join(dataFolder, 'gateway'),
          port: await freeLoopbackPort(),
        },
        after,
        log,
        onProblem: (sentence) => feed.notice('gateway', sentence),
      }),
  });
  const apply = (): Promise<void> =>
    gateway.apply().catch((error: unknown) => {
      log.error('The gateway could not be chosen', { reason: reasonOf(error) });
      feed.notice('gateway', `The console could not connect to its gateway: ${reasonOf(error)}`);
    });

  const subscriptions = new Subscriptions((listener) => feed.subscribe(listener));
  const onSettings = (): void => {
    deps.onSettings();
    void apply();
  };
  const handlers = bridgeHandlers({ feed, subscriptions, settings, onSettings });
  const unregister = registerIpc({ ipcMain: deps.ipcMain, handlers, isOurs: deps.isOurs, log });

  return {
    start: apply,
    async stop() {
      unregister();
      await feed.stop();
      await Promise.all([gateway.stop(), outbox.close(), lastState.flush()]);
    },
  };
}
