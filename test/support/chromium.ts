import { requireProgram } from './prerequisites.ts';

/** What Playwright needs to run the system's Chromium. */
export interface ChromiumLaunch {
  readonly executablePath: string;
  readonly args: string[];
}

/** Launch options for the system's Chromium; rejects with advice where there is none. */
export function chromiumLaunch(extraArgs: readonly string[] = []): ChromiumLaunch {
  return {
    executablePath: requireProgram('chromium'),
    args: [
      // Chromium refuses its own sandbox to root; test machines and containers often are root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-dev-shm-usage',
      '--disable-sync',
      '--no-first-run',
      ...extraArgs,
    ],
  };
}
