import { z } from 'zod';
import type { NotificationWords } from './rules/notificationWords.ts';

/** Whether the system lets a console notify: `unasked` until the operator is asked, `missing` where it can't. */
export const notificationPermissionSchema = z.enum(['granted', 'denied', 'unasked', 'missing']);
export type NotificationPermission = z.infer<typeof notificationPermissionSchema>;

/** What somebody did on a notification. */
export const notificationActSchema = z.object({
  kind: z.literal('notification'),
  act: z.enum(['open', 'acknowledge']),
  incident: z.string().optional(),
});
export type NotificationAct = z.infer<typeof notificationActSchema>;

/** Notifications that a page shows itself. */
export interface PageNotifications {
  show(tag: string, words: NotificationWords, mayAcknowledge: boolean): void;
  withdraw(tag: string): void;
  /** Returns its own undo. */
  onAct(listener: (act: NotificationAct) => void): () => void;
}

/** The system's notifications, as a shell gives them. */
export interface NotificationsBridge {
  permission(): Promise<NotificationPermission>;
  /** Asks the operator's leave; only after an act of theirs. */
  ask(): Promise<NotificationPermission>;
  /** Absent where the shell shows them by itself. */
  readonly page?: PageNotifications;
}
