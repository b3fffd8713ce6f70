import type { Notification, NotificationConstructorOptions } from 'electron';
import type { BridgeUpdate, LinkStatus, Outgoing, Settings } from '../shared/bridge.ts';
import type { FeedState } from '../shared/feed/reduce.ts';
import { readSound, soundOn } from '../shared/model/soundSettings.ts';
import { reasonOf } from '../shared/reasonOf.ts';
import {
  notificationsNow,
  notificationTag,
  type NotificationState,
  type NotificationSubject,
} from '../shared/rules/notificationsNow.ts';
import { notificationWords } from '../shared/rules/notificationWords.ts';
import { holdsOf } from '../shared/rules/soundHolds.ts';
import { soundSight } from '../shared/rules/soundSight.ts';

/** So often the time alone is asked for what it changes, as at the end of quiet hours, ms. */
const lookMs = 5_000;
/** What came within this is looked at together, ms. */
const soonMs = 250;

/** What of Electron's Notification is used. */
export type SystemNotification = Pick<Notification, 'show' | 'close' | 'on'>;

/** What the notifications of the desktop app rest on. */
export interface NotifierDeps {
  /** False where the system has no notifications. */
  readonly isSupported: () => boolean;
  readonly make: (options: NotificationConstructorOptions) => SystemNotification;
  readonly feed: {
    subscribe(listener: (update: BridgeUpdate) => void): () => void;
    state(): FeedState | undefined;
    send(name: string, params: unknown): Promise<string>;
    notice(id: string, text: string): void;
  };
  readonly settings: () => Settings;
  /** Brings the console to the front with this incident; without one, as it is. */
  readonly open: (incident: string | undefined) => void;
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
}

/** Tells the system of incidents, at a workstation whose operator asked for it. Returns its undo. */
export function startNotifier(deps: NotifierDeps): () => void {
  const { feed, settings } = deps;
  const standing = new Map<string, SystemNotification>();
  let state: NotificationState = { shown: {} };
  let status: LinkStatus = { kind: 'connecting', url: '', since: deps.now() };
  let offsetMs = 0;
  let outgoing: readonly Outgoing[] = [];

  const look = (): void => {
    const world = feed.state();
    if (world === undefined || !deps.isSupported()) return;
    const current = settings();
    const { sound } = readSound(current.sound);
    const now = deps.now() + offsetMs;
    const { sites = [], severities = [] } = world.entities.desk['desk'] ?? {};
    const zone = sites.find(({ id }) => id === current.site)?.timeZone;
    const screen = soundOn(sound, { mode: current.mode });
    // Whoever switches the sound off wants to read what they do not hear.
    const holds = holdsOf({ ...screen, on: true }, now, zone ?? machineZone());
    const sight = soundSight(world, status.kind, outgoing, now);
    // Nobody reads them at a wall.
    const least = current.mode === 'wall' ? undefined : sound.notify;
    const outcome = notificationsNow(state, sight, least, holds);
    state = outcome.state;
    for (const tag of outcome.withdraw) withdraw(tag);
    for (const subject of outcome.show) show(subject, world.entities.incident, severities, status);
  };
  const withdraw = (tag: string): void => {
    standing.get(tag)?.close();
    standing.delete(tag);
  };
  const show = (subject: NotificationSubject, ...world: WordsRest): void => {
    const { title, body, incident } = notificationWords(subject, ...world);
    const tag = notificationTag(subject);
    withdraw(tag);
    const isOne = subject.kind === 'incident';
    const notification = deps.make({
      ...{ title, body },
      // The console has sounds of its own.
      silent: true,
      timeoutType: 'never',
      // Where a system draws none, a click opens the incident.
      actions: isOne ? [button('Acknowledge'), button('Open')] : [],
    });
    notification.on('click', () => deps.open(incident));
    notification.on('action', ({ actionIndex }: { readonly actionIndex: number }) => {
      if (!isOne || actionIndex !== 0) deps.open(incident);
      else acknowledge(subject.id);
    });
    standing.set(tag, notification);
    notification.show();
  };
  const acknowledge = (incident: string): void =>
    void feed
      .send('incident.acknowledge', { incident })
      .catch((error: unknown) =>
        feed.notice(`acknowledge ${incident}`, `${incident} was not acknowledged: ${reasonOf(error)}`),
      );

  let undoTimer = (): void => undefined;
  let isSoon = false;
  const lookIn = (ms: number): void => {
    undoTimer();
    undoTimer = deps.after(ms, () => {
      isSoon = false;
      look();
      lookIn(lookMs);
    });
  };
  const unsubscribe = feed.subscribe((update) => {
    if (update.kind === 'beat') return;
    if (update.kind === 'status') {
      status = update.status;
      offsetMs = update.clockOffsetMs;
    } else if (update.kind === 'outgoing') outgoing = update.outgoing;
    // Patches may come sixty times a second.
    if (!isSoon) lookIn(soonMs);
    isSoon = true;
  });
  return () => {
    undoTimer();
    unsubscribe();
    for (const tag of [...standing.keys()]) withdraw(tag);
  };
}

type WordsRest = Parameters<typeof notificationWords> extends [unknown, ...infer Rest] ? Rest : never;

const button = (text: string) => ({ type: 'button', text }) as const;
const machineZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
