import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { World, type SealedPatch } from '../../../../gateway/world.ts';
import { bounds, patchSchema, snapshotSchema } from '../../../../shared/feed/frames.ts';
import { applyPatch, applySnapshot, emptyFeedState, type FeedState } from '../../../../shared/feed/reduce.ts';
import type { Incident } from '../../../../shared/model/incident.ts';

/** Time stands still until told otherwise. */
class FrozenClock {
  time = 1_000_000;
  #timers: { readonly at: number; readonly run: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.time + ms, run };
    this.#timers.push(timer);
    return () => void (this.#timers = this.#timers.filter((one) => one !== timer));
  }

  advance(ms: number): void {
    const until = this.time + ms;
    for (;;) {
      const next = this.#timers
        .filter((timer) => timer.at <= until)
        .sort((one, other) => one.at - other.at)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.time = Math.max(this.time, next.at);
      next.run();
    }
    this.time = until;
  }
}

const incident = (id: string, title: string): Incident => ({
  id,
  title,
  severity: 'P1',
  status: 'open',
  cause: 'test',
  firstSignalAt: 1,
  openedAt: 2,
  alerts: [],
  timeline: [],
  timelineTotal: 0,
  runbooks: [],
});

function worldAndPatches() {
  const clock = new FrozenClock();
  const world = new World(clock);
  const patches: SealedPatch[] = [];
  const unsubscribe = world.subscribe((patch) => patches.push(patch));
  const set = (id: number, title: string): void =>
    world.upsert('incident', `INC-${id}`, incident(`INC-${id}`, title));
  return { clock, world, patches, set, unsubscribe };
}

const snapshotOf = (world: World): FeedState =>
  applySnapshot(
    emptyFeedState,
    world.epoch,
    world.snapshot().map((text) => snapshotSchema.parse(JSON.parse(text))),
  );

describe('the world', () => {
  it('sends the first change at once and coalesces those that follow', () => {
    const { clock, patches, set } = worldAndPatches();
    set(1, 'a');
    clock.advance(0);
    expect(patches).toHaveLength(1);
    set(1, 'b');
    set(1, 'c');
    clock.advance(10);
    expect(patches).toHaveLength(1);
    clock.advance(10);
    expect(patches.map(({ patch }) => patch.seq)).toEqual([1, 2]);
    expect(patches[1]?.patch.upserts).toEqual({ 'incident:INC-1': incident('INC-1', 'c') });
  });

  it('sends at most 60 patches in a second, however many changes there are', () => {
    const { clock, patches, set } = worldAndPatches();
    for (let ms = 0; ms < 1_000; ms += 1) {
      set(ms % 7, `change ${ms}`);
      clock.advance(1);
    }
    expect(patches.length).toBeLessThanOrEqual(bounds.framesPerSecond + 1);
    expect(patches.length).toBeGreaterThan(bounds.framesPerSecond / 2);
  });

  it('does not stall when the clock is set back', () => {
    const { clock, patches, set } = worldAndPatches();
    set(1, 'a');
    clock.advance(0);
    clock.time -= 3_600_000;
    set(1, 'b');
    clock.advance(20);
    expect(patches).toHaveLength(2);
  });

  it('sends nothing where nothing changed', () => {
    const { clock, world, patches, set } = worldAndPatches();
    set(1, 'a');
    clock.advance(100);
    set(1, 'a');
    world.remove('incident', 'INC-9');
    clock.advance(100);
    expect(patches).toHaveLength(1);
    expect(world.seq).toBe(1);
  });

  it('gives texts that are the patches', () => {
    const { world, patches, set } = worldAndPatches();
    set(1, 'quote " and \u2028 and ü');
    set(2, 'x');
    world.remove('incident', 'INC-2');
    world.flush();
    for (const { text, patch } of patches) expect(patchSchema.parse(JSON.parse(text))).toEqual(patch);
    expect(patches[0]?.patch.removals).toEqual(['incident:INC-2']);
  });

  it('gives what is pending with a snapshot, to the others as a patch first', () => {
    const { world, patches, set } = worldAndPatches();
    set(1, 'pending');
    expect(snapshotOf(world)).toMatchObject({
      seq: 1,
      entities: { incident: { 'INC-1': { title: 'pending' } } },
    });
    expect(patches).toHaveLength(1);
  });

  it('has one empty part while it is empty', () => {
    const { world } = worldAndPatches();
    expect(world.snapshot().map((text) => JSON.parse(text) as unknown)).toMatchObject([
      { part: 1, parts: 1, seq: 0, upserts: {} },
    ]);
  });

  it('keeps patches for those who come back, up to a bound', () => {
    const { world, set } = worldAndPatches();
    for (let step = 1; step <= bounds.resumePatches + 10; step += 1) {
      set(1, `step ${step}`);
      world.flush();
    }
    const { epoch, seq } = world;
    expect(world.since(epoch, seq)).toEqual([]);
    expect(world.since(epoch, seq - 2)?.map(({ patch }) => patch.seq)).toEqual([seq - 1, seq]);
    expect(world.since(epoch, seq - bounds.resumePatches)).toHaveLength(bounds.resumePatches);
    expect(world.since(epoch, seq - bounds.resumePatches - 1)).toBeUndefined();
    expect(world.since(epoch, seq + 1)).toBeUndefined();
    expect(world.since('another', seq)).toBeUndefined();
  });

  it('keeps no more of them than a session may be sent', () => {
    const { world, set } = worldAndPatches();
    const long = 'x'.repeat(bounds.sessionBufferBytes / 4);
    for (let step = 1; step <= 6; step += 1) {
      set(1, `${step}${long}`);
      world.flush();
    }
    const { epoch, seq } = world;
    expect(world.since(epoch, seq - 3)).toHaveLength(3);
    expect(world.since(epoch, seq - 4)).toBeUndefined();
    set(1, long.repeat(5));
    world.flush();
    expect(world.since(epoch, world.seq - 1)).toBeUndefined();
    expect(world.since(epoch, world.seq)).toEqual([]);
  });

  it('calls nobody who unsubscribed', () => {
    const { world, patches, set, unsubscribe } = worldAndPatches();
    unsubscribe();
    set(1, 'a');
    world.flush();
    expect(patches).toEqual([]);
  });

  it('is the same for those who follow patches and those who take a snapshot', () => {
    const step = fc.record({ id: fc.nat(5), title: fc.string(), removes: fc.boolean(), waitMs: fc.nat(40) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.nat(60), (steps, joinsAfter) => {
        const { clock, world, patches, set } = worldAndPatches();
        let followed: FeedState | undefined;
        let joinedAt = 0;
        steps.forEach(({ id, title, removes, waitMs }, index) => {
          if (index === Math.min(joinsAfter, steps.length - 1)) {
            followed = snapshotOf(world);
            joinedAt = world.seq;
          }
          if (removes) world.remove('incident', `INC-${id}`);
          else set(id, title);
          clock.advance(waitMs);
        });
        const fresh = snapshotOf(world);
        for (const { patch } of patches.filter((one) => one.patch.seq > joinedAt)) {
          const outcome = applyPatch(followed ?? emptyFeedState, patch);
          if (outcome.kind !== 'applied') throw new Error(outcome.kind);
          followed = outcome.state;
        }
        expect((followed ?? emptyFeedState).entities).toEqual(fresh.entities);
        expect((followed ?? emptyFeedState).seq).toBe(fresh.seq);
      }),
    );
  });
});
