import { expect, it } from 'vitest';
import { browserNotifications } from '../../../../renderer/boot/browserNotifications.ts';

interface Shown {
  readonly title: string;
  readonly options: { readonly tag: string; readonly actions: readonly { readonly action: string }[] };
}

/** A browser with a service worker; `answer` is what its user says when asked. */
function browser(answer: 'granted' | 'denied', isSecureContext = true) {
  const shown: Shown[] = [];
  const asked: string[] = [];
  const listeners = new Map<string, (event: { data?: unknown }) => void>();
  const registration = {
    showNotification: async (title: string, options: Shown['options']) => void shown.push({ title, options }),
    getNotifications: async ({ tag }: { tag?: string }) =>
      shown
        .filter(({ options }) => tag === undefined || options.tag === tag)
        .map((one) => ({ close: () => void shown.splice(shown.indexOf(one), 1) })),
  };
  const system = {
    permission: 'default',
    requestPermission: async () => {
      asked.push(answer);
      return (system.permission = answer);
    },
  };
  const add = (type: string, listener: (event: { data?: unknown }) => void): void =>
    void listeners.set(type, listener);
  const serviceWorker = {
    ready: Promise.resolve(registration),
    getRegistration: async () => registration,
    addEventListener: add,
  };
  const page = { isSecureContext, Notification: system, navigator: { serviceWorker }, addEventListener: add };
  // Of the page no more is used.
  const bridge = browserNotifications(page as unknown as Window & typeof globalThis);
  return { bridge, shown, asked, happen: (type: string, data?: unknown) => listeners.get(type)?.({ data }) };
}
const settle = async (): Promise<void> => {
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
};
const words = { title: 'P0 Auth is down', body: '', incident: 'INC-7' };

it('asks for leave when it is told to, and not before', async () => {
  const { bridge, asked } = browser('denied');
  expect(await bridge.permission()).toBe('unasked');
  expect(asked).toEqual([]);
  expect(await bridge.ask()).toBe('denied');
  expect(await bridge.permission()).toBe('denied');
});

it('is missing over plain http', async () => {
  const { bridge } = browser('granted', false);
  expect(await bridge.permission()).toBe('missing');
  expect(bridge.page).toBeUndefined();
});

it('shows with buttons, withdraws by the tag, and leaves none behind when the page goes', async () => {
  const { bridge, shown, happen } = browser('granted');
  bridge.page?.show('INC-7', words, true);
  bridge.page?.show('group', words, false);
  await settle();
  expect(shown.map(({ options }) => options.actions.map(({ action }) => action))).toEqual([
    ['acknowledge', 'open'],
    ['open'],
  ]);
  bridge.page?.withdraw('INC-7');
  await settle();
  expect(shown.map(({ options }) => options.tag)).toEqual(['group']);
  happen('pagehide');
  await settle();
  expect(shown).toEqual([]);
});

it('hears what was done on one, and nothing else that a worker says', () => {
  const { bridge, happen } = browser('granted');
  const acts: unknown[] = [];
  bridge.page?.onAct((act) => void acts.push(act));
  const act = { kind: 'notification', act: 'acknowledge', incident: 'INC-7' };
  happen('message', act);
  happen('message', { kind: 'notification', act: 'resolve', incident: 'INC-7' });
  happen('message', 'acknowledge INC-7');
  expect(acts).toEqual([act]);
});
