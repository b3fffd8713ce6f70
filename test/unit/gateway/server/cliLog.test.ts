import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readListenAddress } from '../../../../gateway/cli/listenAddress.ts';
import { openLog } from '../../../../gateway/cli/log.ts';
import { catchUnexpected } from '../../../../gateway/cli/unexpected.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'watchfloor-log-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the log', () => {
  it('holds no secret and is for its owner only', () => {
    const opened = openLog(folder, false);
    if (!opened.ok) throw new Error(opened.error);
    const { log, file } = opened.value;
    log.info(
      { token: 'S3CRET', hello: { token: 'S3CRET' }, request: { headers: { authorization: 'S3CRET' } } },
      'hello',
    );
    log.debug('not said');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('hello');
    expect(text).not.toMatch(/S3CRET|not said/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('that can’t be opened is a sentence', () => {
    const inAFile = join(folder, 'file', 'data');
    writeFileSync(join(folder, 'file'), '');
    const opened = openLog(inAFile, false);
    expect(opened.ok ? '' : opened.error).toMatch(
      /^The data folder .* can't be used: a part of it is a file\. .*\.$/,
    );
  });
});

it('an error that nobody expected is one sentence that names the log, which has the details', () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const unexpected = catchUnexpected();
  try {
    const file = join(folder, 'gateway.log');
    unexpected.logTo(file);
    expect(unexpected.report(new Error('disk on fire'))).toBe(70);
    expect(said.mock.calls).toEqual([
      [`watchfloor: stopped by an error that should not happen; details are in ${file}.\n`],
    ]);
    expect(readFileSync(file, 'utf8')).toMatch(/disk on fire\\n.* at /);
  } finally {
    unexpected.dispose();
    said.mockRestore();
  }
});

describe('--listen', () => {
  it.each([
    ['127.0.0.1:8450', '127.0.0.1', 8450],
    ['8450', '127.0.0.1', 8450],
    ['[::1]:0', '::1', 0],
    ['noc.example:443', 'noc.example', 443],
  ])('%s', (text, host, port) => expect(readListenAddress(text)).toEqual({ host, port }));
  it.each(['', 'host', 'host:', ':1', '::1:80', 'host:65536', 'http://host:80', 'host:80/feed'])(
    'not %o',
    (text) => expect(() => readListenAddress(text)).toThrow('HOST:PORT'),
  );
});
