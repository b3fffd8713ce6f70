import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnswers, type AnswerSources } from '../../../../gateway/answers.ts';
import { RecordKeeper } from '../../../../gateway/figures/incidentRecords.ts';
import { mostRelated, relatedIncidentsSchema } from '../../../../shared/model/relatedIncidents.ts';
import type { IncidentRecord } from '../../../../shared/model/incidentRecord.ts';
import { relatedTo } from '../../../../shared/rules/related.ts';

const dayMs = 86_400_000;
const now = 1_000 * dayMs;
const by = { kind: 'person', name: 'M. Tanaka' } as const;

function record(
  number: number,
  openedDay: number,
  change: Partial<IncidentRecord> & { lasts?: number } = {},
) {
  const { lasts = 1, ...rest } = change;
  const openedAt = openedDay * dayMs;
  const made: IncidentRecord = {
    id: `INC-${number}`,
    title: `Title ${number}`,
    service: 'auth',
    cause: 'auth:unavailable',
    severities: [{ severity: 'P1', from: openedAt }],
    firstSignalAt: openedAt,
    openedAt,
    episodes: [{ from: openedAt, resolved: { at: openedAt + lasts * dayMs, by, note: `note ${number}` } }],
    ...rest,
  };
  return made;
}
const ids = (of: IncidentRecord, all: readonly IncidentRecord[]): readonly string[] =>
  relatedTo(of, all, { withinMs: 30 * dayMs, now }).incidents.map(({ id }) => id);

describe('related incidents', () => {
  const own = record(5, 100);

  it('have the same service and cause, and end or begin within the time, newest first', () => {
    const before = record(4, 69);
    const tooEarly = record(3, 68.9);
    const after = record(6, 131);
    const tooLate = record(7, 131.1);
    expect(ids(own, [tooEarly, before, own, after, tooLate])).toEqual(['INC-6', 'INC-4']);
  });

  it('are none of another cause or service, and none that was merged', () => {
    const others = [
      record(1, 99, { cause: 'auth:HighLatency' }),
      record(2, 99, { service: 'redis' }),
      record(3, 99, { mergedInto: 'INC-5' }),
    ];
    expect(ids(own, others)).toEqual([]);
  });

  it('are near while they last, however long ago they opened', () => {
    const open = record(1, 10, { episodes: [{ from: 10 * dayMs }] });
    const answer = relatedTo(own, [open], { withinMs: dayMs, now });
    expect(answer.incidents).toEqual([
      { id: 'INC-1', title: 'Title 1', severity: 'P1', openedAt: 10 * dayMs },
    ]);
  });

  it('are related both ways, and counted beyond what is listed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(90), { minLength: 2, maxLength: 12 }), (days) => {
        const all = days.map((day, index) => record(index + 1, day));
        for (const one of all)
          for (const id of ids(one, all)) {
            const other = all.find((each) => each.id === id);
            expect(other && ids(other, all)).toContain(one.id);
          }
      }),
    );
    const many = Array.from({ length: mostRelated + 5 }, (_, index) => record(index + 10, 99));
    const answer = relatedTo(own, many, { withinMs: dayMs, now });
    expect([answer.incidents.length, answer.total]).toEqual([mostRelated, mostRelated + 5]);
  });

  it('are answered from the journal, with what ended them', () => {
    const records = new RecordKeeper();
    for (const [incident, at] of [
      ['INC-1', 1],
      ['INC-2', 2],
    ] as const) {
      const opening = {
        title: 'x',
        severity: 'P0',
        service: 'auth',
        cause: 'c',
        text: '',
        alerts: [],
        runbooks: [],
      };
      records.take({ type: 'incident.opened', at: at * dayMs, by, incident, firstSignalAt: at, ...opening });
    }
    records.take({
      type: 'incident.resolved',
      at: dayMs + 60_000,
      by,
      incident: 'INC-1',
      note: 'x'.repeat(900),
    });
    const answers = createAnswers({
      past: () => ({ records }),
      policy: { incidents: { workflow: [], postMortem: [], recurrenceWithin: 30 * dayMs } },
      now: () => 3 * dayMs,
      // The answer touches nothing else.
    } as unknown as AnswerSources);
    const answer = answers['incident.related']({ incident: 'INC-2' });
    if (!answer.ok) throw new Error(answer.error);
    expect(relatedIncidentsSchema.parse(answer.value)).toEqual(answer.value);
    expect(answer.value).toMatchObject({ total: 1, withinMs: 30 * dayMs });
    expect(answer.value.incidents[0]).toMatchObject({ id: 'INC-1', resolvedAt: dayMs + 60_000 });
    expect(answer.value.incidents[0]?.note).toHaveLength(400);
    expect(answers['incident.related']({ incident: 'INC-9' })).toEqual({
      ok: false,
      error: 'The journal has no incident INC-9.',
    });
  });
});
