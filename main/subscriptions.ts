import type { WebContents } from 'electron';
import type { BridgeUpdate } from '../shared/bridge.ts';
import { announce } from './ipc.ts';
import { whenPageGoes } from './pageLife.ts';

/** Subscriptions that one page may hold at a time. */
export const subscriptionsPerPage = 16;

type Subscribe = (listener: (update: BridgeUpdate) => void) => () => void;

/** Who listens, page by page; a page that reloads, crashes or closes loses its subscriptions. */
export class Subscriptions {
  readonly #subscribe: Subscribe;
  readonly #pages = new Map<WebContents, Map<string, () => void>>();

  constructor(subscribe: Subscribe) {
    this.#subscribe = subscribe;
  }

  /** False where the page holds too many already. */
  add(contents: WebContents, subscription: string): boolean {
    const page = this.#pageOf(contents);
    if (page.has(subscription)) return true;
    if (page.size >= subscriptionsPerPage) return false;
    page.set(
      subscription,
      this.#subscribe((update) => announce(contents, 'bridge.update', { subscription, update })),
    );
    return true;
  }

  remove(contents: WebContents, subscription: string): void {
    const page = this.#pages.get(contents);
    page?.get(subscription)?.();
    page?.delete(subscription);
  }

  #pageOf(contents: WebContents): Map<string, () => void> {
    const known = this.#pages.get(contents);
    if (known !== undefined) return known;
    const page = new Map<string, () => void>();
    this.#pages.set(contents, page);
    const clear = (): void => {
      for (const undo of page.values()) undo();
      page.clear();
    };
    whenPageGoes(contents, clear);
    contents.once('destroyed', () => this.#pages.delete(contents));
    return page;
  }
}
