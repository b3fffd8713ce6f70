import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Burn, BurnPair } from '../../../../shared/model/objective.ts';
import {
  boundlessBurn,
  burnRate,
  exhaustedAt,
  leadingBurn,
  pairBurns,
  verdictOf,
} from '../../../../shared/rules/burn.ts';

const hourMs = 3_600_000;
const page = { longMs: hourMs, shortMs: 300_000, factor: 14.4, severity: 'page' } as const;
const ticket = { longMs: 72 * hourMs, shortMs: 6 * hourMs, factor: 1, severity: 'ticket' } as const;
const burn = (windowMs: number, rate: number | undefined): Burn => ({ windowMs, bad: 0, total: 1, rate });

describe('burnRate', () => {
  it('is the share of bad events over the share that the target allows', () => {
    expect(burnRate({ bad: 1, total: 1000 }, 0.999)).toBeCloseTo(1, 9);
    expect(burnRate({ bad: 144, total: 10_000 }, 0.999)).toBeCloseTo(14.4, 9);
  });

  it('says nothing where nothing happened: no traffic is not a hundred per cent', () => {
    expect(burnRate({ bad: 0, total: 0 }, 0.999)).toBeUndefined();
  });

  it('has no bound where the target leaves no budget', () => {
    expect(burnRate({ bad: 1, total: 1e6 }, 1)).toBe(boundlessBurn);
    expect(burnRate({ bad: 0, total: 1e6 }, 1)).toBe(0);
    // What is left of 1e6 - 1e6 after two extrapolations is no bad event.
    expect(burnRate({ bad: 1e-9, total: 1e6 }, 1)).toBe(0);
  });

  it('never is negative or not a number', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e9, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, share, target) => {
          const rate = burnRate({ bad: total * share, total }, target);
          expect(rate === undefined || rate >= 0).toBe(true);
        },
      ),
    );
  });
});

describe('pairBurns', () => {
  const both = (long: number | undefined, short: number | undefined, was = false): boolean =>
    pairBurns(page, [burn(page.longMs, long), burn(page.shortMs, short)], was);

  it('begins only when both windows exceed the factor', () => {
    expect(both(14.5, 14.5)).toBe(true);
    expect(both(14.5, 14.4)).toBe(false);
    expect(both(14.4, 99)).toBe(false);
  });

  it('ends only when neither does', () => {
    expect(both(20, 0, true)).toBe(true);
    expect(both(3, 99, true)).toBe(true);
    expect(both(3, 3, true)).toBe(false);
  });

  it('neither begins nor ends by a window without events', () => {
    expect(both(undefined, 99)).toBe(false);
    expect(both(undefined, 0, true)).toBe(true);
    expect(both(undefined, undefined, true)).toBe(true);
  });
});

describe('verdictOf', () => {
  const verdict = (pairs: readonly BurnPair[], short: number): string =>
    verdictOf(pairs, [burn(page.shortMs, short), burn(ticket.shortMs, short)]);

  it('tells a page from a ticket, and an episode that calms from one that burns', () => {
    expect(verdict([{ ...page, burning: true }], 20)).toBe('critical');
    expect(
      verdict(
        [
          { ...page, burning: false },
          { ...ticket, burning: true },
        ],
        2,
      ),
    ).toBe('burning');
    expect(
      verdict(
        [
          { ...page, burning: true },
          { ...ticket, burning: true },
        ],
        2,
      ),
    ).toBe('burning');
    expect(verdict([{ ...page, burning: true }], 2)).toBe('recovering');
    expect(verdict([{ ...page, burning: false }], 20)).toBe('holding');
  });

  it('is idle where no window had an event', () => {
    expect(verdictOf([{ ...page, burning: false }], [burn(page.shortMs, undefined)])).toBe('idle');
  });
});

describe('exhaustedAt', () => {
  const monthMs = 30 * 24 * hourMs;
  it('divides what is left by the burn, at current traffic', () => {
    // At burn 1 a whole budget lasts its window; at 720 an hour's worth of it lasts an hour.
    expect(exhaustedAt(1, monthMs, burn(1, 1), 0)).toBe(monthMs);
    expect(exhaustedAt(0.5, monthMs, burn(1, 360), 1000)).toBe(1000 + hourMs);
  });

  it('is silent where it lasts, or is gone', () => {
    expect(exhaustedAt(0.5, monthMs, burn(1, 0), 0)).toBeUndefined();
    expect(exhaustedAt(0.5, monthMs, undefined, 0)).toBeUndefined();
    expect(exhaustedAt(0, monthMs, burn(1, 9), 0)).toBeUndefined();
    expect(exhaustedAt(undefined, monthMs, burn(1, 9), 0)).toBeUndefined();
  });

  it('goes by the short window of the fastest pair that burns', () => {
    const burns = [burn(page.shortMs, 30), burn(ticket.shortMs, 2)];
    const pairs = [
      { ...ticket, burning: true },
      { ...page, burning: true },
    ];
    expect(leadingBurn(pairs, burns)?.rate).toBe(30);
    expect(
      leadingBurn(
        [
          { ...page, burning: false },
          { ...ticket, burning: true },
        ],
        burns,
      )?.rate,
    ).toBe(2);
    expect(leadingBurn([{ ...page, burning: false }], burns)).toBeUndefined();
  });
});
