import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reunionOf, reunionText } from '../../../../renderer/selectors/reunion.ts';
import type { Outgoing } from '../../../../shared/bridge.ts';
import { emptyFeedState, type FeedState } from '../../../../shared/feed/reduce.ts';
import { noEntities } from '../../../../shared/model/entities.ts';
import type { Incident } from '../../../../shared/model/incident.ts';

const act = (id: string, state: Outgoing['state']): Outgoing => ({
  ...{ id, state, name: 'incident.acknowledge', params: { incident: 'INC-1' }, givenAt: 1 },
});
const feed = (at: number, statuses: Readonly<Record<string, string>>): FeedState => ({
  ...emptyFeedState,
  at,
  entities: {
    ...noEntities,
    // Only what is compared.
    incident: Object.fromEntries(
      Object.entries(statuses).map(([id, status]) => [id, { id, status } as Incident]),
    ),
  },
});

describe('what is said when the feed is back', () => {
  const before = feed(1_000, { 'INC-1': 'open', 'INC-2': 'open' });
  const after = feed(253_000, { 'INC-1': 'resolved', 'INC-2': 'open', 'INC-3': 'open', 'INC-4': 'resolved' });
  const waiting = ['a', 'b', 'c', 'd'].map((id) => act(id, 'queued'));

  it('counts what became of the acts, and the incidents of meanwhile', () => {
    const reunion = reunionOf(before, after, [...waiting, act('old', 'done')]);
    expect(reunion.acts).toEqual(['a', 'b', 'c', 'd']);
    // Two are done and have left the list, one is done and still there.
    expect(reunionText(reunion, [act('a', 'refused'), act('b', 'done')])).toBe(
      'Feed back after 4 min 12 s: 3 acts sent, 1 refused; 2 incidents opened, 1 resolved meanwhile.',
    );
    expect(reunionText(reunion, waiting)).toContain(': 4 acts under way; ');
  });

  it('says that nothing happened', () => {
    expect(reunionText(reunionOf(before, { ...before, at: 13_000 }, []), [])).toBe(
      'Feed back after 12 s: no incident opened meanwhile.',
    );
  });

  it('accounts for every act, whatever became of it', () => {
    const state = fc.constantFrom('queued', 'pending', 'done', 'refused', 'gone' as const);
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 20 }), (states) => {
        const acts = states.map((_, index) => act(String(index), 'queued'));
        const now = states.flatMap((one, index) => (one === 'gone' ? [] : [act(String(index), one)]));
        const text = reunionText(reunionOf(before, before, acts), now);
        const counts = [...text.matchAll(/(\d+) (?:acts? )?(?:sent|refused|under way)/g)].map(([, n]) =>
          Number(n),
        );
        expect(counts.reduce((sum, n) => sum + n, 0)).toBe(states.length);
      }),
    );
  });
});
