import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { writeMonitoringConfig } from '../../estate/monitoredEstate.ts';
import { ESTATE_SERVICES } from '../../estate/services.ts';
import { findProgram, requireProgram } from '../../support/prerequisites.ts';
import { temporaryFolder } from '../../support/restartable.ts';

const run = promisify(execFile);
const services = Object.fromEntries(
  ESTATE_SERVICES.map(({ id, port }) => [id, { url: `http://127.0.0.1:${port}` }]),
);
const folders: { remove(): void }[] = [];

function writeConfig(options: { fast: boolean; gatewayUrl?: string; bearerToken?: string }): string {
  const folder = temporaryFolder('config-test');
  folders.push(folder);
  writeMonitoringConfig(folder.path, { services, alertmanagerUrl: 'http://127.0.0.1:9093', ...options });
  return folder.path;
}

afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

describe.skipIf(findProgram('promtool') === undefined)('promtool', () => {
  it.each([{ fast: true }, { fast: false }])(
    'accepts the configuration and its rules, fast: $fast',
    async ({ fast }) => {
      const path = writeConfig({ fast });
      const { stdout } = await run(requireProgram('promtool'), [
        'check',
        'config',
        join(path, 'prometheus.yml'),
      ]);
      expect(stdout).toContain('is valid prometheus config file syntax');
      expect(stdout).toContain('rules found');
    },
  );
});

describe.skipIf(findProgram('amtool') === undefined)('amtool', () => {
  it.each([
    { name: 'without a gateway', options: {} },
    { name: 'with a webhook', options: { gatewayUrl: 'http://127.0.0.1:8450' } },
    { name: 'with a token', options: { gatewayUrl: 'http://127.0.0.1:8450', bearerToken: 'secret' } },
  ])('accepts the configuration $name', async ({ options }) => {
    const path = writeConfig({ fast: true, ...options });
    const { stdout } = await run(requireProgram('amtool'), ['check-config', join(path, 'alertmanager.yml')]);
    expect(stdout).toContain('SUCCESS');
  });
});
