import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Patch, Snapshot } from '../../../../shared/feed/frames.ts';
import {
  applyBeat,
  applyPatch,
  applySnapshot,
  emptyFeedState,
  type FeedState,
} from '../../../../shared/feed/reduce.ts';
import { plain } from './support/bench.ts';
import { buildService } from './support/modelGateway.ts';

const id = fc.constantFrom('auth', 'cdn', 'dns', 'pay');
const change = fc.record({ id, state: fc.constantFrom('down' as const, 'operational' as const, undefined) });
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

const patchOf = (seq: number, changes: readonly Change[]): Patch => {
  const last = new Map(changes.map((each) => [`service:${each.id}`, each]));
  const upserts: Record<string, unknown> = {};
  const removals: string[] = [];
  for (const [key, { id: service, state }] of last) {
    if (state === undefined) removals.push(key);
    else upserts[key] = buildService(service, state);
  }
  return { type: 'patch', seq, at: seq, upserts, removals };
};

const applied = (state: FeedState, patch: Patch): FeedState => {
  const outcome = applyPatch(state, patch);
  if (outcome.kind !== 'applied') throw new Error(outcome.kind);
  return outcome.state;
};

const snapshotOf = (state: FeedState, parts: number): Snapshot[] =>
  Array.from({ length: parts }, (_, index) => ({
    type: 'snapshot',
    part: index + 1,
    parts,
    seq: state.seq,
    at: state.at,
    upserts: Object.fromEntries(Object.entries(plain(state)).filter((__, nth) => nth % parts === index)),
  }));

test('F-8: changes in one patch or in many give the same entities', () => {
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 30 }),
      fc.array(fc.nat(30), { maxLength: 6 }),
      (changes, cuts) => {
        const edges = [
          ...new Set([0, ...cuts.filter((cut) => cut < changes.length), changes.length]),
        ].toSorted((a, b) => a - b);
        const groups = edges.slice(1).map((edge, index) => changes.slice(edges[index], edge));
        const split = groups.reduce(
          (state, group, index) => applied(state, patchOf(index + 1, group)),
          emptyFeedState,
        );
        const merged = applied(emptyFeedState, patchOf(1, changes));
        expect(split.entities).toEqual(merged.entities);
        expect(split.seq).toBe(groups.length);
      },
    ),
  );
});

test('F-6: a snapshot in any number of parts equals the patches that led there, whatever stood before', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 20 }),
      fc.array(change, { maxLength: 20 }),
      fc.integer({ min: 1, max: 5 }),
      (changes, before, parts) => {
        const patched = applied(emptyFeedState, patchOf(1, changes));
        const old = applied(emptyFeedState, patchOf(1, before));
        const restored = applySnapshot(old, 'e2', snapshotOf(patched, parts));
        expect(restored).toEqual({ ...patched, epoch: 'e2' });
      },
    ),
  );
});

test('F-8, F-9: a duplicate and a gap are told apart and change nothing', () => {
  const state = applied(applied(emptyFeedState, patchOf(1, [])), patchOf(2, []));
  expect(applyPatch(state, patchOf(1, [])).kind).toBe('duplicate');
  expect(applyPatch(state, patchOf(2, [])).kind).toBe('duplicate');
  expect(applyPatch(state, patchOf(4, [])).kind).toBe('gap');
});

test('F-12: a line of a kind that is not known yet costs no incident', () => {
  const at = 1;
  const incident = {
    ...{ id: 'INC-2001', title: 'Auth', severity: 'P0', status: 'open', cause: 'auth', firstSignalAt: at },
    ...{ openedAt: at, alerts: [], timelineTotal: 2, runbooks: [] },
    timeline: ['opened', 'teleported'].map((kind) => ({
      ...{ at, kind, text: `It was ${kind}`, by: { kind: 'gateway', name: 'gateway' } },
    })),
  };
  const upserts = { 'incident:INC-2001': incident };
  const state = applied(emptyFeedState, { type: 'patch', seq: 1, at, upserts, removals: [] });
  expect(state.unreadable).toBe(0);
  expect(state.entities.incident['INC-2001']?.timeline.map(({ kind, text }) => [kind, text])).toEqual([
    ['opened', 'It was opened'],
    ['other', 'It was teleported'],
  ]);
});

test('F-12: unknown kinds and fields are ignored; an entity that cannot be read is dropped and counted', () => {
  const before = applied(emptyFeedState, patchOf(1, [{ id: 'auth', state: 'operational' }]));
  const after = applied(before, {
    type: 'patch',
    seq: 2,
    at: 2,
    upserts: {
      'satellite:1': { id: '1' },
      'service:auth': { id: 'auth', state: 'on fire' },
      'service:cdn': { ...buildService('cdn'), colour: 'blue' },
    },
    removals: ['satellite:2', 'nonsense'],
  });
  expect(plain(after)).toEqual({ 'service:cdn': buildService('cdn') });
  expect(after.unreadable).toBe(1);
  expect(after.seq).toBe(2);
});

test('kinds that a patch does not touch keep their reference', () => {
  const state = applied(emptyFeedState, patchOf(1, [{ id: 'auth', state: 'down' }]));
  expect(state.entities.alert).toBe(emptyFeedState.entities.alert);
  expect(applied(state, patchOf(2, [])).entities).toBe(state.entities);
});

test('F-10: a beat brings the chain and never turns the time back', () => {
  const state = applyBeat({ ...emptyFeedState, at: 50 }, { type: 'beat', at: 40, seq: 0, chain: [] });
  expect(state.at).toBe(50);
});
