import type { App } from 'electron';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What starts the console: a program and its arguments. */
export interface StartCommand {
  readonly program: string;
  readonly args: readonly string[];
}

/** How this very console is started: an AppImage by its own file, a checkout by Electron and its folder. */
export function startCommand(
  { isPackaged, appPath }: { readonly isPackaged: boolean; readonly appPath: string },
  env: Readonly<Record<string, string | undefined>>,
  program: string,
): StartCommand {
  return { program: env['APPIMAGE'] ?? program, args: isPackaged ? [] : [appPath] };
}

/** Quotes an argument for `Exec=`, as the Desktop Entry Specification 1.5 says ("The Exec key"). */
const quoted = (text: string): string =>
  `"${text
    .replace(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`;

/** A desktop entry that starts the console when its user signs in. */
export const autostartEntry = ({ program, args }: StartCommand): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Watchfloor',
    'Comment=Started at login; switched by the setting startAtLogin of the console',
    `Exec=${[program, ...args].map(quoted).join(' ')}`,
    'X-GNOME-Autostart-enabled=true',
    'X-Watchfloor=1',
    '',
  ].join('\n');

/** The machine that is to start the console. */
export interface LoginMachine {
  readonly app: Pick<App, 'setLoginItemSettings'>;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly command: StartCommand;
}

/**
 * Makes the system start the console at login, or no longer, each time it is called; throws where it can't. While nobody
 * has said which it does nothing; a wish that is taken back is off again.
 */
export function followStartAtLogin(machine: LoginMachine): (wish: boolean | undefined) => void {
  let before: boolean | undefined;
  return (wish) => {
    before = wish ?? (before === undefined ? undefined : false);
    if (before !== undefined) apply(before, machine);
  };
}

function apply(isWanted: boolean, { app, platform, env, home, command }: LoginMachine): void {
  if (platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: isWanted, path: command.program, args: [...command.args] });
    return;
  }
  const path = join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'autostart', 'watchfloor.desktop');
  const entry = autostartEntry(command);
  const present = textOf(path);
  if (present === (isWanted ? entry : undefined)) return;
  // An entry that somebody made by hand is theirs.
  if (present !== undefined && !present.includes('X-Watchfloor=1')) return;
  if (!isWanted) return rmSync(path, { force: true });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, entry);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
