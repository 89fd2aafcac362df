import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SeatStance, weighConsensus } from '../../src/committee/consensus.ts';
import type { Stance } from '../../src/committee/opinion.ts';

const words: Readonly<Record<string, Stance | null>> = {
  A: 'accept',
  C: 'accept_with_changes',
  R: 'reject',
  '-': 'abstain',
  '.': null,
};

/** Seats from pairs of letters, one pair a skill: accept, changes, reject, `-` abstained, `.` not heard. */
function seatsOf(pairs: string): readonly SeatStance[] {
  return pairs.split(' ').flatMap((pair, index) =>
    (['first', 'second'] as const).flatMap((slot, at) => {
      const stance = words[pair.charAt(at)] ?? null;
      return stance === null ? [] : [{ skill: `skill-${index}`, slot, stance }];
    }),
  );
}

const weigh = (pairs: string, independent = true) =>
  weighConsensus(seatsOf(pairs), pairs.split(' ').length, independent);

describe('weighConsensus', () => {
  it.each([
    ['all accept', 'AA AA AA AA AA', 'strong'],
    ['all reject', 'RR RR RR RR RR', 'strong'],
    ['8 of 10 share a stance', 'AA AA AA AC AC', 'strong'],
    ['7 of 10 share a stance', 'AA AA AC AC AC', 'weak'],
    ['8 of 10 share a stance and one skill is opposed', 'AA AA AA AC AR', 'weak'],
    ['9 of 10 share a stance and one skill is opposed', 'AA AA AA AA AR', 'weak'],
    ['changes and reject are no opposition', 'RR RR RR RC RC', 'strong'],
    ['accept and changes are no opposition', 'CC CC CC CC CA', 'strong'],
    ['skills differ, their models do not', 'AA AA RR RR CC', 'weak'],
    ['2 of 5 skills are opposed', 'AR RA AA AA AA', 'weak'],
    ['3 of 5 skills are opposed', 'AR RA AR AA AA', 'split'],
    ['2 of 4 skills are opposed', 'AR RA AA AA', 'split'],
    ['1 of 4 skills is opposed', 'AR AA AA AA', 'weak'],
    ['1 of 2 skills is opposed', 'AR AA', 'split'],
    ['1 of 1 skill is opposed', 'RA', 'split'],
    ['abstentions would spoil the share', 'A- A- A- A- AA', 'strong'],
    ['an abstention opposes nobody', 'A- R- A- R- A-', 'weak'],
    ['a skill that abstained counts among the skills', 'AR -- --', 'weak'],
    ['a seat that was not heard opposes nobody', 'A. R. AA AA AA', 'strong'],
    ['every heard seat abstained', '-- -- --', 'weak'],
    ['nobody was heard', '.. .. ..', 'weak'],
  ])('%s: %s is %s', (_, pairs, strength) => {
    expect(weigh(pairs)).toBe(strength);
  });

  it.each([
    ['AA AA AA AA AA', 'weak'],
    ['AR AR AR AA AA', 'split'],
  ])('is at most weak when one model holds both slots: %s is %s', (pairs, strength) => {
    expect(weigh(pairs, false)).toBe(strength);
  });

  it('calls exactly 80 % strong for every number of seats', () => {
    for (let fifth = 1; fifth <= 40; fifth += 1) {
      const pairs = [...Array.from({ length: fifth * 4 }, () => 'A.'), ...Array.from({ length: fifth }, () => 'C.')];

      expect(weigh(pairs.join(' '))).toBe('strong');
      expect(weigh(['C.', ...pairs.slice(1)].join(' '))).toBe('weak');
    }
  });

  it('does not depend on the order of the seats', () => {
    const anyPairs = fc.array(fc.stringMatching(/^[ACR.-]{2}$/), { minLength: 1, maxLength: 6 });
    const anySeats = anyPairs.chain((pairs) => {
      const seats = seatsOf(pairs.join(' '));
      return fc.record({
        pairs: fc.constant(pairs),
        shuffled: fc.shuffledSubarray([...seats], { minLength: seats.length }),
      });
    });
    fc.assert(
      fc.property(anySeats, ({ pairs, shuffled }) => {
        expect(weighConsensus(shuffled, pairs.length, true)).toBe(weigh(pairs.join(' ')));
      }),
    );
  });
});
