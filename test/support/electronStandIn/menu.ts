import type { MenuItemConstructorOptions } from 'electron';
import { machine } from './machine.ts';
import type { ElectronSurface } from './surface.ts';

type Template = readonly MenuItemConstructorOptions[];

/** The application's menu now: what it was built from. */
let shown: Template = [];

/** `Menu`: a menu is what it was built from. */
export const Menu: ElectronSurface['Menu'] = {
  setApplicationMenu: (menu) => {
    machine.hasMenu = menu !== null;
    shown = (menu as { readonly template: Template } | null)?.template ?? [];
  },
  buildFromTemplate: (template) => ({ template }),
};

/** A line that is only a role has Electron's words for it: it is called by the role here. */
const nameOf = ({ label, role, type }: MenuItemConstructorOptions): string => label ?? role ?? type ?? '';
const linesOf = ({ submenu }: MenuItemConstructorOptions): Template =>
  Array.isArray(submenu) ? submenu : [];

/** The lines of each of its menus, by the menu's name. */
export const seenMenu = (): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(shown.map((menu) => [nameOf(menu), linesOf(menu).map(nameOf)]));

/** Chooses a line of one of its menus; what a role does is Electron's own, and not here. */
export function chooseInMenu(menu: string, line: string): void {
  const lines = shown.filter((one) => nameOf(one) === menu).flatMap(linesOf);
  const click = lines.find((one) => nameOf(one) === line)?.click;
  if (click === undefined) throw new Error(`The menu has no "${menu}" with "${line}"`);
  Reflect.apply(click, undefined, []);
}
