import { expect, it } from 'vitest';
import { onNotificationClick, type ConsolePages } from '../../../../renderer/worker/notificationClick.ts';

function pages(count: number) {
  const done: unknown[] = [];
  const page = {
    focus: async () => void done.push('focus'),
    postMessage: (message: unknown) => void done.push(message),
  };
  const all: ConsolePages = {
    matchAll: async () => Array.from({ length: count }, () => page),
    openWindow: async (url) => void done.push(`opened ${url}`),
  };
  const click = (action: string): Promise<void> =>
    onNotificationClick(all, 'https://noc/', {
      action,
      notification: { data: { incident: 'INC-7' }, close: () => void done.push('closed') },
    });
  return { done, click };
}
const act = (name: string) => ({ kind: 'notification', act: name, incident: 'INC-7' });

it('hands an acknowledgement to one page, without bringing it to the front', async () => {
  const { done, click } = pages(2);
  await click('acknowledge');
  expect(done).toEqual(['closed', act('acknowledge')]);
});

it('opens the incident in the page by the button and by a click beside it', async () => {
  for (const action of ['open', '']) {
    const { done, click } = pages(1);
    await click(action);
    expect(done).toEqual(['closed', act('open'), 'focus']);
  }
});

it('opens a page where there is none, and gives no act that nobody could keep', async () => {
  const { done, click } = pages(0);
  await click('acknowledge');
  expect(done).toEqual(['closed', 'opened https://noc/']);
});
