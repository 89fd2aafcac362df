import type { Thresholds } from '../../../src/ops/thresholds.ts';
import type { Answer } from './answers.ts';

/** Two figures on both sides of a line, the first of them on it, and another line that has both on one side. */
export interface Proof {
  readonly key: keyof Thresholds;
  /** Who reads the threshold: a rule, a golden signal, the diagnosis, a pattern. */
  readonly reader: string;
  readonly answer: Answer;
  readonly on: number;
  readonly beyond: number;
  readonly moved: number;
}

/** A proof that one reader of a threshold draws its line where the threshold says. */
export function prove(
  key: keyof Thresholds,
  reader: string,
  answer: Answer,
  [on, beyond, moved]: readonly [on: number, beyond: number, moved: number],
): Proof {
  return { key, reader, answer, on, beyond, moved };
}
