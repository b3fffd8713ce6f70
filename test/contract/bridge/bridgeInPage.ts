import { vi } from 'vitest';
import type { Page } from '@playwright/test';
import type { Draft } from '../../../shared/draft.ts';
import type { DrillWish } from '../../../shared/feed/drillKeeper.ts';
import type { DrillUse } from '../../../shared/rules/drill.ts';
import type { BridgeUpdate, Capabilities, ConsoleBridge } from '../../../shared/bridge.ts';

/** A page that holds its shell's bridge as `window.watchfloor`, driven from a test. */
export interface BridgeInPage {
  capabilities(): Promise<Capabilities>;
  /** Subscribes anew; `updates` then answers what this subscription heard so far. */
  subscribe(): Promise<Heard>;
  send(name: string, params: Readonly<Record<string, unknown>>): Promise<string>;
  ask(name: string, params: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Titles of the runbooks that are kept. */
  runbooks(): Promise<readonly string[]>;
  /** The text of a file of the library. */
  runbookText(digest: string): Promise<string>;
  getSettings(): Promise<unknown>;
  setSettings(patch: Readonly<Record<string, unknown>>): Promise<unknown>;
  openLink(url: string): Promise<void>;
  getDraft(id: string): Promise<Draft | undefined>;
  setDraft(id: string, draft: Draft | undefined): Promise<void>;
  beginDrill(wish: DrillWish): Promise<void>;
  noteDrill(use: DrillUse): Promise<void>;
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
    ask: (name, params) =>
      page.evaluate(
        // As for commands: a test may ask what the types forbid.
        ([question, given]) =>
          (window as unknown as PageGlobals).watchfloor.ask(question as never, given as never),
        [name, params] as const,
      ),
    runbooks: () =>
      page.evaluate(async () => {
        const kept = await (window as unknown as PageGlobals).watchfloor.library.list();
        return kept?.runbooks.map(({ title }) => title) ?? [];
      }),
    runbookText: (digest) =>
      page.evaluate(
        async (given) =>
          new TextDecoder().decode(await (window as unknown as PageGlobals).watchfloor.library.file(given)),
        digest,
      ),
    getSettings: () => page.evaluate(() => (window as unknown as PageGlobals).watchfloor.settings.get()),
    setSettings: (patch) =>
      page.evaluate((given) => (window as unknown as PageGlobals).watchfloor.settings.set(given), patch),
    openLink: (url) => page.evaluate((to) => (window as unknown as PageGlobals).watchfloor.openLink(to), url),
    getDraft: (id) =>
      page.evaluate((given) => (window as unknown as PageGlobals).watchfloor.drafts.get(given), id),
    setDraft: (id, draft) =>
      page.evaluate(
        ([given, kept]) => (window as unknown as PageGlobals).watchfloor.drafts.set(given, kept),
        [id, draft] as const,
      ),
    beginDrill: (wish) =>
      page.evaluate((given) => (window as unknown as PageGlobals).watchfloor.drill.begin(given), wish),
    noteDrill: (use) =>
      page.evaluate((given) => (window as unknown as PageGlobals).watchfloor.drill.note(given), use),
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
