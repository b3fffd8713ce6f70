import { appendFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { OutboxFile } from '../../../main/outboxFile.ts';
import { lineOf, replay } from '../../../main/outboxLines.ts';
import type { Outgoing } from '../../../shared/bridge.ts';

const entry = (id: string, state: Outgoing['state'] = 'queued'): Outgoing => ({
  id,
  name: 'incident.acknowledge',
  params: { incident: 'INC-1' },
  givenAt: 1_000,
  state,
});

const opened: OutboxFile[] = [];
afterEach(async () => {
  for (const outbox of opened.splice(0)) await outbox.close();
});

function open(folder = mkdtempSync(join(tmpdir(), 'outbox-'))) {
  const path = join(folder, 'outbox.jsonl');
  const problems: string[] = [];
  const now = (): number => Date.UTC(2026, 10, 5, 3, 12);
  const outbox = new OutboxFile({ path, now, onProblem: (sentence) => void problems.push(sentence) });
  opened.push(outbox);
  return { folder, path, problems, outbox };
}

/** What a console started after a kill would find. */
const afterKill = async (folder: string): Promise<readonly string[]> =>
  (await open(folder).outbox.load()).map(({ id }) => id);

describe('the outbox on disk', () => {
  it('holds a command as soon as put resolves, without being closed', async () => {
    const { outbox, folder } = open();
    await outbox.load();
    await outbox.put(entry('command-1'));
    await outbox.put(entry('command-2'));
    expect(await afterKill(folder)).toEqual(['command-1', 'command-2']);
  });

  it('forgets what was removed, keeps the newest of what was put again, in the order of giving', async () => {
    const { outbox, folder } = open();
    await outbox.load();
    for (const id of ['command-1', 'command-2', 'command-3']) await outbox.put(entry(id));
    await outbox.put(entry('command-1', 'pending'));
    await outbox.remove('command-2');
    const found = await open(folder).outbox.load();
    expect(found.map(({ id, state }) => [id, state])).toEqual([
      ['command-1', 'pending'],
      ['command-3', 'queued'],
    ]);
  });

  it('keeps writes in order when they are given at once', async () => {
    const { outbox, folder } = open();
    const ids = Array.from({ length: 50 }, (_, index) => `command-${index}`);
    await Promise.all([outbox.load(), ...ids.map((id) => outbox.put(entry(id)))]);
    expect(await afterKill(folder)).toEqual(ids);
  });

  it('keeps lines that can not be read aside, says so, and loses no other', async () => {
    const first = open();
    await first.outbox.put(entry('command-1'));
    appendFileSync(first.path, '{"op":"put","entry":{"id"\nnonsense\n');
    await first.outbox.put(entry('command-2'));
    const second = open(first.folder);
    expect((await second.outbox.load()).map(({ id }) => id)).toEqual(['command-1', 'command-2']);
    expect(second.problems).toEqual([expect.stringMatching(/^2 lines of the outbox could not be read/)]);
    const aside =
      readdirSync(first.folder).find((name) => name.startsWith('outbox.corrupt-2026-11-05')) ?? '';
    expect(readFileSync(join(first.folder, aside), 'utf8')).toContain('nonsense');
    // Once is enough.
    const third = open(first.folder);
    await third.outbox.load();
    expect(third.problems).toEqual([]);
  });

  it('refuses aloud where it can not write, and does not call the command stored', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outbox-'));
    writeFileSync(join(folder, 'file'), '');
    const { outbox } = open(join(folder, 'file'));
    await expect(outbox.put(entry('command-1'))).rejects.toThrow(/ENOTDIR|EEXIST/);
  });

  it('stays small: removed commands leave the file', async () => {
    const { outbox, path } = open();
    await outbox.load();
    for (let index = 0; index < 500; index += 1) {
      await outbox.put(entry(`command-${index}`));
      await outbox.remove(`command-${index}`);
    }
    expect(readFileSync(path, 'utf8')).toMatch(/^\{"op":"begin",.*\}\n$/);
  });
});

describe('replaying its lines', () => {
  const step = fc.record({ id: fc.constantFrom('a', 'b', 'c'), put: fc.boolean() });

  it('cut anywhere, gives the state after the last whole line', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.nat(), (steps, cut) => {
        const lines = steps.map(({ id, put }) =>
          lineOf(put ? { op: 'put', entry: entry(id) } : { op: 'remove', id }),
        );
        const text = lines.join('');
        const torn = text.slice(0, text.length === 0 ? 0 : cut % text.length);
        const whole = torn.split('\n').length - 1;
        const missingOnlyItsEnd = lines[whole] !== undefined && torn.endsWith(lines[whole].trimEnd());
        const expected = replay(lines.slice(0, missingOnlyItsEnd ? whole + 1 : whole).join(''));
        expect([...replay(torn).entries.keys()]).toEqual([...expected.entries.keys()]);
      }),
    );
  });
});
