import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addTotals, NO_CALLS, sumTotals } from '../../src/committee/call-totals.ts';
import type { CallTotals } from '../../src/committee/session.ts';

const anyCount = fc.nat(1_000_000);
const anyTotals: fc.Arbitrary<CallTotals> = fc.record({
  calls: anyCount,
  input_tokens: anyCount,
  cached_input_tokens: anyCount,
  output_tokens: anyCount,
  micro_usd: anyCount,
  possibly_spent_micro_usd: anyCount,
  from_record: anyCount,
  latency_ms: anyCount,
});

it('adds every field of every total, in whatever order', () => {
  fc.assert(
    fc.property(fc.array(anyTotals, { maxLength: 12 }), (totals) => {
      const sum = sumTotals(totals);

      for (const [field, value] of Object.entries(sum)) {
        const column = totals.map((one) => Object.entries(one).find(([name]) => name === field)?.[1] ?? 0);
        expect(value).toBe(column.reduce((left, right) => left + right, 0));
      }
      expect(totals.toReversed().reduce(addTotals, NO_CALLS)).toEqual(sum);
    }),
  );
});
