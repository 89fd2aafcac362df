import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAsked, writeAsked } from '../../../src/backtest/proofs/asked-text.ts';
import { type Asked, NOTHING } from '../../../src/backtest/runner/asked.ts';

const number = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity, -0));
const order = fc.record({
  action: fc.constant('BUY' as const),
  type: fc.constant('LIMIT' as const),
  price: fc.option(number),
  volume: number,
  comment: fc.string(),
});
const exit = fc.record({ position_id: fc.string(), reason: fc.string() });
const asked: fc.Arbitrary<Asked> = fc.record({ requests: fc.array(order), exits: fc.array(exit) });

describe('what a strategy asked as a text', () => {
  it('comes back as it was, to the last bit of every number', () => {
    fc.assert(
      fc.property(asked, (wanted) => {
        expect(readAsked(writeAsked(wanted))).toEqual(wanted);
      }),
    );
  });

  it('does not depend on the order of fields, and is empty for nothing', () => {
    const one = writeAsked({ requests: [{ action: 'BUY', type: 'MARKET', volume: 1 }], exits: [] });
    const other = writeAsked({ requests: [{ volume: 1, type: 'MARKET', action: 'BUY' }], exits: [] });

    expect(one).toBe(other);
    expect(writeAsked(NOTHING)).toBe('');
    expect(readAsked('')).toBe(NOTHING);
  });

  it('tells a missing stop from one that is no number', () => {
    const withStop = (sl: number | null) =>
      writeAsked({ requests: [{ action: 'BUY', type: 'MARKET', volume: 1, sl }], exits: [] });

    expect(withStop(Number.NaN)).not.toBe(withStop(null));
  });
});
