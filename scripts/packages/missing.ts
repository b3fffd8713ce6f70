import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A program that electron-builder fetches, or that must be on the machine. */
export interface PackagingTool {
  /** As electron-builder's releases are called; its cache has folders that begin so. */
  readonly name: string;
  /** Variables of the environment that name one which is here already. */
  readonly variables: readonly string[];
  /** Not fetched by electron-builder: looked for on the PATH. */
  readonly isSystems?: boolean;
}

const sevenZip: PackagingTool = { name: '7zip', variables: ['ELECTRON_BUILDER_7ZIP_PATH'] };
const fpm: PackagingTool = { name: 'fpm', variables: ['CUSTOM_FPM_PATH', 'USE_SYSTEM_FPM'] };

/** What each target needs besides Electron's runtime. */
const toolsOf: Readonly<Record<string, readonly PackagingTool[]>> = {
  AppImage: [sevenZip, { name: 'appimage', variables: ['APPIMAGE_TOOLS_PATH'] }],
  deb: [sevenZip, fpm],
  rpm: [sevenZip, fpm, { name: 'rpmbuild', variables: [], isSystems: true }],
  nsis: [
    sevenZip,
    { name: 'nsis', variables: ['ELECTRON_BUILDER_NSIS_DIR'] },
    { name: 'nsis-resources', variables: ['ELECTRON_BUILDER_NSIS_RESOURCES_DIR'] },
    { name: 'winCodeSign', variables: ['ELECTRON_BUILDER_RCEDIT_PATH'] },
  ],
  dmg: [{ name: 'hdiutil', variables: [], isSystems: true }],
  zip: [sevenZip],
};

/** What stands about the machine, to be asked. */
export interface PackagingMachine {
  readonly environment: NodeJS.ProcessEnv;
  /** Electron's runtime is here, or can be fetched. */
  readonly hasRuntime: boolean;
  /** The releases of electron-builder's tools can be fetched. */
  readonly canFetch: boolean;
  /** Names in electron-builder's cache. */
  readonly cached: readonly string[];
  readonly isOnPath: (program: string) => boolean;
}

/** The names of what a target needs and this machine has not. */
export function missingFor(target: string, machine: PackagingMachine): readonly string[] {
  const tools = toolsOf[target] ?? [];
  const absent = tools.filter(({ name, variables, isSystems = false }) => {
    if (isSystems) return !machine.isOnPath(name);
    if (machine.canFetch || variables.some((variable) => machine.environment[variable] !== undefined))
      return false;
    return !machine.cached.some((folder) => folder.toLowerCase().startsWith(name.toLowerCase()));
  });
  return [...(machine.hasRuntime ? [] : ["Electron's runtime"]), ...absent.map(({ name }) => name)];
}

/** Looks at the machine; `hasRuntime` is its caller's to find out. */
export async function lookAtMachine(
  hasRuntime: boolean,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<PackagingMachine> {
  return {
    environment,
    hasRuntime,
    canFetch: await canFetch(environment),
    cached: namesIn(environment['ELECTRON_BUILDER_CACHE'] ?? usualCache()),
    isOnPath: (program) =>
      (environment['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program))),
  };
}

/** Whether the place answers that electron-builder fetches its tools from; it tries for most of a minute itself. */
async function canFetch(environment: NodeJS.ProcessEnv): Promise<boolean> {
  const address =
    environment['ELECTRON_BUILDER_BINARIES_MIRROR'] ??
    'https://github.com/electron-userland/electron-builder-binaries/releases/';
  try {
    await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function usualCache(): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/electron-builder');
  if (process.platform === 'win32')
    return join(process.env['LOCALAPPDATA'] ?? homedir(), 'electron-builder/Cache');
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'electron-builder');
}
