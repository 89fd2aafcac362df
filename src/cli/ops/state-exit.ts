import { z } from 'zod';
import type { StateVerdict } from '../../ops/state/state.ts';
import { EXIT } from '../exit-code.ts';

/** From which fired state on the program fails; `never` leaves the answer to what reads the output. */
export const FailOn = z.enum(['orange', 'yellow', 'never']);
export type FailOn = z.infer<typeof FailOn>;

/** What the exit code hangs on beside the state. */
export interface StateEnding {
  readonly failOn: FailOn;
  /** Whether there are sources, and not one of them answered. */
  readonly unreachable: boolean;
}

/**
 * The exit code of a state: 4 when no source answered, 1 when a rule of RED or ORANGE fired, 3 when only what is
 * unknown raised it, else 0; a fired YELLOW is 1 where that was asked for.
 */
export function exitCodeOfState(
  { state, raisedBy, evidence }: Pick<StateVerdict, 'state' | 'raisedBy' | 'evidence'>,
  { failOn, unreachable }: StateEnding,
): number {
  if (unreachable) return EXIT.outsideFailed;
  if (failOn === 'never') return EXIT.passed;
  const isBad = evidence.some((rule) => rule.truth === 'true' && (rule.state === 'RED' || rule.state === 'ORANGE'));
  if (isBad) return EXIT.failed;
  if (raisedBy === 'unknowns') return EXIT.inconclusive;
  return state !== 'GREEN' && failOn === 'yellow' ? EXIT.failed : EXIT.passed;
}
