import { vi } from 'vitest';
import type { Page } from '@playwright/test';
import type { BridgeUpdate, Capabilities, ConsoleBridge } from '../../../shared/bridge.ts';

/** A page that holds its shell's bridge as `window.watchfloor`, driven from a test. */
export interface BridgeInPage {
  capabilities(): Promise<Capabilities>;
  /** Subscribes anew; `updates` then answers what this subscription heard so far. */
  subscribe(): Promise<Heard>;
  send(name: string, params: Readonly<Record<string, unknown>>): Promise<string>;
  getSettings(): Promise<unknown>;
  setSettings(patch: Readonly<Record<string, unknown>>): Promise<unknown>;
  reconnect(): Promise<void>;
}

export interface Heard {
  updates(): Promise<readonly BridgeUpdate[]>;
  /** Waits until an update is as asked, and answers it. */
  find<Kind extends BridgeUpdate['kind']>(
    kind: Kind,
    isWanted?: (update: Extract<BridgeUpdate, { kind: Kind }>) => boolean,
  ): Promise<Extract<BridgeUpdate, { kind: Kind }>>;
  undo(): Promise<void>;
}

interface PageGlobals {
  readonly watchfloor: ConsoleBridge;
  heard?: { updates: BridgeUpdate[]; undo: () => void }[];
}

/** Drives the bridge of a page; rejections keep their sentence. */
export function bridgeIn(page: Page): BridgeInPage {
  return {
    capabilities: () =>
      page.evaluate(() => ({ ...(window as unknown as PageGlobals).watchfloor.capabilities })),
    async subscribe() {
      const index = await page.evaluate(() => {
        const globals = window as unknown as PageGlobals;
        const updates: BridgeUpdate[] = [];
        const undo = globals.watchfloor.subscribe((update) => void updates.push(update));
        return (globals.heard ??= []).push({ updates, undo }) - 1;
      });
      return heardAt(page, index);
    },
    send: (name, params) =>
      page.evaluate(
        // The bridge must refuse unknown names itself; its type does not let a test give one.
        ([command, given]) => (window as unknown as PageGlobals).watchfloor.send(command as never, given),
        [name, params] as const,
      ),
    getSettings: () => page.evaluate(() => (window as unknown as PageGlobals).watchfloor.settings.get()),
    setSettings: (patch) =>
      page.evaluate((given) => (window as unknown as PageGlobals).watchfloor.settings.set(given), patch),
    reconnect: () => page.evaluate(() => (window as unknown as PageGlobals).watchfloor.reconnect()),
  };
}

function heardAt(page: Page, index: number): Heard {
  const updates = (): Promise<readonly BridgeUpdate[]> =>
    page.evaluate((at) => (window as unknown as PageGlobals).heard?.[at]?.updates ?? [], index);
  return {
    updates,
    find: (kind, isWanted = () => true) =>
      vi.waitFor(
        async () => {
          const heard = await updates();
          const found = heard.findLast(
            (update): update is Extract<BridgeUpdate, { kind: typeof kind }> =>
              update.kind === kind && isWanted(update as Extract<BridgeUpdate, { kind: typeof kind }>),
          );
          if (found === undefined)
            throw new Error(`No such ${kind} among ${JSON.stringify(heard.slice(-5))}`);
          return found;
        },
        { timeout: 15_000, interval: 50 },
      ),
    undo: () => page.evaluate((at) => (window as unknown as PageGlobals).heard?.[at]?.undo(), index),
  };
}
