import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LogFile } from '../../../../gateway/cli/logFile.ts';
import { readableLine } from '../../../../gateway/cli/readableLine.ts';
import { temporaryFolder } from '../../../support/restartable.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder('logfile')));
afterEach(() => folder.remove());

describe('a log', () => {
  it('above its size is put aside while the gateway runs, and one old log is kept', () => {
    const file = join(folder.path, 'gateway.log');
    const log = new LogFile(file, 20);
    for (const line of ['one', 'two', 'three']) log.write(`${line} ${'x'.repeat(20)}\n`);
    expect(readFileSync(`${file}.1`, 'utf8')).toMatch(/^three /);
    expect(existsSync(`${file}.2`)).toBe(false);
    log.write('four\n');
    expect(readFileSync(file, 'utf8')).toBe('four\n');
  });

  it.skipIf(!existsSync('/dev/full'))('on a full disk loses lines, says so once, and stops nothing', () => {
    const file = join(folder.path, 'gateway.log');
    symlinkSync('/dev/full', file);
    const log = new LogFile(file);
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      log.write('one\n');
      log.write('two\n');
      expect(said.mock.calls).toEqual([
        [expect.stringMatching(/^watchfloor: the log .* lines are lost: ENOSPC/)],
      ]);
    } finally {
      said.mockRestore();
    }
  });

  it('reads as words at a terminal', () => {
    const line = {
      level: 40,
      time: Date.UTC(2026, 10, 25, 14, 2, 11),
      pid: 1,
      source: 'prometheus',
      ms: 3,
      msg: 'source failed',
    };
    expect(readableLine(`${JSON.stringify(line)}\n`)).toBe(
      '14:02:11 WARN  source failed  source=prometheus  ms=3\n',
    );
    expect(readableLine('no JSON\n')).toBe('no JSON\n');
  });
});
