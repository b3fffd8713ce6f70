import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchStandIn } from '../test/support/electronStandIn/launch.ts';
import { build } from './build.ts';
import { obtainElectron } from './electronRuntime.ts';
import { extractApp, filesOf, listing, problemsIn } from './packages/archive.ts';
import { readConfiguration, type PackageConfiguration } from './packages/configuration.ts';
import { takeInventory, writeInventory } from './packages/inventory.ts';
import { lookAtMachine, missingFor } from './packages/missing.ts';
import { fusesOf, rehearse, runBuilder, type Rehearsal } from './packages/rehearsal.ts';

const root = resolve(import.meta.dirname, '..');
const packages = join(root, 'dist/packages');

const usage = `npm run package [-- --check]
Builds the console, takes the inventory of what it contains, rehearses the package and checks it, and makes the
packages of this platform that can be made here.
  --check  stops before the packages`;

/** The targets of electron-builder.yml that this machine's system builds. */
const platforms: Readonly<Partial<Record<NodeJS.Platform, 'linux' | 'win' | 'mac'>>> = {
  linux: 'linux',
  win32: 'win',
  darwin: 'mac',
};

/** `npm run package`; answers the exit code. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { check: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  const built = await build();
  if (!built.ok) return fail([built.error]);
  const configuration = readConfiguration(root);
  if (!configuration.ok) return fail([configuration.error]);
  console.log("ok      electron-builder.yml fits electron-builder's own schema");
  const inventory = await takeInventory(root);
  if (!inventory.ok) return fail([inventory.error]);
  if (inventory.value.problems.length > 0) return fail(inventory.value.problems);
  writeInventory(join(root, 'dist/inventory'), inventory.value);
  console.log(`ok      inventory: ${inventory.value.packages.length} packages, each with a known licence`);

  const electron = await obtainElectron();
  const out = mkdtempSync(join(tmpdir(), 'watchfloor-package-'));
  try {
    const rehearsed = await rehearse({
      ...{ root, out },
      ...(electron.ok ? { electronFolder: dirname(electron.value) } : {}),
    });
    if (!rehearsed.ok) return fail([rehearsed.error]);
    const problems = await check(rehearsed.value, configuration.value, out);
    if (problems.length > 0) return fail(problems);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  return values.check ? 0 : makePackages(configuration.value, electron.ok);
}

/** Looks at an unpacked app as it would be shipped; one sentence for each fault. */
async function check(
  { archive, executable }: Rehearsal,
  { electronFuses }: PackageConfiguration,
  out: string,
): Promise<readonly string[]> {
  const files = filesOf(archive);
  const strangers = problemsIn(files.map(({ path }) => path));
  if (strangers.length > 0) return strangers;
  writeFileSync(join(root, 'dist/package-files.txt'), listing(files));
  console.log(`ok      ${files.length} files in the package, listed in dist/package-files.txt`);

  const flipped = await fusesOf(executable);
  const wrong = Object.entries(flipped).filter(([name, isOn]) => electronFuses[name] !== isOn);
  if (wrong.length > 0) return wrong.map(([name]) => `The fuse ${name} is not as electron-builder.yml says.`);
  console.log(`ok      ${Object.keys(flipped).length} fuses are as electron-builder.yml says`);

  const appFolder = join(out, 'extracted');
  extractApp(archive, appFolder);
  const running = await launchStandIn({ appFolder, args: ['--gateway', 'ws://127.0.0.1:9/feed'] });
  try {
    await running.page.getByRole('banner').waitFor();
  } finally {
    await running.close();
  }
  console.log("ok      what is in the archive starts, on the tests' stand-in for Electron");
  return [];
}

/** Makes what can be made here; says what can't, and what it lacks. */
async function makePackages(configuration: PackageConfiguration, hasRuntime: boolean): Promise<number> {
  const platform = platforms[process.platform];
  if (platform === undefined) return fail([`There are no packages for ${process.platform}.`]);
  const machine = await lookAtMachine(hasRuntime);
  const targets = configuration[platform].target.map((target) => ({
    ...{ target, missing: missingFor(target, machine) },
  }));
  for (const { target, missing } of targets.filter((one) => one.missing.length > 0))
    console.log(`not made: ${target}, for want of ${missing.join(', ')}`);
  const made = targets.filter(({ missing }) => missing.length === 0).map(({ target }) => target);
  if (made.length === 0) {
    console.log('No package was made: the network that holds these is out of reach (docs/packages.md).');
    return 0;
  }
  const ended = await runBuilder(root, [`--${platform}`, ...made, '--publish', 'never']);
  if (!ended.ok) return fail([ended.error]);
  console.log(`made: ${made.join(', ')}, in ${packages}`);
  return 0;
}

function fail(sentences: readonly string[]): number {
  for (const sentence of sentences) console.error(`watchfloor package: ${sentence}`);
  return 1;
}

process.exitCode = await main();
