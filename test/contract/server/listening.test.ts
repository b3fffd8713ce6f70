import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAccess } from '../../../gateway/server/access.ts';
import { addToken } from '../../../gateway/server/tokens.ts';
import { dataFolder, startGateway } from './gatewayUnderTest.ts';

describe('starting', () => {
  it('elsewhere than on loopback without tokens is refused with the command to run', async () => {
    const folder = dataFolder();
    await expect(startGateway({ listen: { host: '0.0.0.0', port: 0 } }, folder)).rejects.toThrow(
      `watchfloor token add --person "Your Name" --role admin --data ${folder}`,
    );
    addToken(folder, 'Ana', 'operator');
    await startGateway({ listen: { host: '0.0.0.0', port: 0 } }, folder);
  });

  it('on a port in use is refused in a sentence', async () => {
    const first = await startGateway();
    const { port } = first.server;
    await expect(startGateway({ listen: { host: '127.0.0.1', port } })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use by another program; choose another with --listen.`,
    );
  });

  it('with a renderer folder that holds none is refused', async () => {
    await expect(startGateway({ rendererFolder: dataFolder() })).rejects.toThrow(
      /no built console; .*npm run build/,
    );
  });
});

describe('the tokens file', () => {
  it('keeps hashes only, for its owner only', () => {
    const folder = dataFolder();
    const token = addToken(folder, 'Ana', 'operator');
    expect(token.ok).toBe(true);
    const file = join(folder, 'access.json');
    expect(readFileSync(file, 'utf8')).not.toContain(token.ok ? token.value : 'never');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['not JSON', '{', /damaged \(not the expected JSON\)/],
    [
      'an unknown role',
      '{"version":1,"tokens":[{"person":"A","role":"god","hash":"","createdAt":1}]}',
      /damaged/,
    ],
    ['another version', '{"version":2,"tokens":[]}', /version/],
    ['empty', '', /damaged/],
  ])('that is %s stops the start', (_what, text, says) => {
    const folder = dataFolder();
    writeFileSync(join(folder, 'access.json'), text, { mode: 0o600 });
    const opened = openAccess(folder);
    expect(opened.ok ? '' : opened.error).toMatch(says);
  });

  it('that others can read stops the start', () => {
    const folder = dataFolder();
    addToken(folder, 'Ana', 'operator');
    chmodSync(join(folder, 'access.json'), 0o644);
    const opened = openAccess(folder);
    expect(opened.ok ? '' : opened.error).toMatch(/chmod 600/);
  });
});
