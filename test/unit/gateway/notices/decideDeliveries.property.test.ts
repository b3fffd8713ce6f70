import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sent } from '../../../../gateway/channels/sending.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import { queueOf } from '../../../../gateway/desk/evolveNotice.ts';
import { decideDeliveries, giveUpAfterMs, pauseMs } from '../../../../gateway/notices/decideDeliveries.ts';
import { outcomeOf } from '../../../../gateway/notices/outcomeOf.ts';
import type { Notice } from '../../../../shared/model/notice.ts';
import { aNotice, noticeDueAt as start } from '../../../support/notices.ts';

const by = { kind: 'gateway', name: 'gateway' } as const;
const due = (state: DeskState, notice: Notice): DeskState =>
  evolve(state, { type: 'notice.due', at: notice.dueAt, by, notice });

const taken: Sent = { ok: true, value: { detail: 'HTTP 200' } };
const outage: Sent = { ok: false, error: { mayRetry: true, problem: 'connection refused' } };
const refusal: Sent = { ok: false, error: { mayRetry: false, problem: 'it answered HTTP 400' } };

const step = fc.oneof(
  fc.record({
    do: fc.constant('ask' as const),
    channel: fc.constantFrom('chat', 'pager'),
    incident: fc.constantFrom('INC-2001', 'INC-2002', 'INC-2003', undefined),
    kind: fc.constantFrom('opened', 'resolved', 'test'),
  }),
  fc.record({ do: fc.constant('decide' as const) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.nat({ max: 700_000 }) }),
  fc.record({ do: fc.constant('restart' as const) }),
  fc.record({
    do: fc.constant('end' as const),
    which: fc.nat(),
    outcome: fc.constantFrom(taken, taken, outage, outage, outage, refusal),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  }),
);

describe('deliveries', () => {
  it('lose nothing, repeat nothing that was taken, and keep the order within an incident', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        let now = start;
        let state = emptyDesk;
        let underWay = new Set<string>();
        const asked: Notice[] = [];
        /** In the order in which they ended, however they did. */
        const ended: Notice[] = [];
        const settled = new Set<string>();
        const end = (id: string, outcome: Sent, random: number): void => {
          const waiting = Object.values(state.notices.channels)
            .flatMap((queue) => queue.waiting)
            .find(({ notice }) => notice.id === id);
          if (waiting === undefined) throw new Error(`${id} was sent and does not wait`);
          const { failures } = queueOf(state.notices, waiting.notice.channel);
          const event = outcomeOf(waiting, outcome, { name: 'x', now, random, failures });
          state = evolve(state, event);
          underWay.delete(id);
          if (event.type === 'notice.failed') return;
          ended.push(waiting.notice);
          settled.add(id);
        };
        const decide = (): void => {
          for (const { notice } of decideDeliveries(state.notices, now, underWay).send) {
            expect(settled.has(notice.id)).toBe(false);
            expect(underWay.has(notice.id)).toBe(false);
            const before = asked.filter(
              (other) =>
                other.channel === notice.channel &&
                other.incident === notice.incident &&
                other.incident !== undefined &&
                asked.indexOf(other) < asked.findIndex(({ id }) => id === notice.id),
            );
            // All that the incident's people were to hear before it has ended: a resolve follows its trigger.
            expect(before.filter(({ id }) => !settled.has(id))).toEqual([]);
            underWay.add(notice.id);
          }
        };
        for (const each of steps) {
          if (each.do === 'ask') {
            const { channel, incident, kind } = each;
            const isTest = kind === 'test';
            const id = `NTC-${state.notices.next}`;
            const notice = aNotice({
              id,
              channel,
              kind,
              incident: isTest ? undefined : incident,
              dueAt: now,
            });
            asked.push(notice);
            state = due(state, notice);
          } else if (each.do === 'decide') decide();
          else if (each.do === 'wait') now += each.ms;
          // What was under way at a kill is forgotten, and asked for again.
          else if (each.do === 'restart') underWay = new Set();
          else {
            const ids = [...underWay];
            const id = ids[each.which % Math.max(1, ids.length)];
            if (id !== undefined) end(id, each.outcome, each.random);
          }
        }
        // The channels work again: all that is left goes out before it is a day old.
        for (let turn = 0; turn < 2_000 && settled.size < asked.length; turn += 1) {
          decide();
          const ids = [...underWay];
          for (const id of ids) end(id, taken, 0.5);
          const { nextAt, send } = decideDeliveries(state.notices, now, underWay);
          if (ids.length === 0 && send.length === 0) now = nextAt ?? now;
        }
        expect(ended.map(({ id }) => id).sort()).toEqual(asked.map(({ id }) => id).sort());
        expect(now - start).toBeLessThan(giveUpAfterMs * 4);
      }),
      { numRuns: 300 },
    );
  });

  it('try a channel that fails with one notice at a time, after 5 s doubled up to 10 min', () => {
    expect([1, 2, 3, 7, 8, 50].map((failures) => pauseMs(failures, 0.999_999))).toEqual([
      5_000, 10_000, 20_000, 320_000, 600_000, 600_000,
    ]);
    expect(pauseMs(1, 0)).toBe(2_500);
    let state = due(due(emptyDesk, aNotice()), aNotice({ id: 'NTC-2', incident: 'INC-2002' }));
    expect(decideDeliveries(state.notices, start, new Set()).send).toHaveLength(2);
    const [first] = queueOf(state.notices, 'ops').waiting;
    if (first === undefined) throw new Error('nothing waits');
    state = evolve(state, outcomeOf(first, outage, { name: 'x', now: start, random: 0, failures: 0 }));
    expect(decideDeliveries(state.notices, start + 2_499, new Set())).toMatchObject({
      send: [],
      nextAt: start + 2_500,
    });
    expect(decideDeliveries(state.notices, start + 2_500, new Set()).send).toMatchObject([
      { notice: { id: 'NTC-1' }, attempts: 1 },
    ]);
    // Another one under way says enough.
    expect(decideDeliveries(state.notices, start + 2_500, new Set(['NTC-2'])).send).toEqual([]);
  });

  it('have at most two under way through a channel, and tests besides', () => {
    const ids = [1, 2, 3, 4];
    let state = ids.reduce(
      (all, n) => due(all, aNotice({ id: `NTC-${n}`, incident: `INC-200${n}` })),
      emptyDesk,
    );
    state = due(state, aNotice({ id: 'NTC-5', kind: 'test', incident: undefined }));
    const sendIds = (underWay: readonly string[]): string[] =>
      decideDeliveries(state.notices, start, new Set(underWay)).send.map(({ notice }) => notice.id);
    expect(sendIds([])).toEqual(['NTC-5', 'NTC-1', 'NTC-2']);
    expect(sendIds(['NTC-5', 'NTC-1', 'NTC-2'])).toEqual([]);
    expect(sendIds(['NTC-5', 'NTC-2'])).toEqual(['NTC-1']);
  });

  it('do not let one notice that always fails hold up the others', () => {
    let state = due(due(emptyDesk, aNotice()), aNotice({ id: 'NTC-2', incident: 'INC-2002' }));
    const tried: string[] = [];
    for (let turn = 0, now = start; turn < 5; turn += 1, now += 600_000) {
      const [next] = decideDeliveries(state.notices, now, new Set()).send;
      if (next === undefined) throw new Error('nothing is tried');
      tried.push(next.notice.id);
      const { failures } = queueOf(state.notices, 'ops');
      const outcome = next.notice.id === 'NTC-1' ? outage : taken;
      state = evolve(state, outcomeOf(next, outcome, { name: 'x', now, random: 0, failures }));
    }
    expect(tried).toEqual(['NTC-1', 'NTC-1', 'NTC-1', 'NTC-2', 'NTC-1']);
  });

  it('give up after a day', () => {
    const state = due(emptyDesk, aNotice());
    const at = start + giveUpAfterMs;
    expect(decideDeliveries(state.notices, at - 1, new Set()).expired).toEqual([]);
    expect(decideDeliveries(state.notices, at, new Set())).toMatchObject({
      send: [],
      expired: [{ notice: { id: 'NTC-1' } }],
    });
  });
});
