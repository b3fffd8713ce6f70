import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { recordExporter, type RecordExporterDeps } from '../../../main/recordExporter.ts';
import { err, ok } from '../../../shared/result.ts';
import { handoffMarkdown } from '../../../shared/rules/handoffMarkdown.ts';
import { handoffComplete as record } from '../../support/frozen/frozenHandoffs.ts';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'exports-'));

function exporter(folder: string, over: Partial<RecordExporterDeps> = {}) {
  const set: [string, string][] = [];
  const run = recordExporter({
    folder: () => folder,
    paper: () => 'Letter',
    pdf: async (html, paper) => {
      set.push([html, paper]);
      return ok(new TextEncoder().encode('%PDF'));
    },
    ...over,
  });
  return { run, set };
}

it('saves Markdown and a PDF under the name of the record, makes the folder, and names the path', async () => {
  const folder = join(newFolder(), 'exports/of handoffs');
  const { run, set } = exporter(folder);
  const path = join(folder, 'HND-2026-11-20T0335');
  expect(await run({ form: 'markdown', record })).toEqual(ok(`Saved as ${path}.md`));
  expect(await run({ form: 'pdf', record })).toEqual(ok(`Saved as ${path}.pdf`));
  expect(readFileSync(`${path}.md`, 'utf8')).toBe(handoffMarkdown(record));
  expect(readFileSync(`${path}.pdf`, 'utf8')).toBe('%PDF');
  expect(set).toEqual([[expect.stringContaining('<h1 dir="auto">Shift handoff HND-2026'), 'Letter']]);
});

it('replaces an earlier export whole, also where two are asked for at once', async () => {
  const folder = newFolder();
  const name = 'HND-2026-11-20T0335.md';
  writeFileSync(join(folder, name), 'an earlier one, '.repeat(100_000));
  const { run } = exporter(folder);
  const both = await Promise.all([run({ form: 'markdown', record }), run({ form: 'markdown', record })]);
  expect(both).toEqual([ok(`Saved as ${join(folder, name)}`), ok(`Saved as ${join(folder, name)}`)]);
  expect(readFileSync(join(folder, name), 'utf8')).toBe(handoffMarkdown(record));
  expect(readdirSync(folder)).toEqual([name]);
});

it('says why nothing was saved, and saves the next one', async () => {
  const folder = newFolder();
  const isFile = join(folder, 'file');
  writeFileSync(isFile, '');
  const problem = async (over: Partial<RecordExporterDeps>) =>
    exporter(folder, over).run({ form: 'pdf', record });
  expect(await problem({ folder: () => 'exports' })).toEqual(
    err('The export folder must be named in full; "exports" is not.'),
  );
  expect(await problem({ folder: () => join(isFile, 'under') })).toMatchObject({
    ok: false,
    error: expect.stringMatching(/^The record could not be saved: .*ENOTDIR/) as unknown,
  });
  expect(await problem({ pdf: async () => err('The record is too long.') })).toEqual(
    err('The record is too long.'),
  );
  let falls = true;
  const { run } = exporter(folder, {
    folder: () => {
      if (falls) throw new Error('no downloads');
      return folder;
    },
  });
  expect(await run({ form: 'pdf', record })).toEqual(err('The record could not be saved: no downloads'));
  falls = false;
  expect(await run({ form: 'pdf', record })).toMatchObject({ ok: true });
});
