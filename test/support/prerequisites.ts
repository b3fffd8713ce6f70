import { execFileSync } from 'node:child_process';
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program that some tests need and npm can't bring. */
export type Prerequisite = 'chromium' | 'prometheus' | 'alertmanager' | 'promtool' | 'amtool' | 'openssl';

interface Program {
  /** Names it goes by, the likeliest first; Debian calls Alertmanager `prometheus-alertmanager`. */
  readonly names: readonly string[];
  /** A variable that may hold the path. */
  readonly variable: string;
  readonly debianPackage: string;
}

const PROGRAMS: Readonly<Record<Prerequisite, Program>> = {
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    variable: 'WATCHFLOOR_CHROMIUM',
    debianPackage: 'chromium',
  },
  prometheus: { names: ['prometheus'], variable: 'WATCHFLOOR_PROMETHEUS', debianPackage: 'prometheus' },
  alertmanager: {
    names: ['prometheus-alertmanager', 'alertmanager'],
    variable: 'WATCHFLOOR_ALERTMANAGER',
    debianPackage: 'prometheus-alertmanager',
  },
  promtool: { names: ['promtool'], variable: 'WATCHFLOOR_PROMTOOL', debianPackage: 'prometheus' },
  amtool: { names: ['amtool'], variable: 'WATCHFLOOR_AMTOOL', debianPackage: 'prometheus-alertmanager' },
  openssl: { names: ['openssl'], variable: 'WATCHFLOOR_OPENSSL', debianPackage: 'openssl' },
};

const INSTALL_TIMEOUT_MS = 600_000;

/** What was found, and what was not and why. */
export interface Prerequisites {
  readonly found: Partial<Readonly<Record<Prerequisite, string>>>;
  readonly missing: readonly { readonly name: Prerequisite; readonly why: string }[];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function toldPath(name: Prerequisite): string | undefined {
  const told = process.env[PROGRAMS[name].variable];
  return told === '' ? undefined : told;
}

/** The path of a program: what its variable says, or the first of its names on the PATH. */
export function findProgram(name: Prerequisite): string | undefined {
  const { names } = PROGRAMS[name];
  const told = toldPath(name);
  if (told !== undefined) return isProgram(told) ? told : undefined;
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/usr/sbin',
  ];
  for (const one of names) {
    const folder = folders.find((candidate) => candidate !== '' && isProgram(join(candidate, one)));
    if (folder !== undefined) return join(folder, one);
  }
  return undefined;
}

/** The path of a program, or an error that says how to get it. */
export function requireProgram(name: Prerequisite): string {
  const path = findProgram(name);
  if (path !== undefined) return path;
  throw new Error(`${name} is not installed: ${advice(name)}`);
}

function advice(name: Prerequisite): string {
  const { names, variable, debianPackage } = PROGRAMS[name];
  const told = toldPath(name);
  if (told !== undefined) return `${variable} is ${told}, which is not a program`;
  return `no ${names.join(', ')} on the PATH; run "apt-get install ${debianPackage}" or set ${variable} to its path`;
}

function isDebianLike(): boolean {
  try {
    return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** Why nothing can be installed here, if so. */
function whyNotInstall(): string | undefined {
  if (process.env['WATCHFLOOR_NO_INSTALL'] === '1') return 'WATCHFLOOR_NO_INSTALL=1 forbids installing it';
  if (!isDebianLike()) return 'only Debian and Ubuntu packages can be installed for you';
  if (process.getuid?.() !== 0) return 'installing it needs root';
  return undefined;
}

function aptGet(...args: readonly string[]): void {
  execFileSync('apt-get', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: INSTALL_TIMEOUT_MS,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** Installs packages; the reason when it fails. */
function install(packages: readonly string[], log: (line: string) => void): string | undefined {
  try {
    log(`installing ${packages.join(', ')} with apt-get ...`);
    aptGet('update');
    aptGet('install', '-y', '--no-install-recommends', ...packages);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return `apt-get failed: ${message.trim().split('\n').slice(-3).join(' ')}`;
  }
}

/** Looks for the programs and installs the missing ones where that is possible and allowed. */
export function findOrInstall(
  options: { readonly names?: readonly Prerequisite[]; readonly log?: (line: string) => void } = {},
): Prerequisites {
  const { names = Object.keys(PROGRAMS) as Prerequisite[], log = () => undefined } = options;
  // A variable with a wrong path is for its owner to correct; installing would not help.
  const absent = names.filter((name) => findProgram(name) === undefined && toldPath(name) === undefined);
  let why: string | undefined;
  if (absent.length > 0) {
    why = whyNotInstall() ?? install([...new Set(absent.map((name) => PROGRAMS[name].debianPackage))], log);
  }
  const found: Partial<Record<Prerequisite, string>> = {};
  const missing: { name: Prerequisite; why: string }[] = [];
  for (const name of names) {
    const path = findProgram(name);
    if (path !== undefined) found[name] = path;
    else
      missing.push({
        name,
        why: why === undefined || toldPath(name) !== undefined ? advice(name) : `${advice(name)} (${why})`,
      });
  }
  return { found, missing };
}
