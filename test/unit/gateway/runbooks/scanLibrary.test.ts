import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LibraryScanner, type LibraryScan } from '../../../../gateway/runbooks/scanLibrary.ts';
import { temporaryFolder } from '../../../support/restartable.ts';

let folder: ReturnType<typeof temporaryFolder>;
let scanner: LibraryScanner;
beforeEach(() => {
  folder = temporaryFolder('library');
  scanner = new LibraryScanner(folder.path);
});
afterEach(() => folder.remove());

function write(path: string, text: string | Uint8Array): void {
  const file = join(folder.path, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
const runbook = (id: string, body = ''): string => `---\nid: ${id}\ntitle: ${id}\n---\n${body}`;
async function scan(): Promise<LibraryScan> {
  const scanned = await scanner.scan();
  if (!scanned.ok) throw new Error(scanned.error);
  return scanned.value;
}
const ids = ({ runbooks }: LibraryScan): readonly string[] => runbooks.map(({ id }) => id);

describe('a folder of runbooks', () => {
  test('is read with what its runbooks show; hidden folders and the readme are passed over', async () => {
    write('db/failover.md', runbook('failover', '![plan](plan.png)'));
    write('db/plan.png', 'a picture');
    write('README.md', 'How to write runbooks');
    write('.git/x.md', runbook('hidden'));
    const { runbooks, faults, files } = await scan();
    expect(faults).toEqual([]);
    expect(runbooks).toMatchObject([
      { id: 'failover', file: { path: 'db/failover.md' }, attachments: [{ path: 'db/plan.png', bytes: 9 }] },
    ]);
    expect([...files.values()]).toEqual(['db/failover.md', 'db/plan.png']);
  });

  test('its digest follows the content of runbooks and pictures, and nothing else', async () => {
    write('a.md', runbook('a', '![](a.png)'));
    write('a.png', 'one');
    const first = await scan();
    expect((await scan()).digest).toBe(first.digest);
    write('a.png', 'other');
    const second = await scan();
    expect(second.digest).not.toBe(first.digest);
    write('unrelated.png', 'x');
    expect((await scan()).digest).toBe(second.digest);
  });

  test('what can not be taken is named, and hides nothing else', async () => {
    write('good.md', runbook('good'));
    write('also-good.md', runbook('good'));
    write('large.md', '');
    truncateSync(join(folder.path, 'large.md'), 50 * 1024 * 1024);
    write('latin.md', new Uint8Array([0x2d, 0xe9]));
    write('plain.md', 'no front matter');
    symlinkSync('/etc/hostname', join(folder.path, 'link.md'));
    symlinkSync('loop.md', join(folder.path, 'loop.md'));
    write('shows.md', runbook('shows', '![](gone.png) ![](../out.png) [run](tool.exe) ![](link.png)'));
    symlinkSync('/etc/hostname', join(folder.path, 'link.png'));
    const scanned = await scan();
    expect(ids(scanned)).toEqual(['good', 'shows']);
    expect(scanned.faults.map(({ path, problem }) => `${path} ${problem}`)).toEqual([
      'good.md has the id "good" that also-good.md has; give it another',
      'large.md is larger than 1 MiB, so it is left out',
      'latin.md is not UTF-8 text; save it as UTF-8',
      'link.md is a link out of the library, so it is left out',
      'loop.md is a link that leads to itself',
      expect.stringContaining('plain.md has no front matter'),
      'shows.md shows gone.png, which is not there',
      'shows.md shows ../out.png, which lies outside the library, so it is left out',
      'shows.md shows tool.exe, which is of a kind that runbooks can not bring along',
      'shows.md shows link.png, which is a link out of the library, so it is left out',
    ]);
  });

  test('what is hostile is named, and nothing outside the folder is read', async () => {
    const outside = temporaryFolder('outside');
    writeFileSync(join(outside.path, 'secret.md'), runbook('secret'));
    writeFileSync(join(outside.path, 'secret.png'), 'secret');
    symlinkSync(outside.path, join(folder.path, 'linked'));
    symlinkSync(join(outside.path, 'secret.md'), join(folder.path, 'leads-out.md'));
    write('within.md', runbook('within'));
    symlinkSync('within.md', join(folder.path, 'leads-in.md'));
    write('nul.md', runbook('device'));
    write('a\\b.md', runbook('slash'));
    write('deep.md', runbook('deep', '- '.repeat(9_000)));
    write('marks.md', runbook('marks', '[a]('.repeat(90_000)));
    write('film.md', runbook('film', '![](film.png)'));
    write('film.png', '');
    truncateSync(join(folder.path, 'film.png'), 50 * 1024 * 1024);
    const links = ['linked/secret.png', '/etc/passwd', 'aux.png', '..\\..\\x.png', 'x%00.png', 'x.html'];
    write('shows.md', runbook('shows', links.map((link) => `![](${link})`).join(' ')));
    const scanned = await scan();
    expect(ids(scanned).toSorted()).toEqual(['film', 'shows', 'within']);
    expect([...scanned.files.values()].sort()).toEqual(['film.md', 'leads-in.md', 'shows.md']);
    expect(scanned.faults.map(({ path, problem }) => `${path} ${problem}`)).toEqual([
      'a\\b.md has a name with \\, : or a control character; rename it',
      'deep.md has lists or quotes more than 40 deep; write it flatter',
      'film.md shows film.png, which is larger than 8 MiB, so it is left out',
      'leads-out.md is a link out of the library, so it is left out',
      'marks.md has more than 5000 times the mark [; make several runbooks of it',
      'nul.md has a name that Windows keeps for a device; rename it',
      'shows.md shows linked/secret.png, which is a link out of the library, so it is left out',
      'shows.md shows aux.png, which has a name that Windows keeps for a device; rename it',
      'shows.md shows ..\\..\\x.png, which has a name with \\, : or a control character; rename it',
      expect.stringContaining('control character'),
      'shows.md shows x.html, which is of a kind that runbooks can not bring along',
      'within.md has the id "within" that leads-in.md has; give it another',
    ]);
    outside.remove();
  });

  test('a folder that is gone is an error, and comes back', async () => {
    write('a.md', runbook('a'));
    await scan();
    rmSync(folder.path, { recursive: true });
    expect(await scanner.scan()).toMatchObject({ ok: false, error: expect.stringContaining('is not there') });
    write('b.md', runbook('b'));
    expect(ids(await scan())).toEqual(['b']);
  });
});
