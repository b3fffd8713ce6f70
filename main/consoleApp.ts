import type { UtilityProcess } from 'electron';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ContactKeeper } from '../shared/contacts/contactKeeper.ts';
import { sealToolsOf } from '../shared/contacts/sealTools.ts';
import { DrillKeeper } from '../shared/feed/drillKeeper.ts';
import { LastState } from '../shared/feed/lastState.ts';
import type { LinkClock } from '../shared/feed/link.ts';
import { LibraryKeeper } from '../shared/library/libraryKeeper.ts';
import { libraryRemote, unlessCut } from '../shared/library/libraryRemote.ts';
import { writeBreakGlass } from './breakGlass.ts';
import { bridgeHandlers } from './bridgeHandlers.ts';
import type { DesktopHandlers } from './desktopHandlers.ts';
import { layoutInUse } from './displays.ts';
import { DraftsFile } from './draftsFile.ts';
import { replaceFile, sweepTemporaries } from './durableFile.ts';
import { EmbeddedGateway, freeLoopbackPort } from './embeddedGateway.ts';
import { ConsoleFeed, type NamedUpdate } from './feedLink.ts';
import { tryConnection } from './connectionTrial.ts';
import { connectFeed } from './feedSocket.ts';
import { GatewayChoice } from './gatewayChoice.ts';
import { httpBaseOf } from './gatewayUrl.ts';
import { httpGetBy } from './httpGet.ts';
import { registerIpc, type IpcDeps } from './ipc.ts';
import { lastStateFile } from './lastStateFile.ts';
import { libraryFolder } from './libraryFolder.ts';
import type { LaunchOptions } from './launchOptions.ts';
import { reasonOf } from '../shared/reasonOf.ts';
import { ok, type Result } from '../shared/result.ts';
import type { Log } from './log.ts';
import { startNotifier, type NotifierDeps } from './notifier.ts';
import { OutboxFile } from './outboxFile.ts';
import type { PdfMaker } from './pdf.ts';
import { recordExporter } from './recordExporter.ts';
import type { SettingsKeeper } from './settings.ts';
import { startTray, type TrayDeps } from './tray.ts';
import { dropDamaged, dropOldFiles, withoutOldVersions } from './retention.ts';
import { settingsHandlers, type SettingsHandlerDeps } from './settingsHandlers.ts';
import { Subscriptions } from './subscriptions.ts';
import { Voices } from './voices.ts';
import { Updates, type UpdatesDeps } from './updates.ts';

export interface ConsoleAppDeps {
  readonly dataFolder: string;
  readonly defaultPolicy: string;
  readonly options: LaunchOptions;
  readonly version: string;
  readonly settings: SettingsKeeper;
  readonly ipcMain: IpcDeps['ipcMain'];
  readonly isOurs: IpcDeps['isOurs'];
  /** `shell.openExternal` */
  readonly openExternal: (url: string) => Promise<void>;
  /** The user's folder for downloads. */
  readonly downloads: () => string;
  readonly pdf: PdfMaker;
  /** `utilityProcess.fork` of the embedded gateway. */
  readonly forkGateway: (config: string) => UtilityProcess;
  /** A change of settings that keeps the present displays as a layout of this name. */
  readonly layoutOfNow: SettingsHandlerDeps['layoutOfNow'];
  /** Told after a change of settings was kept. */
  readonly onSettings: () => void;
  readonly tray: Pick<TrayDeps, 'make' | 'menu' | 'iconOf' | 'isLocked' | 'quit'>;
  /** The system's notifications, and the window to the front. */
  readonly notifications: Pick<NotifierDeps, 'isSupported' | 'make'> & { readonly focus: () => void };
  readonly updates: Pick<UpdatesDeps, 'machine' | 'open'>;
  /** Whether a page may make this change of the settings. */
  readonly mayChange: (patch: object) => Result<undefined>;
  readonly desktop: DesktopHandlers;
  readonly clock: LinkClock;
  readonly newId: () => string;
  readonly log: Log;
}

/** What a running console can be told. */
export interface ConsoleApp {
  /** Connects to the gateway; windows may open before. */
  start(): Promise<void>;
  /** Follows the settings. */
  follow(): void;
  /** Tells the pages something that is not the feed's, now and whenever one opens. */
  tell(name: string, update: NamedUpdate): void;
  /** Tells the operator something; the same words of an id again are not told again, so that a dismissed one stays away. */
  notice(id: string, text: string): void;
  /** Brings everything to disk and ends what was started. */
  stop(): Promise<void>;
}

/** Puts the console's parts together; the windows are its caller's. */
export function createConsoleApp(deps: ConsoleAppDeps): ConsoleApp {
  const { dataFolder, settings, clock, log, version, newId } = deps;
  const now = (): number => clock.now();
  const after: LinkClock['after'] = (ms, run) => clock.after(ms, run);
  const say = (id: string, sentence: string): void => {
    log.warn(sentence, {});
    feed.notice(id, sentence);
  };
  const lastState: LastState = new LastState({
    store: lastStateFile(join(dataFolder, 'last-state.json'), now, (sentence) => say('last-state', sentence)),
    after,
    seal: (state) => contacts.seal(state),
    onProblem: (sentence, reason) => say('last-state-kept', `${sentence}: ${reason}`),
  });
  const outbox = new OutboxFile({
    path: join(dataFolder, 'outbox.jsonl'),
    now,
    onProblem: (sentence) => say('outbox', sentence),
  });
  const libraryPath = join(dataFolder, 'library');
  const library = new LibraryKeeper({
    ...{ now, after },
    store: withoutOldVersions(
      libraryFolder(libraryPath, now, (text) => say('library', text)),
      () => settings.current().versionDays,
      now,
    ),
    digestOf: async (bytes) => createHash('sha256').update(bytes).digest('hex'),
    onStanding: (standing) => feed.tell('library', { kind: 'library', standing }),
  });
  const drafts = new DraftsFile({
    path: join(dataFolder, 'drafts.json'),
    now,
    onProblem: (sentence) => say('drafts', sentence),
  });
  const feed: ConsoleFeed = new ConsoleFeed({
    version,
    person: () => settings.current().person,
    connect: connectFeed,
    clock,
    random: Math.random,
    newId,
    outbox,
    lastState: {
      async load(source) {
        const state = await lastState.load(source);
        if (state !== undefined) contacts.take(state);
        return state;
      },
      keep: (source, state) => lastState.keep(source, state),
    },
    onState: ({ entities }) => library.follow(entities.library['library']),
  });
  const contacts: ContactKeeper = new ContactKeeper({
    tools: sealToolsOf(globalThis),
    feed,
    lock: {
      kept: () => settings.current().contactLock,
      async keep(contactLock) {
        const kept =
          contactLock === undefined ? settings.reset(['contactLock']) : settings.change({ contactLock });
        if (kept.ok) tellSettings();
        return kept.ok ? ok(undefined) : kept;
      },
    },
    async rewrite() {
      await lastState.rewrite();
      await dropDamaged(dataFolder, 'last-state');
    },
  });
  const drill = new DrillKeeper({ feed, shell: 'desktop', drafts, now, newId });
  settings.problems.forEach((problem, index) => feed.notice(`settings-${index}`, problem));
  const tellLayouts = (): void => {
    for (const problem of layoutInUse(settings.current()).problems) {
      log.warn('Wall layouts', { problem });
      feed.notice(problem, problem);
    }
  };
  tellLayouts();

  const gateway = new GatewayChoice({
    settings: settings.current,
    override: deps.options.gateway,
    use: (endpoint) => {
      const get = unlessCut(httpGetBy(endpoint.route ?? {}), () => feed.isCut());
      library.use(libraryRemote(httpBaseOf(endpoint.url), endpoint.token, get));
      return feed.use(endpoint);
    },
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
  const updates = new Updates({
    ...{ ...deps.updates, settings: settings.current, after, log },
    notice: (sentence) => feed.notice('updates', sentence),
  });
  const tellSettings = (): void => {
    const atStart = deps.options.gateway === undefined ? {} : { gatewayUrl: deps.options.gateway };
    feed.tell('settings', { kind: 'settings', standing: settings.standing(atStart) });
  };
  tellSettings();
  const onSettings = (): void => {
    deps.onSettings();
    tellSettings();
    updates.follow();
    tellLayouts();
    feed.introduce();
    void apply();
  };
  const breakGlass = (): Promise<string> =>
    writeBreakGlass({
      ...{ library, now, state: () => feed.state() },
      folder: () => settings.current().breakGlassFolder ?? join(dataFolder, 'break-glass'),
    });
  const exportRecord = recordExporter({
    folder: () => settings.current().exportFolder ?? deps.downloads(),
    paper: () => settings.current().paper,
    pdf: deps.pdf,
  });
  const pages = bridgeHandlers({
    feed,
    library,
    subscriptions,
    voices: new Voices(),
    mayNotify: deps.notifications.isSupported,
    breakGlass,
    exportRecord,
    settings: settingsHandlers({
      ...{ settings, onSettings, layoutOfNow: deps.layoutOfNow, mayChange: deps.mayChange },
      async writeExport(text) {
        const name = `watchfloor-settings-${new Date(now()).toISOString().slice(0, 19).replaceAll(':', '-')}Z.json`;
        const path = join(settings.current().exportFolder ?? deps.downloads(), name);
        await replaceFile(path, text);
        return path;
      },
      tryConnection: (connection) =>
        tryConnection({ clock, version, person: settings.current().person }, connection),
    }),
    drafts,
    person: () => settings.current().person,
    contacts,
    mayChange: deps.mayChange,
    drill,
    openExternal: deps.openExternal,
  });
  const stopNotifier = startNotifier({
    ...{ ...deps.notifications, feed, now, after, settings: settings.current },
    open(incident) {
      deps.notifications.focus();
      if (incident !== undefined) feed.pass({ kind: 'open', incident });
    },
  });
  const stopTray = startTray({
    ...{ ...deps.tray, feed, now, after, settings: settings.current, open: deps.notifications.focus },
    onFault: (reason) => log.warn('The system has no tray', { reason }),
    keepSound(sound) {
      const kept = settings.change({ sound });
      if (kept.ok) onSettings();
      else feed.notice('snooze', kept.error);
    },
  });
  const handlers = { ...pages, ...deps.desktop };
  const unregister = registerIpc({ ipcMain: deps.ipcMain, handlers, isOurs: deps.isOurs, log });

  return {
    async start() {
      await Promise.all([dataFolder, libraryPath].map(sweepTemporaries));
      await dropOldFiles({ dataFolder, settings: settings.current(), now: now(), log });
      // The feed does not wait for the runbooks.
      void library.start();
      updates.follow();
      await apply();
      await drill.start();
    },
    follow: onSettings,
    tell: (name, update) => feed.tell(name, update),
    notice: (id, text) => feed.notice(id, text),
    async stop() {
      unregister();
      drill.stop();
      stopNotifier();
      stopTray();
      updates.stop();
      await feed.stop();
      await Promise.all([library.stop(), gateway.stop(), outbox.close(), drafts.close(), lastState.flush()]);
    },
  };
}
