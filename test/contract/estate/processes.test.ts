import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findOrInstall } from '../../support/prerequisites.ts';
import { startProcess } from '../../support/processes.ts';

const processes = fileURLToPath(new URL('../../support/processes.ts', import.meta.url));

/** What a process runs; undefined when it has ended, even while nobody has collected its exit code yet (Linux). */
function programOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return text === '' ? undefined : text.split('\0')[0];
  } catch {
    return undefined;
  }
}

describe('a process of a test', () => {
  it.skipIf(process.platform !== 'linux')('ends with the test, even one that was killed', async () => {
    const script = `
      const { startProcess } = await import(${JSON.stringify(processes)});
      const { pid } = await startProcess({ name: 'sleep', command: 'sleep', args: ['1000'] });
      console.log(pid);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    await expect.poll(() => programOf(pid)).toBe('sleep');
    parent.kill('SIGKILL');
    await expect.poll(() => programOf(pid)).toBeUndefined();
  });

  it('says what it wrote when it ends before it is ready', async () => {
    const starting = startProcess({
      name: 'the failing one',
      command: process.execPath,
      args: ['-e', 'console.error("port in use"); process.exit(3)'],
      isReady: () => Promise.resolve(false),
    });
    await expect(starting).rejects.toThrow(/the failing one ended before it was ready:\s+port in use/);
  });

  it('says so when there is no such program', async () => {
    const starting = startProcess({
      name: 'nothing',
      command: '/nowhere/nothing',
      args: [],
      isReady: () => Promise.resolve(false),
    });
    await expect(starting).rejects.toThrow(/nothing ended before it was ready/);
  });

  it.skipIf(process.platform !== 'linux')('is stopped even while it is frozen', async () => {
    const running = await startProcess({ name: 'sleep', command: 'sleep', args: ['1000'] });
    await running.kill('SIGSTOP');
    await running.stop();
    expect(programOf(running.pid)).toBeUndefined();
  });
});

describe('prerequisites', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('names what is missing, and why', () => {
    vi.stubEnv('WATCHFLOOR_NO_INSTALL', '1');
    vi.stubEnv('WATCHFLOOR_PROMETHEUS', '/nowhere/prometheus');
    expect(findOrInstall({ names: ['prometheus'] })).toEqual({
      found: {},
      missing: [
        { name: 'prometheus', why: 'WATCHFLOOR_PROMETHEUS is /nowhere/prometheus, which is not a program' },
      ],
    });
  });

  it('takes the path that it is told', () => {
    vi.stubEnv('WATCHFLOOR_CHROMIUM', '/bin/true');
    expect(findOrInstall({ names: ['chromium'] }).found).toEqual({ chromium: '/bin/true' });
  });
});
