import type { Pattern } from '../patterns/pattern.ts';
import type { RuleAnswer } from './rule-answer.ts';

const TOOLING: RuleAnswer = {
  severity: 'P2',
  owner: 'mlops_maintainer',
  code: 'INCONCLUSIVE_TOOLING',
  step: 'read the log of one trial for the error behind its score, and believe no figure of this search',
};

const ANSWERS: Readonly<Record<Pattern, RuleAnswer>> = {
  IDENTICAL_SCORES: TOOLING,
  SENTINEL_SCORES: TOOLING,
  NO_PROGRESS: {
    severity: 'P1',
    owner: 'mlops_maintainer',
    code: 'RUN_TOO_LONG',
    step: 'keep the logs of the pod, then have the platform owner stop it',
  },
  SAMPLES_OUT_OF_RANGE: {
    severity: 'P2',
    owner: 'mlops_maintainer',
    code: null,
    step: 'stop the run, and see whether its cache or its configuration is an old one',
  },
};

/** What a pattern that was an incident asks for once it is there. */
export function answerToPattern(pattern: Pattern): RuleAnswer {
  return ANSWERS[pattern];
}
