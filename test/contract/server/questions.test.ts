import { describe, expect, it } from 'vitest';
import { bounds } from '../../../shared/feed/frames.ts';
import { err, ok } from '../../../shared/result.ts';
import { enter } from './consoleUnderTest.ts';
import { RememberingDesk, startGateway } from './gatewayUnderTest.ts';

const params = { objective: 'slo/auth', from: 0, to: 3_600_000 };
const ask = (id: string, more: object = {}): object => ({
  type: 'ask',
  id,
  name: 'objective.history',
  params,
  ...more,
});

// Rule F-22.
describe('a question', () => {
  it('goes to the desk, and its answer to the asker only', async () => {
    const gateway = await startGateway();
    gateway.desk.answers = ok({ stepMs: 300_000 });
    const other = await enter(gateway);
    const asker = await enter(gateway);
    asker.send(ask('question-1'));
    expect(await asker.next('answer')).toEqual({
      type: 'answer',
      id: 'question-1',
      ok: true,
      data: { stepMs: 300_000 },
    });
    expect(gateway.desk.asked).toEqual([{ name: 'objective.history', params }]);
    expect(other.of('answer')).toEqual([]);
    expect(await gateway.metric('watchfloor_questions_total{name="objective.history",outcome="ok"}')).toBe(1);
  });

  it.each([
    ['an unknown name', { name: 'objective.forget' }, 'invalid', /Unknown question/],
    ['a name of every object', { name: 'constructor' }, 'invalid', /Unknown question/],
    [
      'a wrong parameter',
      { params: { ...params, from: 'yesterday' } },
      'invalid',
      /objective\.history: from/,
    ],
    ['a parameter too many', { params: { ...params, force: true } }, 'invalid', /objective\.history/],
  ])('with %s is invalid, and the session stays', async (_what, more, code, says) => {
    const gateway = await startGateway();
    const asker = await enter(gateway);
    asker.send(ask('question-1', more));
    const answer = await asker.next('answer');
    expect(answer).toMatchObject({ ok: false, code, message: expect.stringMatching(says) as unknown });
    gateway.set(1, 'still served');
    await asker.next('patch');
  });

  it('that the desk can not answer is refused with its sentence', async () => {
    const gateway = await startGateway();
    gateway.desk.answers = err('The policy has no such objective.');
    const asker = await enter(gateway);
    asker.send(ask('question-1'));
    expect(await asker.next('answer')).toMatchObject({
      ok: false,
      code: 'refused',
      message: 'The policy has no such objective.',
    });
  });

  it('that the desk breaks on fails alone', async () => {
    const desk = new RememberingDesk();
    desk.answer = () => {
      throw new Error('a secret detail');
    };
    const gateway = await startGateway({ desk });
    const asker = await enter(gateway);
    asker.send(ask('question-1'));
    const answer = await asker.next('answer');
    expect(answer).toMatchObject({ ok: false, code: 'failed' });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it('whose answer is too large for a frame is refused', async () => {
    const gateway = await startGateway();
    gateway.desk.answers = ok({ text: 'x'.repeat(bounds.gatewayFrameBytes) });
    const asker = await enter(gateway);
    asker.send(ask('question-1'));
    expect(await asker.next('answer')).toMatchObject({ ok: false, code: 'refused' });
  });

  it('is put off where there are too many at once', async () => {
    const gateway = await startGateway();
    const asker = await enter(gateway);
    const count = bounds.questionsPerSecond * 2;
    for (let index = 0; index < count; index += 1) asker.send(ask(`question-${index}`));
    await asker.next('answer', count);
    const busy = asker.of('answer').filter((answer) => !answer.ok && answer.code === 'busy');
    expect(busy.length).toBeGreaterThan(0);
    expect(busy.length).toBeLessThanOrEqual(bounds.questionsPerSecond);
  });
});
