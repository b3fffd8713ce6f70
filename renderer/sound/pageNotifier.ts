import type { NotificationsBridge } from '../../shared/notifications.ts';
import { soundOn } from '../../shared/model/soundSettings.ts';
import {
  notificationsNow,
  notificationTag,
  type NotificationState,
} from '../../shared/rules/notificationsNow.ts';
import { notificationWords } from '../../shared/rules/notificationWords.ts';
import { holdsOf } from '../../shared/rules/soundHolds.ts';
import { soundSight } from '../../shared/rules/soundSight.ts';
import { siteZone } from '../selectors/siteZone.ts';
import { soundOf } from './keptSound.ts';
import type { ConsoleStore } from '../store/store.ts';
import type { ConsoleActions } from '../store/consoleActions.ts';

/** What the notifications of a page rest on. */
export interface PageNotifierDeps {
  readonly store: ConsoleStore;
  readonly actions: Pick<ConsoleActions, 'send' | 'select' | 'setBoard'>;
  readonly notifications: NotificationsBridge;
  /** Calls now and then; returns its undo. */
  readonly eachSecond: (run: () => void) => () => void;
  readonly now: () => number;
}

/** Shows a workstation's notifications where the shell does not; several pages of one browser replace each other's. Returns its undo. */
export function startPageNotifier({
  store,
  actions,
  notifications,
  eachSecond,
  now,
}: PageNotifierDeps): () => void {
  const { page } = notifications;
  if (page === undefined) return () => undefined;
  let state: NotificationState = { shown: {} };
  const undoSecond = eachSecond(() => {
    const { settings, ui, feed, status, outgoing, clockOffsetMs } = store.getState();
    const sound = soundOf(settings.sound);
    const at = now() + clockOffsetMs;
    // Whoever switches the sound off wants to read what they do not hear.
    const holds = holdsOf({ ...soundOn(sound, ui), on: true }, at, siteZone({ settings, feed }));
    const least = ui.mode === 'wall' ? undefined : sound.notify;
    const outcome = notificationsNow(state, soundSight(feed, status.kind, outgoing, at), least, holds);
    state = outcome.state;
    outcome.withdraw.forEach((tag) => page.withdraw(tag));
    const severities = feed.entities.desk['desk']?.severities ?? [];
    for (const subject of outcome.show)
      page.show(
        notificationTag(subject),
        notificationWords(subject, feed.entities.incident, severities, status),
        subject.kind === 'incident',
      );
  });
  const undoActs = page.onAct(({ act, incident }) => {
    if (incident === undefined) return;
    if (act === 'acknowledge') void actions.send('incident.acknowledge', { incident });
    else {
      actions.setBoard('queue');
      actions.select(incident);
    }
  });
  return () => {
    undoSecond();
    undoActs();
  };
}
