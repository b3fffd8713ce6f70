const switches = new Map<string, string>();

/** What Electron sets for a session or a page, and Chromium only for itself; before the first page opens. */
export function useSwitch(name: string, value: string): void {
  switches.set(name, value);
}

/** Those set so far, as Chromium's arguments. */
export const switchesInUse = (): readonly string[] =>
  [...switches].map(([name, value]) => `--${name}=${value}`);
