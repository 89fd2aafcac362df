import type { GateId } from '../config/gates-config.ts';

/**
 * What a gate answers. `exempt`: its question does not arise; `off`: switched off by configuration or kill switch;
 * `action_required`: the configuration cannot be read, so that nothing was asked and nothing passes.
 */
export type GateAnswer = 'pass' | 'fail' | 'exempt' | 'waived' | 'off' | 'action_required';

/** One reason of an answer. What an author wrote stands in it as raw text and is escaped where it is drawn. */
export interface Reason {
  /** A `failure` makes its gate fail; a `warning` asks for care and a `notice` explains, and neither fails. */
  readonly level: 'failure' | 'warning' | 'notice';
  /** What is the same although the words differ: `format`, `literal max_depth`. */
  readonly key: string;
  readonly text: string;
  /** What to write or do instead; absent where there is nothing to do. */
  readonly mend?: string;
  readonly path?: string;
  /** 1-based line of the file after the change. */
  readonly line?: number;
}

/** The answer of one gate, with at least one reason. */
export interface GateResult {
  readonly id: GateId;
  readonly answer: GateAnswer;
  readonly reasons: readonly Reason[];
}

/** The word by which people know a gate, as in `G1 title`. */
export const GATE_WORDS: Readonly<Record<GateId, string>> = {
  G1: 'title',
  G2: 'reference',
  G3: 'dossier',
  G4: 'readiness',
  G5: 'externals',
};
