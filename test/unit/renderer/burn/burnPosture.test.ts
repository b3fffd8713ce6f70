import { describe, expect, it } from 'vitest';
import { burnPostureOf } from '../../../../renderer/selectors/burnPosture.ts';
import { budget, clock, month, objective, referenceObjectives } from './burnFixture.ts';

const holding = (count: number) => Array.from({ length: count }, (_, index) => objective(`s${index}`));
const unknown = objective('u', { verdict: 'unknown' });

describe('burn posture', () => {
  it('says what is spent and what burns, and how much is unknown', () => {
    expect(burnPostureOf(referenceObjectives)).toEqual({
      title: '1 budget spent, 2 burning',
      context: 'worst first · rolling 30 d · 1 unknown',
    });
  });

  it('says that all hold only where all do', () => {
    expect(burnPostureOf(holding(24)).title).toBe('All 24 budgets hold');
    expect(burnPostureOf(holding(1)).title).toBe('The one budget holds');
    expect(burnPostureOf([...holding(23), unknown]).title).toBe('23 of 24 budgets hold');
    expect(burnPostureOf([...holding(1), objective('i', { verdict: 'idle' })])).toEqual({
      title: '1 of 2 budgets hold',
      context: 'worst first · rolling 30 d · 1 without traffic',
    });
    expect(burnPostureOf([unknown]).title).toBe('No budget is known');
  });

  it('names the first kind with its noun', () => {
    const recovering = objective('r', { verdict: 'recovering' });
    expect(burnPostureOf([objective('b', { verdict: 'critical' }), recovering]).title).toBe(
      '1 budget burning, 1 recovering',
    );
    expect(burnPostureOf([recovering, { ...recovering, id: 'r2' }]).title).toBe('2 budgets recovering');
  });

  it('leaves out what has no budget, and says where windows differ', () => {
    const bound = objective('b', { target: undefined, budgets: [], verdict: 'idle' });
    expect(burnPostureOf([bound]).title).toBe('No error budgets');
    const monthly = objective('m', { budgets: [budget(0.9, { window: month() })] });
    expect(burnPostureOf([bound, monthly]).context).toBe('worst first · November 2026');
    expect(burnPostureOf([monthly, ...holding(1)]).context).toBe('worst first · each over its own window');
  });

  it('is only the last known one while the feed is lost', () => {
    expect(burnPostureOf(holding(2), clock('03:12:44'))).toEqual({
      title: 'Last known: all 2 budgets hold',
      context: 'at 03:12:44 UTC',
    });
  });
});
