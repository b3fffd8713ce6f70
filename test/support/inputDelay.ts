import type { Page } from '@playwright/test';

/** Watches how long after each key, as the browser took it, its effect is painted. */
export async function watchInputDelay(page: Page): Promise<void> {
  await page.evaluate(() => {
    const delays: number[] = [];
    Object.assign(globalThis, { inputDelays: delays });
    const channel = new MessageChannel();
    const waiting: number[] = [];
    channel.port1.onmessage = () => {
      const pressedAt = waiting.shift();
      if (pressedAt !== undefined) delays.push(performance.now() - pressedAt);
    };
    addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          waiting.push(timeStamp);
          // Handled once the frame is out.
          channel.port2.postMessage(undefined);
        }),
      { capture: true },
    );
  });
}

/** The delays so far, ms; empties them. */
export async function takeInputDelays(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => {
    const delays: unknown = Reflect.get(globalThis, 'inputDelays');
    return Array.isArray(delays) ? delays.splice(0).map(Number) : [];
  });
}
