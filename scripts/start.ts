import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { readListenAddress, usualListen } from '../gateway/cli/listenAddress.ts';
import { openLog } from '../gateway/cli/log.ts';
import { stopSignal } from '../gateway/cli/stopSignal.ts';
import { fail, remark, say } from '../gateway/cli/terminal.ts';
import { catchUnexpected, type Unexpected } from '../gateway/cli/unexpected.ts';
import type { ListenAddress } from '../gateway/server/options.ts';
import { ok, type Result } from '../shared/result.ts';
import { build } from './build.ts';
import { obtainElectron } from './electronRuntime.ts';
import { consoleAddressOf, findGateway } from './gatewayAddress.ts';
import { hasDisplay, openInBrowser } from './systemBrowser.ts';

const root = resolve(import.meta.dirname, '..');

interface StartChoices {
  readonly policy: string;
  readonly data?: string;
  readonly listen: ListenAddress;
  readonly gateway?: string;
  readonly browser?: boolean;
  readonly open: boolean;
}

/** `npm start`: the desktop console where Electron can run, the browser shell elsewhere. Answers the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const unexpected = catchUnexpected();
  let exitCode = 0;
  const program = createProgram(async (choices) => {
    exitCode = await start(choices, unexpected);
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    // commander has said what is wrong; asking for help is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return unexpected.report(error);
  } finally {
    unexpected.dispose();
  }
}

function createProgram(run: (choices: StartChoices) => Promise<void>): Command {
  return new Command('npm start --')
    .description('Opens the console: the desktop app where Electron can run, the browser shell elsewhere.')
    .option('--policy <file>', 'operations policy of the gateway', join(root, 'assets/policy/acgs.yaml'))
    .option('--data <dir>', `where everything is kept (default: ${dataFolder()} in the browser shell)`)
    .addOption(
      new Option('--listen <host:port>', 'where the browser shell is served')
        .argParser(readListenAddress)
        .default(readListenAddress(usualListen), usualListen),
    )
    .option('--gateway <url>', 'follow this gateway in place of an own one')
    .option('--browser', 'the browser shell, also where Electron can run')
    .option('--no-open', 'open no browser, only print the address')
    .exitOverride()
    .action(run);
}

async function start(choices: StartChoices, unexpected: Unexpected): Promise<number> {
  const address = addressOf(choices);
  if (!address.ok) return fail(address.error);
  const where = address.value;
  const built = await build({ say });
  if (!built.ok) return fail(built.error);
  if (choices.browser !== true) {
    const runtime = await obtainElectron();
    if (runtime.ok && hasDisplay()) return runDesktop(runtime.value, choices);
    say(
      runtime.ok
        ? `There is no display here for the desktop app; opening the console in the browser shell: ${where}`
        : `Electron's runtime is not on this machine and could not be fetched (${runtime.error}); ` +
            `opening the console in the browser shell: ${where}`,
    );
  }
  return choices.gateway === undefined ? runBrowserShell(choices, unexpected) : visit(where, choices.open);
}

/** Runs the desktop app until it is closed. */
function runDesktop(executable: string, { data, policy, gateway }: StartChoices): Promise<number> {
  const given = { data: data && resolve(data), policy: resolve(policy), gateway };
  const args = Object.entries(given).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}=${value}`],
  );
  const child = spawn(executable, [root, ...args], { stdio: 'inherit' });
  // Ctrl-C reaches the app too; this process waits for its clean end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((answer) => {
    child.once('error', (error) => answer(fail(`Electron could not be started: ${error.message}.`)));
    child.once('exit', (code) => answer(code ?? 0));
  });
}

/** Runs a gateway that serves the browser shell, until it is told to stop. */
async function runBrowserShell(choices: StartChoices, unexpected: Unexpected): Promise<number> {
  const data = resolve(choices.data ?? dataFolder());
  const opened = openLog(data, false);
  if (!opened.ok) return fail(opened.error);
  const { log, file } = opened.value;
  unexpected.logTo(file);
  const stop = stopSignal();
  // Loaded late: Node remarks on its SQLite, and --help needs none of it.
  const { startGateway } = await import('../gateway/gateway.ts');
  const started = await startGateway({
    policyFile: choices.policy,
    listen: choices.listen,
    dataFolder: data,
    rendererFolder: join(root, 'dist/renderer'),
    log,
  });
  if (!started.ok) {
    stop.dispose();
    log.error({ problem: started.error }, 'start failed');
    return fail(started.error);
  }
  const { url, simulated } = started.value;
  say(`Watchfloor: ${url} (data ${data}; Ctrl-C ends it)`);
  if (simulated) say('SIMULATED: the policy names the simulator as a source; nothing shown is real.');
  if (choices.open) openInBrowser(url);
  await stop.asked;
  await started.value.stop();
  stop.dispose();
  remark('stopped.');
  return 0;
}

/** Opens the browser shell that another gateway serves. */
async function visit(url: string, isToOpen: boolean): Promise<number> {
  const found = await findGateway(url);
  if (!found.ok) return fail(found.error);
  say(`Watchfloor: ${url}`);
  if (isToOpen) openInBrowser(url);
  return 0;
}

/** Where a browser finds the console. */
function addressOf({ gateway, listen }: StartChoices): Result<string> {
  if (gateway !== undefined) return consoleAddressOf(gateway);
  const host = listen.host.includes(':') ? `[${listen.host}]` : listen.host;
  return ok(`http://${host}:${listen.port}/`);
}

/** Where this user's programs keep their data. */
function dataFolder(): string {
  const { XDG_DATA_HOME: xdg, LOCALAPPDATA: local } = process.env;
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support/watchfloor');
  if (process.platform === 'win32') return join(local ?? join(homedir(), 'AppData/Local'), 'watchfloor');
  return join(xdg || join(homedir(), '.local/share'), 'watchfloor');
}
