import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIKELY, VERY_LIKELY } from '../../src/committee/ledger/likeness.ts';
import { claimLikeness } from '../../src/flows/claim-likeness.ts';
import { type LabelledPair, labelledPairs } from '../fixtures/likeness/labelled-pairs.ts';

const alike = claimLikeness();

const TUNING = labelledPairs('tuning');
const HELD_OUT = labelledPairs('held-out');

function measure(pairs: readonly LabelledPair[], threshold: number) {
  const taken = pairs.filter(({ one, other }) => alike(one, other) >= threshold);
  const right = taken.filter(({ isCopy }) => isCopy).length;
  return { precision: right / taken.length, recall: right / pairs.filter(({ isCopy }) => isCopy).length };
}

describe('the likeness of two claims', () => {
  it('is measured on at least 120 labelled pairs of which many are no copies', () => {
    const pairs = [...TUNING, ...HELD_OUT];

    expect(pairs.length).toBeGreaterThanOrEqual(120);
    expect(pairs.filter(({ isCopy }) => !isCopy).length).toBeGreaterThanOrEqual(100);
  });

  it.each([
    { name: 'tuned on, same code', pairs: TUNING, threshold: LIKELY, precision: 1, recall: 0.62 },
    { name: 'held out, same code', pairs: HELD_OUT, threshold: LIKELY, precision: 0.97, recall: 0.61 },
    { name: 'all, same code', pairs: [...TUNING, ...HELD_OUT], threshold: LIKELY, precision: 0.98, recall: 0.62 },
    { name: 'tuned on, same file', pairs: TUNING, threshold: VERY_LIKELY, precision: 1, recall: 0.44 },
    { name: 'held out, same file', pairs: HELD_OUT, threshold: VERY_LIKELY, precision: 1, recall: 0.48 },
  ])('takes other findings for copies as seldom as it says: $name', ({ pairs, threshold, ...least }) => {
    const { precision, recall } = measure(pairs, threshold);

    expect(precision).toBeGreaterThanOrEqual(least.precision);
    expect(recall).toBeGreaterThanOrEqual(least.recall);
  });

  it.each([
    ['a denial', 'The job has no timeout and no retry.', 'The job has a timeout and a retry.'],
    ['an antonym', 'The scaler is fitted before the split.', 'The scaler is fitted after the split.'],
    ['another number', '`fee: 5` is charged for each trade.', '`fee: 10` is charged for each trade.'],
    ['another literal', "`fillna(method='bfill')` fills gaps.", "`fillna(method='nearest')` fills gaps."],
    ['a prefix', 'The classes are balanced in training.', 'The classes are imbalanced in training.'],
  ])('is halved by %s', (_, one, other) => {
    expect(alike(one, one)).toBe(1);
    expect(alike(one, other)).toBeLessThanOrEqual(0.5);
  });

  it('gives names of code more weight than words', () => {
    const claim = '`submit_order` hides the error.';

    expect(alike(claim, 'The failure is lost in `submit_order`.')).toBeGreaterThan(
      alike(claim, '`cancel_order` hides the failure.'),
    );
  });

  it('is the same from both sides and between 0 and 1', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom(...TUNING.slice(0, 30).map(({ other }) => other)));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const likeness = alike(one, other);

        expect(likeness).toBe(alike(other, one));
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
      }),
    );
  });
});
