import {
  notificationActSchema,
  type NotificationAct,
  type NotificationPermission,
  type NotificationsBridge,
} from '../../shared/notifications.ts';

/** The browser's notifications: by the page's service worker, whose notifications have buttons and reach a hidden page. */
export function browserNotifications(page: Window & typeof globalThis): NotificationsBridge {
  // Absent, whatever the types say, where the page is not trusted or the browser has none.
  const workers: ServiceWorkerContainer | undefined = page.navigator.serviceWorker;
  const system: typeof Notification | undefined = page.Notification;
  if (system === undefined || workers === undefined || !page.isSecureContext)
    return { permission: async () => 'missing', ask: async () => 'missing' };
  const listeners = new Set<(act: NotificationAct) => void>();
  workers.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const act = notificationActSchema.safeParse(data);
    if (act.success) for (const listener of listeners) listener(act.data);
  });
  const withdraw = async (tag?: string): Promise<void> => {
    const registration = await workers.getRegistration();
    const shown = (await registration?.getNotifications(tag === undefined ? {} : { tag })) ?? [];
    for (const notification of shown) notification.close();
  };
  // Nobody would withdraw them once the page is gone.
  page.addEventListener('pagehide', () => void withdraw().catch(() => undefined));
  return {
    permission: async () => inWords(system.permission),
    ask: async () => inWords(await system.requestPermission()),
    page: {
      show(tag, { title, body, incident }, mayAcknowledge) {
        const acts = mayAcknowledge ? [{ action: 'acknowledge', title: 'Acknowledge' }] : [];
        const options = {
          ...{ tag, body, data: { incident }, icon: './icon.svg' },
          // The console has sounds of its own.
          silent: true,
          requireInteraction: true,
          actions: [...acts, { action: 'open', title: 'Open' }],
        };
        void workers.ready
          .then((registration) => registration.showNotification(title, options))
          .catch(() => undefined);
      },
      withdraw: (tag) => void withdraw(tag).catch(() => undefined),
      onAct(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  };
}

const inWords = (permission: 'default' | 'denied' | 'granted'): NotificationPermission =>
  permission === 'default' ? 'unasked' : permission;
