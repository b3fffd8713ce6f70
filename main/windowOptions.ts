import type { BrowserWindowConstructorOptions } from 'electron';
import { hardenedPreferences } from './hardening.ts';
import type { PlannedWindow } from './windowPlan.ts';

const size = { width: 1440, height: 900 } as const;

/** What a window is opened with; it is shown once its page has something to show. */
export function windowOptions(wanted: {
  readonly plan: PlannedWindow;
  readonly isLocked: boolean;
  readonly isLight: boolean;
  readonly preload: string;
  readonly icon: string;
  /** Where its upper left corner is wanted. */
  readonly at?: { readonly x: number; readonly y: number } | undefined;
}): BrowserWindowConstructorOptions {
  const { plan, isLocked, isLight, preload, icon, at } = wanted;
  return {
    ...size,
    ...(plan.place.kind === 'display' ? plan.place.bounds : at),
    ...(plan.isWall ? {} : { minWidth: 800, minHeight: 600 }),
    show: false,
    fullscreen: plan.isWall || isLocked,
    kiosk: isLocked,
    autoHideMenuBar: true,
    // What shows before the first paint, so that a dark room is not flashed.
    backgroundColor: isLight ? '#ffffff' : '#000000',
    icon,
    title: 'Watchfloor',
    webPreferences: { ...hardenedPreferences, preload },
  };
}
