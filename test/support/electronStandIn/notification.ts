import { EventEmitter } from 'node:events';
import type { NotificationConstructorOptions } from 'electron';
import type { ElectronSurface } from './surface.ts';

const standing = new Set<StandInNotification>();

class StandInNotification extends EventEmitter {
  readonly options: NotificationConstructorOptions;
  constructor(options: NotificationConstructorOptions) {
    super();
    this.options = options;
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    standing.add(this);
    this.emit('show', {});
  }
  close(): void {
    if (standing.delete(this)) this.emit('close', {});
  }
}

/** Titles of the notifications that stand at the system now. */
export const standingNotifications = (): readonly string[] =>
  [...standing].map(({ options }) => options.title ?? '');

/** Presses a button of a notification, or the notification itself where no button is named. */
export function pressNotification(title: string, button: string | undefined): void {
  const pressed = [...standing].find(({ options }) => options.title === title);
  if (pressed === undefined) throw new Error(`There is no notification "${title}"`);
  const actionIndex = pressed.options.actions?.findIndex(({ text }) => text === button) ?? -1;
  if (actionIndex === -1) pressed.emit('click', {});
  else pressed.emit('action', { actionIndex }, actionIndex);
}

export const Notification = StandInNotification satisfies ElectronSurface['Notification'];
