import type { Page } from '@playwright/test';

/**
 * Watches a page for the text `mark <n>` and records, for each new n, the time from sending to after the paint.
 * The sender's clock is this machine's, so that the two can be compared: n is Date.now() in ms.
 */
export async function watchMarks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const latencies: number[] = [];
    Object.assign(globalThis, { markLatencies: latencies });
    const channel = new MessageChannel();
    const waiting: number[] = [];
    channel.port1.onmessage = () => {
      const sentAt = waiting.shift();
      if (sentAt !== undefined) latencies.push(Date.now() - sentAt);
    };
    let inFrame = false;
    const frameEnd = new MessageChannel();
    frameEnd.port1.onmessage = () => (inFrame = false);
    const frame = (): void => {
      inFrame = true;
      frameEnd.port2.postMessage(undefined);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    let last = '';
    let place: Element | undefined;
    const findPlace = (): Element | undefined => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (/mark \d{13}/.test(node.textContent ?? '')) return node.parentElement ?? undefined;
      }
      return undefined;
    };
    const look = (): void => {
      if (place?.isConnected !== true) place = findPlace();
      const mark = /mark (\d{13})/.exec(place?.textContent ?? '')?.[1];
      if (mark === undefined || mark === last) return;
      last = mark;
      const painted = (): void => {
        waiting.push(Number(mark));
        channel.port2.postMessage(undefined);
      };
      // What changes inside a frame is painted by that frame; what changes before it, by the next one.
      if (inFrame) painted();
      else requestAnimationFrame(painted);
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
}

/** The latencies so far, ms; empties them. */
export async function takeLatencies(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => {
    const latencies: unknown = Reflect.get(globalThis, 'markLatencies');
    return Array.isArray(latencies) ? latencies.splice(0).map(Number) : [];
  });
}
