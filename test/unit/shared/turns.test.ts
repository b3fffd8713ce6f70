import { expect, test } from 'vitest';
import { createTurns } from '../../../shared/turns.ts';

test('one begins when the one before has ended, and each gets its own answer', async () => {
  const inTurn = createTurns();
  const seen: string[] = [];
  let endFirst: (answer: string) => void = () => undefined;
  const answers = Promise.all([
    inTurn(() => {
      seen.push('first begins');
      return new Promise<string>((resolve) => (endFirst = resolve));
    }),
    inTurn(async () => {
      seen.push('second begins');
      return 2;
    }),
  ]);
  await new Promise(setImmediate);
  expect(seen).toEqual(['first begins']);
  endFirst('done');
  expect(await answers).toEqual(['done', 2]);
  expect(seen).toEqual(['first begins', 'second begins']);
});

test('one that fails tells whoever gave it, and does not stop the next', async () => {
  const inTurn = createTurns();
  const [broken, next] = await Promise.allSettled([
    inTurn(() => Promise.reject(new Error('disk full'))),
    inTurn(async () => 'written'),
  ]);
  expect(broken).toEqual({ status: 'rejected', reason: new Error('disk full') });
  expect(next).toEqual({ status: 'fulfilled', value: 'written' });
});

test('one that throws at once is one that fails', async () => {
  const inTurn = createTurns();
  const broken = inTurn(() => {
    throw new Error('no such file');
  });
  await expect(broken).rejects.toThrow('no such file');
  await expect(inTurn(async () => 'next')).resolves.toBe('next');
});

test('two queues do not wait for each other', async () => {
  const never = createTurns();
  void never(() => new Promise(() => undefined));
  await expect(createTurns()(async () => 'free')).resolves.toBe('free');
});
