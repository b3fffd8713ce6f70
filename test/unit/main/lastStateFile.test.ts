import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lastStateFile } from '../../../main/lastStateFile.ts';
import { LastState, lastStateEveryMs } from '../../../shared/feed/lastState.ts';
import { emptyFeedState, type FeedState } from '../../../shared/feed/reduce.ts';

const stateAt = (seq: number): FeedState => ({ ...emptyFeedState, epoch: 'epoch-1', seq, at: seq * 1_000 });

function open(folder = mkdtempSync(join(tmpdir(), 'last-state-'))) {
  const path = join(folder, 'last-state.json');
  const timers: { readonly ms: number; readonly run: () => void }[] = [];
  const warnings: string[] = [];
  const lastState = new LastState({
    store: lastStateFile(
      path,
      () => 0,
      (sentence) => void warnings.push(sentence),
    ),
    after: (ms, run) => {
      timers.push({ ms, run });
      return () => undefined;
    },
    onProblem: (sentence) => void warnings.push(sentence),
  });
  return { folder, path, timers, warnings, lastState };
}

describe('the last known state', () => {
  it('is written at most once in its interval, the newest one', async () => {
    const { lastState, timers, folder } = open();
    for (const seq of [1, 2, 3]) lastState.keep('embedded', stateAt(seq));
    expect(timers.map(({ ms }) => ms)).toEqual([lastStateEveryMs]);
    expect(readdirSync(folder)).toEqual([]);
    timers[0]?.run();
    await lastState.flush();
    expect(await open(folder).lastState.load('embedded')).toEqual(stateAt(3));
    lastState.keep('embedded', stateAt(4));
    expect(timers).toHaveLength(2);
  });

  it('is not shown as that of another gateway', async () => {
    const { lastState, folder } = open();
    lastState.keep('wss://a/feed', stateAt(3));
    await lastState.flush();
    expect(await open(folder).lastState.load('wss://b/feed')).toBeUndefined();
  });

  it('is not replaced by the empty state of a console that never heard its gateway', async () => {
    const { lastState, folder } = open();
    lastState.keep('embedded', emptyFeedState);
    await lastState.flush();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    '',
    '{',
    '{"version":2}',
    '{"version":1,"source":"embedded","epoch":"e","seq":-1,"at":0,"upserts":{},"chain":[]}',
  ])('that can not be read (%j) is left out, and logged', async (text) => {
    const { lastState, path, warnings } = open();
    writeFileSync(path, text);
    expect(await lastState.load('embedded')).toBeUndefined();
    expect(warnings).toEqual([expect.stringMatching(/^The last known state could not be read/)]);
  });

  it('counts entities that can no longer be read', async () => {
    const { lastState, path } = open();
    const upserts = { 'service:auth': { nonsense: true }, 'gadget:x': {} };
    writeFileSync(
      path,
      JSON.stringify({ version: 1, source: 'embedded', epoch: 'e', seq: 1, at: 1, upserts, chain: [] }),
    );
    expect(await lastState.load('embedded')).toMatchObject({ unreadable: 1, entities: { service: {} } });
    expect(readFileSync(path, 'utf8')).toContain('nonsense');
  });
});
