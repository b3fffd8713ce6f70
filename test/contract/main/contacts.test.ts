import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startConsoleOnDisk, type ConsoleOnDisk } from '../../support/consoleOnDisk.ts';
import { startGatewayProcess } from '../../support/gateway.ts';
import { freePort } from '../../support/ports.ts';
import { temporaryFolder, type RestartableServer } from '../../support/restartable.ts';

const passphrase = 'four of the cooks';
const number = '+1 202 555 0101';

describe('contacts under a passphrase', () => {
  const home = temporaryFolder('contacts');
  const folder = join(home.path, 'console');
  let gateway: RestartableServer;
  let feedUrl: string;
  let console: ConsoleOnDisk;

  beforeAll(async () => {
    const port = await freePort();
    feedUrl = `ws://127.0.0.1:${port}/feed`;
    gateway = await startGatewayProcess({
      port,
      policyFile: 'assets/policy/acgs.yaml',
      dataDir: join(home.path, 'data'),
    });
    await start();
  }, 60_000);
  afterAll(async () => {
    await console?.stop();
    await gateway?.stop();
    home.remove();
  });

  const start = async (): Promise<void> => {
    console = await startConsoleOnDisk(folder, feedUrl);
  };
  const live = (): Promise<void> =>
    vi.waitFor(() => expect(console.isLive()).toBe(true), { timeout: 15_000 });
  /** Files of the console's folder that hold a number. */
  const telling = (): readonly string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
      const path = join(folder, name);
      return statSync(path).isFile() && readFileSync(path, 'utf8').includes(number);
    });
  const copy = join(home.path, 'copy.html');
  /** `watchfloor break-glass` of the console's folder: its exit code, what it said, and what stands in the copy. */
  const breakGlass = (...args: readonly string[]): { code: number | null; said: string; copy: string } => {
    const command = ['bin/watchfloor.mjs', 'break-glass', '--out', copy, '--from', folder, ...args];
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    return { code: status, said: stderr, copy: readFileSync(copy, 'utf8') };
  };
  const numbers = (): readonly (string | undefined)[] =>
    console.state()?.entities.desk['desk']?.people.map(({ contact }) => contact?.phone) ?? [];

  it('leave no file with a number in it, once there is one: no version before, no damaged copy', async () => {
    await live();
    await console.stop();
    expect(telling()).toContain('last-state.json');
    writeFileSync(join(folder, 'last-state.corrupt-2026-11-05T03-12-00-000Z.json'), `{"phone":"${number}`);
    await start();
    await live();
    expect(await console.ask('contacts.protect', { passphrase: 'short' })).toMatchObject({
      ok: false,
      message: 'A passphrase has 8 to 200 characters.',
    });
    expect(await console.ask('contacts.protect', { passphrase })).toMatchObject({ ok: true });
    expect(telling()).toEqual([]);
    // On the screen they are as before, and what is written from now on holds none either.
    expect(numbers()).toContain(number);
    await console.stop();
    expect(telling()).toEqual([]);
    expect(readFileSync(join(folder, 'settings.json'), 'utf8')).not.toContain(passphrase);
  }, 60_000);

  it('are locked at a start without the gateway, until the passphrase is given', async () => {
    await gateway.kill('SIGKILL');
    await start();
    expect(numbers().every((one) => one === undefined)).toBe(true);
    expect(console.first()?.sealedContacts).toBeDefined();
    for (const channel of ['contacts.protect', 'contacts.unprotect'] as const)
      expect(
        await console.ask(channel, channel === 'contacts.protect' ? { passphrase } : undefined),
      ).toMatchObject({
        ok: false,
        message: 'The contacts are locked: unlock them first.',
      });
    expect(await console.ask('contacts.unlock', { passphrase: 'none of the cooks' })).toMatchObject({
      ok: false,
      message: 'This is not the passphrase of the contacts.',
    });
    expect(await console.ask('contacts.unlock', { passphrase })).toMatchObject({ ok: true });
    expect(numbers()).toContain(number);
    await console.stop();
    expect(telling()).toEqual([]);
  }, 60_000);

  it('stay locked where the settings are lost, and are in a break-glass copy by the passphrase alone', async () => {
    for (const name of ['settings.json', 'settings.backup.json']) rmSync(join(folder, name));
    await start();
    expect(console.state()?.sealedContacts).toBeDefined();
    const locked = breakGlass();
    expect(locked).toMatchObject({
      code: 0,
      said: expect.stringContaining('Contacts are locked') as unknown,
    });
    expect(locked.copy).toContain('locked when this copy was made');
    expect(locked.copy).not.toContain('202 555');
    const file = join(home.path, 'passphrase');
    writeFileSync(file, 'another\n');
    expect(breakGlass('--passphrase-file', file)).toMatchObject({
      code: 1,
      said: expect.stringContaining('not the passphrase') as unknown,
    });
    writeFileSync(file, `${passphrase}\n`);
    expect(breakGlass('--passphrase-file', file).copy).toContain('202 555 0101');
  }, 60_000);

  it('come whole with the gateway, and are plain again once nobody wants a passphrase', async () => {
    await gateway.restart();
    await live();
    await vi.waitFor(() => expect(numbers()).toContain(number), { timeout: 15_000 });
    await console.stop();
    expect(telling()).toEqual([]);
    await start();
    await live();
    expect(await console.ask('contacts.unprotect', undefined)).toMatchObject({ ok: true });
    expect(telling()).toContain('last-state.json');
  }, 60_000);
});
