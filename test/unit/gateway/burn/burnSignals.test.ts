import { expect, it } from 'vitest';
import { burnSignals } from '../../../../gateway/burn/burnSignals.ts';
import { acgsWith } from '../../../support/writtenPolicy.ts';
import { liveBudgets } from '../../../support/frozen/frozenBudgets.ts';

it('an objective of compliance that burns is a breach of compliance; every other is of the default category', async () => {
  const { policy } = await acgsWith();
  const [budget] = liveBudgets;
  if (budget === undefined) throw new Error('no objective');
  const categories = (['compliance', 'latency'] as const).map((kind) =>
    burnSignals({ ...budget.objective, kind }, policy, 0).map(({ category }) => category),
  );
  expect(categories.map((each) => [...new Set(each)])).toEqual([['compliance'], ['system']]);
});
