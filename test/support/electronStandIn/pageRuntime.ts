/** Runs inside the page: Electron's `require('electron')` for a sandboxed preload. Must be self-contained. */
function installPreload(): void {
  if (window !== window.top) return;
  type Listener = (event: object, ...args: unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();
  const names = window as unknown as Record<string, unknown>;
  /** With several windows opening at once, a page's scripts may run before the way to main is in it. */
  const toMain = async (text: string): Promise<string> => {
    for (let tries = 0; typeof names['__standInIpc'] !== 'function' && tries < 1_000; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return (names['__standInIpc'] as (text: string) => Promise<string>)(text);
  };

  names['__standInDeliver'] = (channel: string, text: string) => {
    const args = JSON.parse(text) as unknown[];
    for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
  };

  const textAsBytes = (_key: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || !('standInBytes' in value)) return value;
    return Uint8Array.from(atob(String(value.standInBytes)), (char) => char.charCodeAt(0));
  };
  const ipcRenderer = {
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      // Electron refuses what can't be cloned; JSON would drop it in silence.
      const cloned = structuredClone(args);
      // JSON would make null of an argument that is undefined.
      while (cloned.length > 0 && cloned.at(-1) === undefined) cloned.pop();
      const text = JSON.stringify({ channel, args: cloned });
      const answer = JSON.parse(await toMain(text), textAsBytes) as { value?: unknown; error?: string };
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.value;
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set<Listener>()).add(listener));
      return ipcRenderer;
    },
    off(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
  };

  /** A value as it arrives on the other side of the bridge: copied, functions as proxies. */
  const across = (value: unknown): unknown => {
    if (typeof value === 'function') {
      return (...args: unknown[]) => across((value as (...args: unknown[]) => unknown)(...args.map(across)));
    }
    if (value instanceof Promise) {
      return value.then(across, (error: unknown) => {
        throw new Error(error instanceof Error ? error.message : String(error));
      });
    }
    if (value === null || typeof value !== 'object' || value instanceof Error || value instanceof Uint8Array)
      return value;
    if (Array.isArray(value)) return value.map(across);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, across(part)]));
  };
  const freeze = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  };

  const contextBridge = {
    exposeInMainWorld(name: string, api: unknown) {
      const exposed = across(api);
      freeze(exposed);
      Object.defineProperty(window, name, { value: exposed, writable: false, configurable: false });
    },
  };
  const module = { exports: {} };
  const require = (name: string): object => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name} (a sandboxed preload has only electron)`);
  };
  // Chromium runs init scripts outside the page's CSP, but not `eval` in them: the preload is spliced in below.
  (names['__standInPreload'] as (...parts: unknown[]) => void)(require, module, module.exports);
  Reflect.deleteProperty(names, '__standInPreload');
}

/** The init script that runs a preload's source in a page, before any script of the page. */
export function preloadScript(preload: string): string {
  return [
    `window.__standInPreload = function (require, module, exports) {\n${preload}\n};`,
    `(${installPreload.toString()})();`,
  ].join('\n');
}
