import { describe, expect, it } from 'vitest';
import { Asking } from '../../../../shared/feed/asking.ts';
import type { AskFrame } from '../../../../shared/feed/frames.ts';
import type { ObjectiveHistory } from '../../../../shared/model/objectiveHistory.ts';
import { FakeClock } from './support/fakeClock.ts';

const params = { objective: 'slo/auth', from: 0, to: 3_600_000 };
const history: ObjectiveHistory = {
  objective: 'slo/auth',
  stepMs: 300_000,
  startsAt: 0,
  bad: [0],
  total: [1],
  left: [1],
  intervals: [],
  intervalCount: 0,
  queries: [],
};

function setUp() {
  const clock = new FakeClock();
  const sent: AskFrame[] = [];
  let next = 0;
  const asking = new Asking({
    clock,
    newId: () => `question-${next++}`,
    transmit: (frame) => sent.push(frame),
  });
  return { clock, sent, asking };
}

// Rule F-22.
describe('Asking', () => {
  it('sends a question and resolves with its answer, whatever their order', async () => {
    const { asking, sent, clock } = setUp();
    asking.open();
    const first = asking.ask('objective.history', params);
    const second = asking.ask('objective.history', { ...params, to: 7_200_000 });
    expect(sent.map(({ id }) => id)).toEqual(['question-0', 'question-1']);
    asking.answer({ type: 'answer', id: 'question-1', ok: true, data: { ...history, stepMs: 600_000 } });
    asking.answer({ type: 'answer', id: 'question-0', ok: true, data: history });
    expect((await first).stepMs).toBe(300_000);
    expect((await second).stepMs).toBe(600_000);
    expect(clock.waiting).toBe(0);
  });

  it('refuses at once while the feed is lost, and what is not valid', async () => {
    const { asking, sent } = setUp();
    await expect(asking.ask('objective.history', params)).rejects.toThrow(/feed is lost/);
    asking.open();
    await expect(asking.ask('objective.history', { ...params, from: -1 })).rejects.toThrow(
      /objective\.history: from/,
    );
    expect(sent).toEqual([]);
  });

  it('rejects with the gateway’s sentence', async () => {
    const { asking } = setUp();
    asking.open();
    const asked = asking.ask('objective.history', params);
    asking.answer({
      type: 'answer',
      id: 'question-0',
      ok: false,
      code: 'refused',
      message: 'No such objective.',
    });
    await expect(asked).rejects.toThrow('No such objective.');
  });

  it('gives up when the feed is lost, or no answer comes', async () => {
    const { asking, clock } = setUp();
    asking.open();
    const cut = asking.ask('objective.history', params);
    asking.close();
    await expect(cut).rejects.toThrow(/lost before the answer/);
    asking.open();
    const late = asking.ask('objective.history', params);
    clock.advance(10_000);
    await expect(late).rejects.toThrow(/No answer within 10 s/);
    // One that comes after all finds nobody.
    asking.answer({ type: 'answer', id: 'question-1', ok: true, data: history });
  });

  it('does not hand on an answer that it can not read', async () => {
    const { asking } = setUp();
    asking.open();
    const asked = asking.ask('objective.history', params);
    asking.answer({
      type: 'answer',
      id: 'question-0',
      ok: true,
      data: { ...history, stepMs: 'five minutes' },
    });
    await expect(asked).rejects.toThrow(/could not be read/);
  });

  it('lets no more wait than a few', async () => {
    const { asking } = setUp();
    asking.open();
    const asked = Array.from({ length: 33 }, () => asking.ask('objective.history', params));
    await expect(asked.at(-1)).rejects.toThrow(/Too many questions/);
    asking.close();
    await Promise.allSettled(asked);
  });
});
