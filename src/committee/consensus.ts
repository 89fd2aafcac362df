import { z } from 'zod';
import type { Stance } from './opinion.ts';
import type { Slot } from './seat.ts';

/** How much the heard seats agree. */
export const ConsensusStrength = z.enum(['strong', 'weak', 'split']);
export type ConsensusStrength = z.infer<typeof ConsensusStrength>;

/** The stance of one seat. */
export interface SeatStance {
  readonly skill: string;
  readonly slot: Slot;
  readonly stance: Stance;
}

/** Percentage of the heard seats that must agree for a strong consensus. */
const STRONG_PERCENT = 80;

/**
 * `split` when the two models oppose each other in at least half of the skills, `strong` when at least 80 % of the
 * heard seats share one stance and no two models of a skill oppose each other, `weak` otherwise. Abstentions are
 * left out; when one model holds both slots the consensus is at most weak.
 */
export function weighConsensus(
  stances: readonly SeatStance[],
  skills: number,
  independent: boolean,
): ConsensusStrength {
  const heard = stances.filter(({ stance }) => stance !== 'abstain');
  const opposed = new Set(heard.filter((seat) => isOpposed(seat, heard)).map(({ skill }) => skill)).size;
  if (skills > 0 && opposed * 2 >= skills) return 'split';
  if (!independent || opposed > 0 || heard.length === 0) return 'weak';
  const most = Math.max(...heard.map(({ stance }) => heard.filter((seat) => seat.stance === stance).length));
  return most * 100 >= STRONG_PERCENT * heard.length ? 'strong' : 'weak';
}

const OPPOSITE: Partial<Record<Stance, Stance>> = { accept: 'reject', reject: 'accept' };

/** Whether the other model of the same skill says the opposite: one accepts, the other rejects. */
function isOpposed(seat: SeatStance, heard: readonly SeatStance[]): boolean {
  return heard.some(
    (other) => other.skill === seat.skill && other.slot !== seat.slot && other.stance === OPPOSITE[seat.stance],
  );
}
