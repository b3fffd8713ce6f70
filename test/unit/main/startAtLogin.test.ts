import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { autostartEntry, followStartAtLogin, startCommand } from '../../../main/startAtLogin.ts';

const command = { program: '/opt/Watchfloor/watchfloor', args: [] };
type Wish = boolean | undefined;
/** What the system is asked for when these are wished for in turn. */
function follow(wishes: readonly Wish[], platform: NodeJS.Platform, env: Record<string, string> = {}) {
  const asked: unknown[] = [];
  const set = followStartAtLogin({
    app: { setLoginItemSettings: (settings) => void asked.push(settings) },
    ...{ platform, env, home: '/nowhere', command },
  });
  wishes.forEach(set);
  return asked;
}

it('quotes what is started as the desktop entry specification says', () => {
  const text = autostartEntry({ program: '/opt/a "b"/50% $HOME', args: ['back\\slash'] });
  expect(text).toContain('Exec="/opt/a \\\\"b\\\\"/50%% \\\\$HOME" "back\\\\\\\\slash"');
});

it('starts an AppImage by its file, a checkout by Electron and its folder', () => {
  const packaged = { isPackaged: true, appPath: '/app' };
  expect(startCommand(packaged, { APPIMAGE: '/a.AppImage' }, '/tmp/x')).toEqual({
    ...{ program: '/a.AppImage', args: [] },
  });
  expect(startCommand(packaged, {}, '/opt/w')).toEqual({ program: '/opt/w', args: [] });
  expect(startCommand({ isPackaged: false, appPath: '/src' }, {}, '/e')).toEqual({
    ...{ program: '/e', args: ['/src'] },
  });
});

it('asks Windows and macOS, and nobody while nothing was chosen', () => {
  expect(follow([undefined, undefined], 'win32')).toEqual([]);
  expect(follow([true], 'darwin')).toEqual([{ openAtLogin: true, path: command.program, args: [] }]);
  expect(follow([false], 'win32')).toMatchObject([{ openAtLogin: false }]);
});

it('writes an entry on Linux, takes it away again, and leaves one alone that is not its own', () => {
  const XDG_CONFIG_HOME = mkdtempSync(join(tmpdir(), 'watchfloor-config-'));
  const path = join(XDG_CONFIG_HOME, 'autostart', 'watchfloor.desktop');
  follow([undefined], 'linux', { XDG_CONFIG_HOME });
  expect(existsSync(path)).toBe(false);
  follow([true], 'linux', { XDG_CONFIG_HOME });
  expect(readFileSync(path, 'utf8')).toBe(autostartEntry(command));
  follow([false], 'linux', { XDG_CONFIG_HOME });
  expect(existsSync(path)).toBe(false);
  mkdirSync(join(XDG_CONFIG_HOME, 'autostart'), { recursive: true });
  writeFileSync(path, 'theirs');
  follow([true, false], 'linux', { XDG_CONFIG_HOME });
  expect(readFileSync(path, 'utf8')).toBe('theirs');
});

it('takes back what it asked for when the setting is reset', () => {
  const XDG_CONFIG_HOME = mkdtempSync(join(tmpdir(), 'watchfloor-config-'));
  follow([true, undefined], 'linux', { XDG_CONFIG_HOME });
  expect(existsSync(join(XDG_CONFIG_HOME, 'autostart', 'watchfloor.desktop'))).toBe(false);
  expect(follow([true, undefined, undefined], 'darwin')).toMatchObject([
    { openAtLogin: true },
    { openAtLogin: false },
    { openAtLogin: false },
  ]);
});
