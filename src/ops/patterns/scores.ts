import { spell, spellCount } from '../figure-words.ts';
import type { Reading } from '../reading.ts';
import type { Thresholds } from '../thresholds.ts';
import { anyOf, truthOf } from '../truth.ts';
import type { PatternFinding } from './pattern.ts';

type Scores = Reading<readonly Reading[]>;

/** Every trial failed or learnt alike: two scores that differ are enough to exclude it. */
export function findIdenticalScores(scores: Scores): PatternFinding {
  return {
    pattern: 'IDENTICAL_SCORES',
    crypto: null,
    signal: 'trial_scores',
    ...judgeIdentical(scores),
    limit: 'the same score in every trial',
    origin: 'manual §17.4',
    next: 'Read the log of one trial for the error that all of them share; the model says nothing yet.',
  };
}

function judgeIdentical(scores: Scores): Pick<PatternFinding, 'truth' | 'found'> {
  if (!scores.known) return { truth: 'unknown', found: scores.words };
  const values = new Set(scores.value.flatMap((score) => (score.known ? [score.value] : [])));
  const blank = scores.value.find((score) => !score.known);
  const trials = spellCount(scores.value.length, 'trial');
  if (values.size > 1) return { truth: 'false', found: `${trials} with differing scores` };
  if (blank !== undefined && !blank.known) return { truth: 'unknown', found: blank.words };
  if (scores.value.length === 0) return { truth: 'unknown', found: 'no trial has a score yet' };
  if (scores.value.length === 1) return { truth: 'false', found: 'a single trial' };
  return { truth: 'true', found: `${trials} with the score ${[...values].map(spell).join('')}` };
}

/** A score that only stands for a failure, as −1000 did. */
export function findSentinelScores(scores: Scores, { sentinel_score: sentinel }: Thresholds): PatternFinding {
  return {
    pattern: 'SENTINEL_SCORES',
    crypto: null,
    signal: 'trial_scores',
    ...judgeSentinel(scores, sentinel),
    limit: `a score of at most ${spell(sentinel)}`,
    origin: 'manual §17.4',
    next: 'Read the log of such a trial: the score stands for a failure of the tool, such as a missing dependency.',
  };
}

function judgeSentinel(scores: Scores, sentinel: number): Pick<PatternFinding, 'truth' | 'found'> {
  if (!scores.known) return { truth: 'unknown', found: scores.words };
  if (scores.value.length === 0) return { truth: 'unknown', found: 'no trial has a score yet' };
  const truths = scores.value.map((score) => truthOf(score.known ? score.value <= sentinel : null));
  const failed = truths.filter((truth) => truth === 'true').length;
  const blank = truths.filter((truth) => truth === 'unknown').length;
  return {
    truth: anyOf(truths),
    found: `${failed} of ${spellCount(truths.length, 'trial')}${blank === 0 ? '' : `, ${blank} unknown`}`,
  };
}
