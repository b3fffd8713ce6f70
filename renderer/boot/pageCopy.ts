import { reasonOf } from '../../shared/reasonOf.ts';
const needsTrust =
  'This page can not come back while its gateway is gone: browsers keep pages only over https or as localhost. Open the console so, or use the desktop app.';
const isNewer = 'A newer console is here; it is used when this page is loaded again.';

/**
 * Keeps the page itself in the browser by its service worker, so that it opens with the gateway gone; says what stands in
 * the way. Returns how to look for a newer build.
 */
export async function keepPageCopy(page: Window, notify: (text: string) => void): Promise<() => void> {
  // Absent, whatever the types say, where the page is not trusted.
  const workers: ServiceWorkerContainer | undefined = page.navigator.serviceWorker;
  if (!page.isSecureContext || workers === undefined) {
    notify(needsTrust);
    return () => undefined;
  }
  const fail = (why: string): void =>
    notify(
      `This page could not be kept for a load without its gateway: ${why}. It is tried again at the next load.`,
    );
  // Heard from the first moment: a newer build may take over while this page is still loading.
  let isFromCopy = workers.controller !== null;
  workers.addEventListener('controllerchange', () => {
    if (isFromCopy) notify(isNewer);
    isFromCopy = true;
  });
  try {
    const registration = await workers.register('./service-worker.js', { updateViaCache: 'none' });
    const watch = (): void => follow(registration, fail);
    watch();
    registration.addEventListener('updatefound', watch);
    // Without a gateway there is nothing newer to find.
    return () => void registration.update().catch(() => undefined);
  } catch (error) {
    // With the gateway gone, the copy of before is what shows this page.
    if (workers.controller === null) fail(reasonOf(error).replace(/\.$/, ''));
    return () => undefined;
  }
}

function follow({ installing, active }: ServiceWorkerRegistration, fail: (why: string) => void): void {
  installing?.addEventListener('statechange', () => {
    if (installing.state === 'redundant' && active === null) fail('not all of its files could be had');
  });
}
