import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findElectron } from '../../../scripts/electronRuntime.ts';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { freePort } from '../../support/ports.ts';
import { startProcess, type RunningProcess } from '../../support/processes.ts';

const root = resolve(import.meta.dirname, '../../..');

/** `npm start -- …`, ready when it has said what the test waits for. */
const start = (
  args: readonly string[],
  awaited: RegExp,
  env: NodeJS.ProcessEnv = {},
): Promise<RunningProcess> =>
  startProcess({
    name: 'npm start',
    command: process.execPath,
    args: [join(root, 'bin/watchfloor.mjs'), 'start', '--no-open', ...args],
    cwd: root,
    env: { ...process.env, ...env },
    isReady: async (output) => awaited.test(output()),
    readyTimeoutMs: 60_000,
  });
/** `npm start -- …` that ends by itself: what it said and its exit code. */
const run = (args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> =>
  new Promise((answer) => {
    const command = [join(root, 'bin/watchfloor.mjs'), 'start', '--no-open', ...args];
    const child = execFile(process.execPath, command, { cwd: root }, (_error, out, errors) =>
      answer({ code: child.exitCode ?? -1, said: (out + errors).trim() }),
    );
  });
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'watchfloor-start-'));

beforeAll(ensureBuilt, 120_000);

describe('npm start', () => {
  it.each([
    ['not an address', 'noc-gw', /^watchfloor: --gateway: "noc-gw" is not an address such as .*$/],
    [
      'another scheme',
      'ftp://noc-gw',
      /^watchfloor: --gateway: "ftp:\/\/noc-gw" is not an address such as .*$/,
    ],
    [
      'nobody there',
      'http://127.0.0.1:1',
      /watchfloor: No gateway answers at http:\/\/127\.0\.0\.1:1\/ \(.*\); check/,
    ],
  ])('refuses a gateway that is %s, in a sentence', async (_what, gateway, sentence) => {
    const { code, said } = await run(['--browser', '--gateway', gateway]);
    expect([code, said]).toEqual([1, expect.stringMatching(sentence)]);
  });

  it('refuses a gateway that is something else', async () => {
    const other = createHttpServer((_request, response) => response.end('hello'));
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const { code, said } = await run(['--browser', '--gateway', `ws://127.0.0.1:${port}/feed`]);
    expect([code, said]).toEqual([1, expect.stringMatching(/answers, but is no Watchfloor gateway; check/)]);
    other.close();
  });

  it('serves the browser shell, says SIMULATED, and ends cleanly at Ctrl-C', async () => {
    const port = await freePort();
    const args = ['--browser', '--data', newFolder(), '--listen', `127.0.0.1:${port}`];
    const running = await start(args, /SIMULATED/);
    expect(running.output()).toContain(`Watchfloor: http://127.0.0.1:${port}`);
    const page = await fetch(`http://127.0.0.1:${port}/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/<title>.*Watchfloor/i);
    await running.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 0 });
  }, 60_000);

  it("says in one line that Electron's runtime can't be had, and goes on in the browser shell", async () => {
    const port = await freePort();
    const args = ['--data', newFolder(), '--listen', `127.0.0.1:${port}`];
    const running = await start(args, /Ctrl-C/, { ELECTRON_OVERRIDE_DIST_PATH: newFolder() });
    const lines = running
      .output()
      .split('\n')
      .filter((line) => line.includes('Electron'));
    expect(lines).toEqual([
      "Electron's runtime is not on this machine and could not be fetched " +
        '(ELECTRON_OVERRIDE_DIST_PATH names a folder without it); ' +
        `opening the console in the browser shell: http://127.0.0.1:${port}/`,
    ]);
    await running.stop();
  }, 60_000);

  it('says in one sentence that its port is in use, and exits with 1', async () => {
    const taken = createServer();
    const port = await freePort();
    await new Promise<void>((listening) => taken.listen(port, '127.0.0.1', listening));
    const { code, said } = await run(['--browser', '--data', newFolder(), '--listen', `127.0.0.1:${port}`]);
    taken.close();
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`^watchfloor: .*${port}.*$`));
  }, 60_000);

  it.each([
    [['--help'], /Usage: npm start --/, 0],
    [['--listen', 'somewhere'], /HOST:PORT/, 2],
    [['--wrong'], /unknown option/, 2],
  ])('answers %j', async (args, words, code) => {
    const ended = await run(args);
    expect(ended.said).toMatch(words);
    expect(ended.code).toBe(code);
  });
});

describe("Electron's runtime", () => {
  it('is looked for where ELECTRON_OVERRIDE_DIST_PATH says', () => {
    expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: newFolder() })).toBeUndefined();
  });
});
