import { describe, expect, it } from 'vitest';
import { openBrowserSettings } from '../../../../renderer/boot/browserSettings.ts';
import { createActions } from '../../../../renderer/store/actions.ts';
import { createConsoleStore } from '../../../../renderer/store/store.ts';
import type { ConsoleBridge } from '../../../../shared/bridge.ts';

/** A browser's storage, of which only this much is used. */
function memoryStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  } as Storage; // the rest of its methods is not asked for
}

const none = (): void => undefined;

function windowOn(storage: Storage) {
  const settings = openBrowserSettings(storage, none);
  const capabilities = { shell: 'browser', version: '0', durableOutbox: true } as const;
  const bridge: ConsoleBridge = {
    ...{
      capabilities,
      subscribe: () => none,
      send: async () => '',
      openLink: async () => undefined,
      reconnect: async () => undefined,
    },
    drafts: { get: async () => undefined, set: async () => undefined },
    discard: async () => undefined,
    breakGlass: async () => '',
    exportRecord: async () => '',
    contacts: {
      unlock: async () => undefined,
      protect: async () => undefined,
      unprotect: async () => undefined,
    },
    drill: { begin: async () => undefined, note: async () => undefined },
    ask: async () => Promise.reject(new Error('nothing is asked')),
    notifications: { permission: async () => 'missing', ask: async () => 'missing' },
    voice: { claim: () => none },
    library: {
      list: async () => undefined,
      file: async () => Promise.reject(new Error('no runbook is opened')),
    },
    settings: {
      get: async () => settings.current(),
      set: (patch) => settings.set(patch),
      reset: (names) => settings.reset(names),
      exported: async () => '',
      keepLayout: async () => settings.current(),
    },
    tryConnection: async () => ({ url: '', steps: [], kept: false }),
  };
  const view = { board: 'queue', mode: 'workstation' } as const;
  const store = createConsoleStore(settings.current(), capabilities, view);
  return { store, actions: createActions(store, bridge), settings };
}

describe('the views that a console keeps', () => {
  it('are there at the next start, a broken one included', async () => {
    const storage = memoryStorage();
    const { actions, store } = windowOn(storage);
    expect(await actions.keepViews(() => [{ name: 'A' }, 'damaged'])).toBe(true);
    expect(store.getState().settings.queueViews).toEqual([{ name: 'A' }, 'damaged']);
    expect(windowOn(storage).settings.current().queueViews).toEqual([{ name: 'A' }, 'damaged']);
  });

  it('stay what they were where they can’t be kept, and the operator is told why', async () => {
    const { actions, store } = windowOn(memoryStorage());
    await actions.keepViews(() => [{ name: 'A' }]);
    expect(await actions.keepViews(() => Array.from({ length: 61 }, () => ({})))).toBe(false);
    expect(store.getState().settings.queueViews).toEqual([{ name: 'A' }]);
    expect(store.getState().notices.at(-1)?.text).toContain('at most 60 views are kept');
  });

  it('are changed from how the console has them now, not from how this window found them', async () => {
    const { actions, settings } = windowOn(memoryStorage());
    await settings.set({ queueViews: ['of another window'] });
    await actions.keepViews((raw) => [...(raw as readonly unknown[]), 'of this one']);
    expect(settings.current().queueViews).toEqual(['of another window', 'of this one']);
  });
});

describe('how a view is looked at', () => {
  it('is remembered by view until it is taken back', () => {
    const { actions, store } = windowOn(memoryStorage());
    actions.changeView('Open', { filter: 'a' });
    actions.changeView('Open', { sort: [] });
    actions.changeView('Mine', { filter: 'b' });
    expect(store.getState().ui.queue.changes).toEqual({
      Open: { filter: 'a', sort: [] },
      Mine: { filter: 'b' },
    });
    actions.changeView('Open', undefined);
    expect(store.getState().ui.queue.changes).toEqual({ Mine: { filter: 'b' } });
  });
});
