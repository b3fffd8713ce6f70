import type { FeedSocket } from '../../../../../shared/feed/link.ts';

/** One socket with both its queues in the test's hand; order is kept, as TCP keeps it. */
export class FakeSocket implements FeedSocket {
  onOpen: (() => void) | undefined;
  onMessage: ((text: string) => void) | undefined;
  onClose: ((reason?: string) => void) | undefined;
  /** What the gateway's end does with a text of the console. */
  onConsoleText: ((text: string) => void) | undefined;
  /** The gateway's end learns that the console is gone. */
  onGone: (() => void) | undefined;
  down: string[] = [];
  up: string[] = [];
  opened = false;
  closedByConsole = false;
  dead = false;

  send(text: string): void {
    if (!this.opened || this.dead) throw new Error('not open');
    this.up.push(text);
  }

  close(): void {
    this.closedByConsole = true;
    this.#die();
  }

  open(): void {
    if (this.opened || this.dead) return;
    this.opened = true;
    this.onOpen?.();
  }

  /** Delivers up to `count` texts in each direction. */
  deliver(count = Number.POSITIVE_INFINITY): void {
    for (let done = 0; done < count; done += 1) {
      if (this.dead) return;
      const up = this.up.shift();
      if (up !== undefined) this.onConsoleText?.(up);
      const down = this.dead ? undefined : this.down.shift();
      if (down !== undefined) this.onMessage?.(down);
      if (up === undefined && down === undefined) return;
    }
  }

  /** Both queues are lost. `silent`: the console's end hears nothing of it. */
  cut(silent = false): void {
    if (this.dead) return;
    this.#die();
    if (!silent) this.onClose?.();
  }

  #die(): void {
    this.dead = true;
    this.onGone?.();
  }
}
