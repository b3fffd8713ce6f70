import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Menu, MenuItemConstructorOptions } from 'electron';
import type { ElectronSurface } from './surface.ts';

/** The tray's sign as its user would see it. */
export interface SeenTray {
  readonly icon: string;
  readonly toolTip: string;
  readonly labels: readonly string[];
}

/** The tray has room for one. */
const standing: StandInTray[] = [];

class StandInTray extends EventEmitter {
  icon = '';
  toolTip = '';
  template: readonly MenuItemConstructorOptions[] = [];
  constructor(image: string) {
    super();
    this.setImage(image);
    standing.splice(0, 1, this);
  }
  setImage(image: unknown): void {
    // Electron refuses a picture that is not there.
    if (typeof image !== 'string' || !existsSync(image)) throw new Error(`No picture at ${String(image)}`);
    this.icon = basename(image);
  }
  setToolTip(text: string): void {
    this.toolTip = text;
  }
  setContextMenu(menu: Menu | null): void {
    // The stand-in's menus keep what they were built from.
    this.template = (menu as unknown as { template: MenuItemConstructorOptions[] } | null)?.template ?? [];
  }
  destroy(): void {
    standing.length = 0;
  }
}

/** Undefined where there is none. */
export const seenTray = (): SeenTray | undefined =>
  standing.map(({ icon, toolTip, template }) => ({
    ...{ icon, toolTip },
    labels: template.flatMap(({ label }) => label ?? []),
  }))[0];

/** Chooses a line of the tray's menu. */
export function chooseInTray(label: string): void {
  const click = standing[0]?.template.find((item) => item.label === label)?.click;
  if (click === undefined) throw new Error(`The tray has no "${label}"`);
  Reflect.apply(click, undefined, []);
}

export const Tray = StandInTray satisfies ElectronSurface['Tray'];
