import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KeptLibrary, LibraryStanding, LibraryStore } from '../../../../shared/library/keptLibrary.ts';
import { LibraryKeeper } from '../../../../shared/library/libraryKeeper.ts';
import type { LibraryRemote } from '../../../../shared/library/libraryRemote.ts';
import type { LibraryManifest } from '../../../../shared/model/runbook.ts';
import { err, ok } from '../../../../shared/result.ts';

const sha = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const bytesOf = (text: string): Uint8Array => Buffer.from(text);

/** A gateway's library: the text of each runbook by its id. */
class FakeGateway implements LibraryRemote {
  readonly from = 'http://noc-gw-1:8450';
  texts: Record<string, string> = {};
  /** What comes in place of a file's bytes, by id. */
  spoiled: Record<string, string> = {};
  isSilent = false;
  asked: string[] = [];

  get digest(): string {
    return sha(JSON.stringify(this.texts));
  }
  async manifest() {
    if (this.isSilent) return err('Nobody answers.');
    const runbooks: LibraryManifest['runbooks'] = Object.entries(this.texts).map(([id, text]) => ({
      ...{ id, title: id, services: [], alerts: [], severities: [], attachments: [] },
      file: { path: `${id}.md`, digest: sha(text), bytes: text.length },
    }));
    return ok({ digest: this.digest, readAt: 1, runbooks });
  }
  async file(digest: string) {
    this.asked.push(digest);
    const found = Object.entries(this.texts).find(([, text]) => sha(text) === digest);
    if (this.isSilent || found === undefined) return err('The gateway no longer has this version.');
    return ok(bytesOf(this.spoiled[found[0]] ?? found[1]));
  }
}

class FakeStore implements LibraryStore {
  kept: KeptLibrary | undefined;
  files = new Map<string, Uint8Array>();
  isFull = false;
  load = async () => this.kept;
  async save(kept: KeptLibrary) {
    if (this.isFull) throw new Error('no space left on device');
    this.kept = kept;
  }
  digests = async () => new Set(this.files.keys());
  read = async (digest: string) => this.files.get(digest);
  async write(digest: string, bytes: Uint8Array) {
    if (this.isFull) throw new Error('no space left on device');
    this.files.set(digest, bytes);
  }
  async remove(digest: string) {
    this.files.delete(digest);
  }
}

function console(store = new FakeStore(), gateway = new FakeGateway()) {
  const waiting: (() => void)[] = [];
  let standing: LibraryStanding | undefined;
  const keeper = new LibraryKeeper({
    store,
    digestOf: async (bytes) => sha(bytes),
    now: () => 1000,
    after(_ms, run) {
      waiting.push(run);
      return () => void waiting.splice(waiting.indexOf(run), 1);
    },
    onStanding: (told) => (standing = told),
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    ...{ keeper, store, gateway, waiting, settle },
    standing: () => standing,
    async begin() {
      await keeper.start();
      keeper.use(gateway);
      await this.follow();
    },
    async follow() {
      keeper.follow({ digest: gateway.digest, runbooks: 0, faults: [], faultsTotal: 0 });
      await settle();
    },
    async retry() {
      for (const run of waiting.splice(0)) run();
      await settle();
    },
    texts: async () =>
      Object.fromEntries(
        await Promise.all(
          (keeper.list()?.runbooks ?? []).map(async ({ id, file }) => {
            const read = await keeper.file(file.digest);
            return [id, read.ok ? Buffer.from(read.value).toString() : read.error] as const;
          }),
        ),
      ),
  };
}

describe("the console's copy of the library", () => {
  test('is the whole of it, says when and from where, and fetches only what is new', async () => {
    const here = console();
    here.gateway.texts = { a: 'one', b: 'two' };
    await here.begin();
    expect(await here.texts()).toEqual({ a: 'one', b: 'two' });
    expect(here.standing()).toMatchObject({
      runbooks: 2,
      copiedAt: 1000,
      from: here.gateway.from,
      damaged: [],
    });
    here.gateway.asked = [];
    here.gateway.texts = { a: 'one', b: 'changed' };
    await here.follow();
    expect(here.gateway.asked).toEqual([sha('changed')]);
    expect(here.keeper.list()?.runbooks[1]).toMatchObject({
      id: 'b',
      previous: { file: { digest: sha('two') } },
    });
    expect(await here.keeper.file(sha('two'))).toMatchObject({ ok: true });
  });

  test('a spoiled file is refused and named; the version of before stays until the right one comes', async () => {
    const here = console();
    here.gateway.texts = { a: 'one', b: 'two' };
    await here.begin();
    here.gateway.texts = { a: 'new', b: 'new too' };
    here.gateway.spoiled = { a: 'ne' };
    await here.follow();
    expect(await here.texts()).toEqual({ a: 'one', b: 'new too' });
    expect(here.standing()?.missed).toMatchObject([{ id: 'a', problem: expect.stringContaining('refused') }]);
    here.gateway.spoiled = {};
    await here.retry();
    expect(await here.texts()).toEqual({ a: 'new', b: 'new too' });
    expect(here.standing()?.missed).toEqual([]);
    expect(here.waiting).toEqual([]);
  });

  test('a file damaged on this machine is never shown, is named, and is fetched again', async () => {
    const first = console();
    first.gateway.texts = { a: 'one', b: 'two' };
    await first.begin();
    first.store.files.set(sha('one'), bytesOf('rm -rf /'));
    first.store.files.delete(sha('two'));
    const again = console(first.store, first.gateway);
    await again.keeper.start();
    expect(await again.texts()).toMatchObject({ a: expect.stringContaining('damaged') });
    await again.settle();
    expect(again.standing()).toMatchObject({ damaged: ['a', 'b'], checkedAt: 1000 });
    again.keeper.use(again.gateway);
    await again.follow();
    expect(await again.texts()).toEqual({ a: 'one', b: 'two' });
    expect(again.standing()?.damaged).toEqual([]);
  });

  test('a damaged version of before is let go: no gateway has it any more', async () => {
    const first = console();
    first.gateway.texts = { a: 'one' };
    await first.begin();
    first.gateway.texts = { a: 'two' };
    await first.follow();
    first.store.files.set(sha('one'), bytesOf('spoiled'));
    const again = console(first.store, first.gateway);
    await again.begin();
    expect(again.keeper.list()?.runbooks[0]?.previous).toBeUndefined();
    expect([again.standing()?.damaged, again.waiting]).toEqual([[], []]);
  });

  test('a silent gateway and a full disk are said, leave what was there, and are tried again', async () => {
    const here = console();
    here.gateway.texts = { a: 'one' };
    await here.begin();
    here.gateway.texts = { a: 'two' };
    here.gateway.isSilent = true;
    await here.follow();
    expect(here.standing()?.problem).toBe('Nobody answers.');
    here.gateway.isSilent = false;
    here.store.isFull = true;
    await here.retry();
    expect(here.standing()?.problem).toContain('no space left on device');
    expect(await here.texts()).toEqual({ a: 'one' });
    here.store.isFull = false;
    await here.retry();
    expect(await here.texts()).toEqual({ a: 'two' });
    expect(here.standing()?.problem).toBeUndefined();
  });

  test('whatever changes, spoils and fails, what is shown was once handed out whole, and in the end it is the newest', async () => {
    const text = fc.stringMatching(/^[a-z]{1,3}$/);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('set' as const), id: fc.constantFrom('a', 'b', 'c'), text }),
      fc.record({ kind: fc.constant('spoil' as const), id: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ kind: fc.constantFrom('damage' as const, 'silence' as const, 'fill' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const here = console();
        const everSaid = new Set<string>();
        await here.begin();
        for (const one of steps) {
          if (one.kind === 'set') {
            here.gateway.texts = { ...here.gateway.texts, [one.id]: one.text };
            everSaid.add(`${one.id} ${one.text}`);
          } else if (one.kind === 'spoil') here.gateway.spoiled = { [one.id]: '!' };
          else if (one.kind === 'silence') here.gateway.isSilent = !here.gateway.isSilent;
          else if (one.kind === 'fill') here.store.isFull = !here.store.isFull;
          else for (const digest of here.store.files.keys()) here.store.files.set(digest, bytesOf('!'));
          await here.follow();
          for (const [id, shown] of Object.entries(await here.texts())) {
            if (!shown.includes('damaged')) expect(everSaid).toContain(`${id} ${shown}`);
          }
        }
        here.gateway.isSilent = here.store.isFull = false;
        here.gateway.spoiled = {};
        await here.texts();
        await here.settle();
        await here.follow();
        await here.retry();
        expect(await here.texts()).toEqual(here.gateway.texts);
        expect(here.standing()).toMatchObject({ damaged: [], missed: [] });
      }),
      { numRuns: 60 },
    );
  }, 30_000);
});
