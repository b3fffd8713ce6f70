import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandLine, unknownIn } from '../../support/commandLine.ts';
import { temporaryFolder } from '../../support/restartable.ts';

const root = resolve(import.meta.dirname, '../../..');
const source = join(root, 'packaging/systemd');
const units = readdirSync(source).filter((name) => /\.(service|timer)$/.test(name));
const analyze = '/usr/bin/systemd-analyze';
// systemd's own judge comes with systemd; where there is none, nothing runs these units either.
const withSystemd = it.skipIf(!existsSync(analyze));

const folder = temporaryFolder('units');
afterAll(() => folder.remove());
const textOf = (name: string): string => readFileSync(join(source, name), 'utf8');
/** As installed, but with the program where this checkout is. */
for (const name of units)
  writeFileSync(join(folder.path, name), textOf(name).replaceAll('/opt/watchfloor', root));

const judge = (...args: readonly string[]) =>
  spawnSync(analyze, args, {
    cwd: folder.path,
    encoding: 'utf8',
    env: { ...process.env, SYSTEMD_COLORS: '0' },
  });

describe('the units', () => {
  withSystemd('are what systemd understands, without a warning', () => {
    const { status, stderr } = judge('verify', '--man=no', ...units.map((name) => `./${name}`));
    expect([status, stderr]).toEqual([0, '']);
  });

  withSystemd.each(units.filter((name) => name.endsWith('.service')))(
    '%s is shut off from the machine',
    (name) => {
      const { stdout } = judge('security', '--offline=true', `./${name}`);
      const level = /Overall exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1];
      expect(Number(level), stdout).toBeLessThanOrEqual(1.6);
    },
  );

  it.each(units)('%s runs commands that exist, with their flags', (name) => {
    const commands = textOf(name).match(/(?<=bin\/watchfloor\.mjs ).*/g) ?? [];
    expect(commands.length > 0).toBe(name.endsWith('.service'));
    for (const command of commands) expect(unknownIn(command, commandLine())).toBeUndefined();
  });

  it('set variables that exist, and the environment file names every one that a machine may want', () => {
    const named = (text: string): readonly string[] => text.match(/WATCHFLOOR_[A-Z_]+(?==)/g) ?? [];
    const file = named(textOf('gateway.env'));
    const all = [...file, ...units.flatMap((name) => named(textOf(name)))];
    const { variables } = commandLine();
    expect(all.filter((name) => !variables.has(name))).toEqual([]);
    expect([...variables].filter((name) => !all.includes(name))).toEqual([]);
  });

  it('promise systemd nothing that the gateway does not do', () => {
    for (const name of units) expect(textOf(name)).not.toMatch(/^(Type=notify|WatchdogSec=)/m);
  });
});
