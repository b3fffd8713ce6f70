import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DraftsFile } from '../../../main/draftsFile.ts';
import { mostDrafts } from '../../../shared/draft.ts';
import { temporaryFolder } from '../../support/restartable.ts';

let folder: ReturnType<typeof temporaryFolder>;
let problems: string[];
beforeEach(() => {
  folder = temporaryFolder('drafts');
  problems = [];
});
afterEach(() => folder.remove());

const path = (): string => join(folder.path, 'drafts.json');
const open = (): DraftsFile =>
  new DraftsFile({ path: path(), now: () => 0, onProblem: (sentence) => problems.push(sentence) });
const draft = (text: string) => ({ text, base: 1, keptAt: 7 });

describe('drafts', () => {
  it('are on disk when they are kept, so that a console that is killed has them', async () => {
    await open().set('HND-1/notes', draft('Do not fail back'));
    expect(await open().get('HND-1/notes')).toEqual(draft('Do not fail back'));
  });

  it('that are kept at once end as the last one', async () => {
    const file = open();
    await Promise.all(['a', 'ab', 'abc'].map((text) => file.set('n', draft(text))));
    expect(JSON.parse(readFileSync(path(), 'utf8'))).toMatchObject({ n: draft('abc') });
  });

  it('are dropped when told, and the oldest beyond their number', async () => {
    const file = open();
    for (let place = 0; place <= mostDrafts; place += 1) await file.set(`d${place}`, draft('x'));
    await file.set('d5', undefined);
    expect(await file.get('d0')).toBeUndefined();
    expect(await file.get('d5')).toBeUndefined();
    expect(await file.get('d1')).toEqual(draft('x'));
  });

  it('that cannot be read are kept aside, said, and written anew', async () => {
    writeFileSync(path(), '{"n": {"text"');
    const file = open();
    expect(await file.get('n')).toBeUndefined();
    expect(problems).toEqual([expect.stringMatching(/could not be read .* kept as .*drafts\.corrupt-/)]);
    expect(readdirSync(folder.path)).toEqual([expect.stringMatching(/^drafts\.corrupt-/)]);
    await file.set('n', draft('new'));
    expect(await open().get('n')).toEqual(draft('new'));
  });

  it('reject where the disk refuses, and the next one is tried again', async () => {
    const file = open();
    await file.get('n');
    const temporary = `${path()}.tmp-${process.pid}`;
    mkdirSync(temporary);
    await expect(file.set('n', draft('lost'))).rejects.toThrow();
    rmdirSync(temporary);
    await file.set('n', draft('kept'));
    expect(await open().get('n')).toEqual(draft('kept'));
  });
});
