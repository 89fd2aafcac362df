import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Budget,
  committedOf,
  keepAsPossiblySpent,
  leftOf,
  openBudget,
  release,
  reserve,
  settle,
} from '../../src/finops/budget.ts';

function reserved(budget: Budget, call: string, amount: number): Budget {
  const outcome = reserve(budget, call, amount);
  if (outcome.kind === 'refused') throw new Error(`${call} was refused`);
  return outcome.budget;
}

describe('a budget', () => {
  it('refuses a call whose worst case passes the cap, with the figures, and changes nothing', () => {
    const budget = reserved(openBudget(100), 'first', 60);

    expect(reserve(budget, 'second', 41)).toEqual({ kind: 'refused', asked: 41, left: 40, cap: 100 });
    expect(leftOf(budget)).toBe(40);
  });

  it('takes a call that fits to the last micro-dollar', () => {
    const budget = reserved(reserved(openBudget(100), 'first', 60), 'second', 40);

    expect(leftOf(budget)).toBe(0);
    expect(reserve(budget, 'third', 0).kind).toBe('reserved');
  });

  it('gives back what a call did not cost', () => {
    const budget = settle(reserved(openBudget(100), 'first', 60), 'first', 25);

    expect(budget).toEqual({ cap: 100, spent: 25, possiblySpent: 0, reserved: {} });
    expect(leftOf(budget)).toBe(75);
  });

  it('tells the truth about a call that cost more than was reserved, and pays nothing further', () => {
    const budget = settle(reserved(openBudget(100), 'first', 60), 'first', 130);

    expect(budget.spent).toBe(130);
    expect(leftOf(budget)).toBe(0);
    expect(reserve(budget, 'second', 1).kind).toBe('refused');
  });

  it('forgets a call that was certainly not charged', () => {
    expect(release(reserved(openBudget(100), 'first', 60), 'first')).toEqual(openBudget(100));
  });

  it('keeps a call that may have been charged against the cap', () => {
    const budget = keepAsPossiblySpent(reserved(openBudget(100), 'first', 60), 'first');

    expect(budget).toEqual({ cap: 100, spent: 0, possiblySpent: 60, reserved: {} });
    expect(leftOf(budget)).toBe(40);
  });

  it('throws when a call is reserved twice, or settled without having been reserved', () => {
    const budget = reserved(openBudget(100), 'first', 10);

    expect(() => reserve(budget, 'first', 10)).toThrow('reserved already');
    expect(() => settle(budget, 'second', 1)).toThrow('never reserved');
    expect(() => release(budget, '__proto__')).toThrow('never reserved');
  });
});

describe('an amount that is none', () => {
  it.each([Number.NaN, -1, 0.5, Number.POSITIVE_INFINITY])('is neither reserved nor settled: %s', (amount) => {
    const budget = reserved(openBudget(100), 'first', 10);

    expect(() => reserve(budget, 'second', amount)).toThrow('no amount');
    expect(() => settle(budget, 'first', amount)).toThrow('no amount');
  });
});

describe('any course of a session', () => {
  const endings = {
    settle: (budget: Budget, call: string, share: number) => settle(budget, call, share),
    release,
    keepAsPossiblySpent,
  };
  const steps = fc.array(
    fc.record({
      worst: fc.nat(80),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      ending: fc.constantFrom('settle', 'release', 'keepAsPossiblySpent', 'open'),
    }),
    { maxLength: 40 },
  );

  it('never commits more than the cap, and loses no micro-dollar', () => {
    fc.assert(
      fc.property(fc.nat(300), steps, (cap, calls) => {
        let budget = openBudget(cap);
        let expected = 0;
        for (const [index, { worst, share, ending }] of calls.entries()) {
          const call = `call ${index}`;
          const outcome = reserve(budget, call, worst);
          if (outcome.kind === 'refused') continue;
          budget = outcome.budget;
          const cost = Math.floor(worst * share);
          if (ending !== 'open') budget = endings[ending](budget, call, cost);
          if (ending !== 'release') expected += ending === 'settle' ? cost : worst;

          expect(committedOf(budget)).toBe(expected);
          expect(committedOf(budget) + leftOf(budget)).toBe(cap);
        }
      }),
    );
  });
});
