import { describe, expect, it } from 'vitest';
import { currentStep, markOf, shownRun, undoneStep } from '../../../../renderer/boards/runbooks/shownRun.ts';
import { markWords, runWords } from '../../../../renderer/boards/runbooks/runWords.ts';
import type { Outgoing } from '../../../../shared/bridge.ts';
import type { RunbookRun } from '../../../../shared/model/runbookRun.ts';

const t0 = Date.UTC(2026, 10, 21, 3, 0);
const at = (minutes: number): number => t0 + minutes * 60_000;
const of = { incident: 'INC-2041', runbook: 'database-failover', title: 'PostgreSQL failover' };
const steps = ['one', 'two', 'three'].map((id) => ({ id, title: id, body: '' }));

const known: RunbookRun = {
  ...{ id: 'INC-2041/database-failover', ...of, steps: 3, begun: { at: at(8), by: 'R. Silva' } },
  marks: [
    { step: 'one', title: 'one', number: 1, mark: 'done', at: at(8), by: 'R. Silva', sentAt: at(8) },
    { step: 'two', title: 'two', number: 2, mark: 'open', at: at(9), by: 'R. Silva', sentAt: at(9) },
  ],
};
const mark = (step: string, over: object = {}, state: Outgoing['state'] = 'queued'): Outgoing => ({
  ...{ id: step, name: 'runbook.mark', givenAt: at(11), person: 'M. Tanaka', state },
  params: { ...of, step, stepTitle: step, number: 2, of: 3, mark: 'done', at: at(11), ...over },
});

describe('the run that is shown', () => {
  it('lays what waits to be sent over what the gateway has', () => {
    const { run } = shownRun(known, of, [mark('two')], 'nobody');
    const two = markOf(run, 'two');
    expect(two).toMatchObject({ mark: 'done', by: 'M. Tanaka', at: at(11) });
    expect(two && markWords(two, at(12))).toBe('03:11 M. Tanaka · waits to be sent');
    expect(run && runWords(run, 3)).toBe('2 of 3 steps marked, begun 03:08 UTC by R. Silva');
  });

  it('is begun with no gateway at all, and ended', () => {
    const end: Outgoing = {
      ...{ id: 'end', name: 'runbook.finish', givenAt: at(15), person: 'M. Tanaka', state: 'queued' },
      params: { ...of, outcome: 'wanting', note: 'Names the old host.', at: at(15) },
    };
    const { run } = shownRun(undefined, of, [mark('one'), end], '');
    expect(run).toMatchObject({ steps: 3, begun: { at: at(11) }, end: { outcome: 'wanting' } });
    expect(runWords(run, 3)).toBe(
      'found wanting, said M. Tanaka at 03:15 UTC: Names the old host. (waits to be sent)',
    );
  });

  it('does not wait for what is done, takes nothing that was refused, and says so', () => {
    const done = markOf(shownRun(known, of, [mark('two', {}, 'done')], '').run, 'two');
    expect(done && markWords(done, at(12))).toBe('03:11 M. Tanaka');
    const refused = shownRun(known, of, [{ ...mark('two', {}, 'refused'), message: 'Too many.' }], '');
    expect(refused).toEqual({ run: known, refusals: ['Too many.'] });
  });

  it('takes nothing of other runs, other acts, or what can not be read', () => {
    const others = [
      mark('two', { incident: 'INC-2042' }),
      mark('two', { runbook: 'other' }),
      mark('two', { mark: 'maybe' }),
      { ...mark('two'), name: 'incident.note' },
    ];
    expect(shownRun(known, of, others, '').run).toBe(known);
  });
});

describe('the steps of a run', () => {
  it('go on to the next one that has no mark, the one chosen first', () => {
    expect(currentStep(steps, known, undefined, undefined)?.id).toBe('two');
    expect(currentStep(steps, known, 'three', undefined)?.id).toBe('three');
    expect(currentStep(steps, undefined, undefined, undefined)?.id).toBe('one');
    expect(currentStep(steps, known, undefined, 'two')?.id).toBe('three');
    expect(currentStep(steps, known, undefined, 'three')?.id).toBe('two');
  });

  it('give back the current mark, else the newest', () => {
    const { run } = shownRun(known, of, [mark('three', { number: 3 })], '');
    expect(undoneStep(steps, run, 'two')?.id).toBe('three');
    expect(undoneStep(steps, run, 'one')?.id).toBe('one');
    expect(undoneStep(steps, undefined, 'one')).toBeUndefined();
  });
});
