import { expect, test } from 'vitest';
import { capacityQuestions } from '../../../../gateway/sources/capacityQuestions.ts';
import { HoursReader } from '../../../../gateway/sources/prometheusHours.ts';
import type { AskPrometheus } from '../../../../gateway/sources/prometheusClient.ts';
import type { Observation } from '../../../../gateway/sources/source.ts';
import { err, ok } from '../../../../shared/result.ts';
import { sampleObjective } from './burn/fakePrometheus.ts';
import { FakeClock } from './fakeClock.ts';
import { samplePolicy } from './sampleEstate.ts';

const hour = 3_600_000;
const policy = samplePolicy({
  objectives: [
    sampleObjective({ id: 'one', kind: 'cache', figure: 'p99' }),
    sampleObjective({ id: 'two', kind: 'throughput', figure: 'p99' }),
    sampleObjective({ id: 'three', kind: 'latency', figure: 'p99' }),
  ],
});

function readWith(answers: ReadonlyArray<'ok' | 'refused' | 'silent'>) {
  const clock = new FakeClock();
  const asked: Readonly<Record<string, string>>[] = [];
  const seen: Observation[] = [];
  const ask: AskPrometheus = (_path, parameters) => {
    const answer = answers[asked.length] ?? 'ok';
    asked.push(parameters);
    if (answer !== 'ok') return Promise.resolve(err({ refused: answer === 'refused', sentence: 'no' }));
    const end = Number(parameters['end']);
    const result = [
      {
        metric: {},
        values: [
          [end - 3600, '7'],
          [end, '9'],
        ],
      },
    ];
    return Promise.resolve(ok({ data: { resultType: 'matrix', result } }));
  };
  const questions = capacityQuestions(policy, 'prom');
  const sink = (observation: Observation): unknown => seen.push(observation);
  const reader = new HoursReader({ ask, source: 'prom', clock, questions, isWell: () => true, sink });
  const round = () => reader.round(new AbortController().signal);
  return { clock, asked, seen, round };
}

test('a figure that two objectives name is asked once an hour, in one bounded query', async () => {
  const { clock, asked, seen, round } = readWith([]);
  await round();
  await round();
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ step: '3600' });
  expect(asked[0]?.['query']).toBe('avg_over_time((p99{service="auth"})[1h:15m])');
  expect(Number(asked[0]?.['end']) - Number(asked[0]?.['start'])).toBe((21 * 24 - 1) * 3600);
  const [observation] = seen;
  if (observation?.kind !== 'hourly') throw new Error('no hours were told');
  expect(observation.endsAt).toBe(Math.floor(clock.now() / hour) * hour);
  expect(observation.points).toHaveLength(21 * 24);
  expect(observation.points.slice(-3)).toEqual([null, 7, 9]);
  await clock.move(hour);
  await round();
  expect(asked).toHaveLength(2);
});

test('what is refused waits an hour; where nobody answers it is asked in the next round', async () => {
  const refused = readWith(['refused']);
  await refused.round();
  await refused.round();
  expect(refused.asked).toHaveLength(1);
  expect(refused.seen).toEqual([]);
  const silent = readWith(['silent']);
  await silent.round();
  await silent.round();
  expect(silent.asked).toHaveLength(2);
  expect(silent.seen).toHaveLength(1);
});
