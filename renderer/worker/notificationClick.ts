import type { NotificationAct } from '../../shared/notifications.ts';

/** What of a notification is used. */
interface ClickedNotification {
  readonly data: unknown;
  close(): void;
}
/** A page of the console, as the worker knows it. */
interface ConsolePage {
  focus(): Promise<unknown>;
  postMessage(message: NotificationAct): void;
}
/** The pages that the worker reaches. */
export interface ConsolePages {
  matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<readonly ConsolePage[]>;
  openWindow(url: string): Promise<unknown>;
}

/**
 * Hands what was done on a notification to a page, which gives the command to its outbox; only an act that needs to be
 * seen brings the page to the front. Without any page one is opened: an act without an outbox would be lost.
 */
export async function onNotificationClick(
  pages: ConsolePages,
  base: string,
  { action, notification }: { readonly action: string; readonly notification: ClickedNotification },
): Promise<void> {
  notification.close();
  const [page] = await pages.matchAll({ type: 'window', includeUncontrolled: true });
  if (page === undefined) return void (await pages.openWindow(base));
  const act = action === 'acknowledge' ? 'acknowledge' : 'open';
  page.postMessage({ kind: 'notification', act, incident: incidentIn(notification.data) });
  if (act === 'open') await page.focus();
}

const incidentIn = (data: unknown): string | undefined =>
  typeof data === 'object' && data !== null && 'incident' in data && typeof data.incident === 'string'
    ? data.incident
    : undefined;
