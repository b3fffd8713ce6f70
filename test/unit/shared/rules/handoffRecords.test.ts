import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostRecords } from '../../../../shared/model/handoffRecords.ts';
import { compareHandoffs } from '../../../../shared/rules/handoffCompare.ts';
import { searchRecords } from '../../../../shared/rules/handoffSearch.ts';
import { earlierRecords, handoffComplete, handoffUnderWay } from '../../../support/frozen/frozenHandoffs.ts';

const all = [...earlierRecords.toReversed(), handoffUnderWay, handoffComplete];
const idsOf = (query: Parameters<typeof searchRecords>[1]): readonly string[] =>
  searchRecords(all, query).records.map(({ id }) => id);
const hourMs = 3_600_000;

describe('a search of the records', () => {
  it('tells closed ones only, the newest first, and since when they are at hand', () => {
    const found = searchRecords(all, {});
    expect(found.records.map(({ id }) => id)).toEqual(
      [handoffComplete, ...earlierRecords].map(({ id }) => id),
    );
    expect(found).toMatchObject({ hasMore: false, since: earlierRecords.at(-1)?.boundaryAt });
  });

  it('finds all words wherever they stand, without case, and shows the line', () => {
    expect(idsOf({ words: 'CUSTOMER desk inc-2041' })).toEqual([handoffComplete.id]);
    const [found] = searchRecords(all, { words: 'rebuild safe' }).records;
    expect(found).toMatchObject({
      id: handoffComplete.id,
      found: expect.stringContaining('rebuild') as string,
    });
    expect(idsOf({ words: 'علي 11 operational' })).toHaveLength(earlierRecords.length);
    expect(idsOf({ words: 'customer nowhere' })).toEqual([]);
    expect(idsOf({ words: 'taken over, closed' })).toEqual(
      earlierRecords.filter(({ closed }) => closed?.outcome === 'taken-over').map(({ id }) => id),
    );
  });

  it('keeps to the time that is asked for: from then on, and not at its end', () => {
    const [newest, next] = earlierRecords;
    if (newest === undefined || next === undefined) throw new Error('too few frozen records');
    expect(idsOf({ from: next.boundaryAt, to: newest.boundaryAt })).toEqual([next.id]);
    expect(idsOf({ from: next.boundaryAt, to: newest.boundaryAt + 1 })).toEqual([newest.id, next.id]);
  });

  it('is bounded, and says that there is more', () => {
    const many = Array.from({ length: mostRecords + 1 }, (_, place) => ({
      ...handoffComplete,
      boundaryAt: place * hourMs,
    }));
    const found = searchRecords(many, {});
    expect(found.records).toHaveLength(mostRecords);
    expect(found).toMatchObject({ hasMore: true, since: 0 });
    expect(found.records[0]?.boundaryAt).toBe(mostRecords * hourMs);
    expect(searchRecords(many.slice(1), {})).toMatchObject({ hasMore: false });
  });
});

describe('a comparison of two records', () => {
  const [earlier] = earlierRecords;
  if (earlier === undefined) throw new Error('too few frozen records');

  it('tells other evidence, promises and people, and leaves out what is alike', () => {
    const found = compareHandoffs(earlier, handoffComplete);
    expect(found.filter(({ kind }) => kind === 'item')).toEqual([
      expect.objectContaining({
        subject: 'Check system health status',
        earlier: 'good: 11 operational\nKnown, and in the notes',
        later: expect.stringMatching(/^bad: 7 operational/) as string,
      }),
    ]);
    expect(found.find(({ kind }) => kind === 'promise')).toMatchObject({
      subject: 'PRM-7',
      earlier: undefined,
      later: expect.stringMatching(/^Open: A line on INC-2041/) as string,
    });
    expect(found).toContainEqual({
      ...{ kind: 'shift', subject: 'Handed over by', earlier: 'L. Meyer', later: 'M. Tanaka' },
    });
  });

  it('tells an incident that is over now, and one that got another severity', () => {
    const later = {
      ...handoffComplete,
      acceptances: [],
      difference: {
        total: 2,
        lines: [
          { kind: 'closed' as const, subject: 'INC-2041', severity: 'P0', text: 'over' },
          { kind: 'still-open' as const, subject: 'INC-2038', severity: 'P1', text: 'goes on' },
        ],
      },
    };
    const incidents = compareHandoffs(handoffComplete, later).filter(({ kind }) => kind === 'incident');
    expect(incidents).toEqual([
      {
        kind: 'incident',
        subject: 'INC-2041',
        earlier: 'Open P0, accepted by L. Meyer',
        later: 'Closed P0',
      },
      { kind: 'incident', subject: 'INC-2038', earlier: 'Open P2', later: 'Open P1' },
      { kind: 'incident', subject: 'INC-2044', earlier: 'Open P1, accepted by L. Meyer', later: undefined },
    ]);
  });

  it('of a record with itself is empty, and turned round it is the same turned round', () => {
    const any = fc.constantFrom(...all);
    fc.assert(
      fc.property(any, any, (one, other) => {
        expect(compareHandoffs(one, one)).toEqual([]);
        const turned = compareHandoffs(other, one).map(({ earlier: before, later: after, ...rest }) => ({
          ...rest,
          earlier: after,
          later: before,
        }));
        const keyOf = (contrast: object): string => JSON.stringify(Object.entries(contrast).toSorted());
        expect(turned.map(keyOf).toSorted()).toEqual(compareHandoffs(one, other).map(keyOf).toSorted());
      }),
      { numRuns: 60 },
    );
  });
});
