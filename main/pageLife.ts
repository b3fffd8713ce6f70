import type { WebContents } from 'electron';

/** Runs when a page is left, reloaded, crashed or closed; its window may show another afterwards. */
export function whenPageGoes(contents: WebContents, run: () => void): void {
  contents.on('did-start-navigation', (event) => {
    if (event.isMainFrame && !event.isSameDocument) run();
  });
  contents.on('render-process-gone', run);
  contents.once('destroyed', run);
}
