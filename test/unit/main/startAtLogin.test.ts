import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { applyStartAtLogin, autostartEntry, startCommand } from '../../../main/startAtLogin.ts';

const command = { program: '/opt/Watchfloor/watchfloor', args: [] };
function apply(isWanted: boolean | undefined, platform: NodeJS.Platform, env: Record<string, string> = {}) {
  const asked: unknown[] = [];
  applyStartAtLogin(isWanted, {
    app: { setLoginItemSettings: (settings) => void asked.push(settings) },
    ...{ platform, env, home: '/nowhere', command },
  });
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
  expect(apply(undefined, 'win32')).toEqual([]);
  expect(apply(true, 'darwin')).toEqual([{ openAtLogin: true, path: command.program, args: [] }]);
  expect(apply(false, 'win32')).toMatchObject([{ openAtLogin: false }]);
});

it('writes an entry on Linux, takes it away again, and leaves one alone that is not its own', () => {
  const XDG_CONFIG_HOME = mkdtempSync(join(tmpdir(), 'watchfloor-config-'));
  const path = join(XDG_CONFIG_HOME, 'autostart', 'watchfloor.desktop');
  apply(undefined, 'linux', { XDG_CONFIG_HOME });
  expect(existsSync(path)).toBe(false);
  apply(true, 'linux', { XDG_CONFIG_HOME });
  expect(readFileSync(path, 'utf8')).toBe(autostartEntry(command));
  apply(false, 'linux', { XDG_CONFIG_HOME });
  expect(existsSync(path)).toBe(false);
  mkdirSync(join(XDG_CONFIG_HOME, 'autostart'), { recursive: true });
  writeFileSync(path, 'theirs');
  for (const isWanted of [true, false]) apply(isWanted, 'linux', { XDG_CONFIG_HOME });
  expect(readFileSync(path, 'utf8')).toBe('theirs');
});
