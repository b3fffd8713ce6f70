import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll } from 'vitest';
import { build } from '../../../scripts/build.ts';
import { chromiumLaunch } from '../chromium.ts';
import type { FrozenState } from './frozenStates.ts';
import { frozenStates } from './frozenStates.ts';

/** Builds the console and keeps a browser open for the tests of a file; to be called at its top. */
export function useFrozenBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    const built = await build({ only: ['renderer'] });
    if (!built.ok) throw new Error(built.error);
    browser = await chromium.launch(chromiumLaunch());
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
  });
  return () => {
    if (browser === undefined) throw new Error('The browser is not open yet.');
    return browser;
  };
}

/** The frozen state of a name. */
export function frozenState(name: string): FrozenState {
  const found = frozenStates.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no state "${name}"`);
  return found;
}
