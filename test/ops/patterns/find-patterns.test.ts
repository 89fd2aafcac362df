import { describe, expect, it } from 'vitest';
import { findPatterns } from '../../../src/ops/patterns/find-patterns.ts';
import { PATTERNS, type PatternFacts } from '../../../src/ops/patterns/pattern.ts';
import { figureOf, known, type Reading, unknown } from '../../../src/ops/reading.ts';
import { DEFAULTS } from '../thresholds/answers.ts';

const NOTHING: PatternFacts = { trialScores: null, minutesWithoutProgress: null, trainSamples: null };

const scores = (...values: readonly (number | string)[]): Reading<readonly Reading[]> =>
  known(values.map((value) => figureOf(value, 'a score')));
const samples = (count: number) => known([{ crypto: 'SOLUSDC', samples: known(count) }]);

describe('patterns that were incidents', () => {
  it.each<[string, Partial<PatternFacts>, readonly string[]]>([
    [
      'every trial failed (17.4)',
      { trialScores: scores(-1000, -1000, -1000) },
      ['IDENTICAL_SCORES true: 3 trials with the score -1000', 'SENTINEL_SCORES true: 3 of 3 trials'],
    ],
    [
      'one of three failed',
      { trialScores: scores(0.4, -1000, 0.5) },
      ['IDENTICAL_SCORES false: 3 trials with differing scores', 'SENTINEL_SCORES true: 1 of 3 trials'],
    ],
    [
      'all the same, and none failed',
      { trialScores: scores(0.5, 0.5) },
      ['IDENTICAL_SCORES true: 2 trials with the score 0.5', 'SENTINEL_SCORES false: 0 of 2 trials'],
    ],
    [
      'a single trial',
      { trialScores: scores(0.5) },
      ['IDENTICAL_SCORES false: a single trial', 'SENTINEL_SCORES false: 0 of 1 trial'],
    ],
    [
      'a score that is none among the same',
      { trialScores: scores(0.5, 'NaN', 0.5) },
      [
        'IDENTICAL_SCORES unknown: a score is "NaN", which is no finite number',
        'SENTINEL_SCORES unknown: 0 of 3 trials, 1 unknown',
      ],
    ],
    [
      'a score that is none among differing ones',
      { trialScores: scores(0.5, 'NaN', 0.6) },
      ['IDENTICAL_SCORES false: 3 trials with differing scores', 'SENTINEL_SCORES unknown: 0 of 3 trials, 1 unknown'],
    ],
    [
      'no trial yet',
      { trialScores: scores() },
      ['IDENTICAL_SCORES unknown: no trial has a score yet', 'SENTINEL_SCORES unknown: no trial has a score yet'],
    ],
    [
      'scores that nobody could read',
      { trialScores: unknown('timed-out', 'no answer in 2 s') },
      ['IDENTICAL_SCORES unknown: no answer in 2 s', 'SENTINEL_SCORES unknown: no answer in 2 s'],
    ],
    ['a hung job (17.5)', { minutesWithoutProgress: known(24) }, ['NO_PROGRESS true: no progress for 24 min']],
    ['a job at work', { minutesWithoutProgress: known(20) }, ['NO_PROGRESS false: no progress for 20 min']],
    [
      'a job of tomorrow',
      { minutesWithoutProgress: known(-3) },
      ['NO_PROGRESS unknown: minutes_without_progress is -3, which is in the future, so a clock runs ahead'],
    ],
    ['an old cache', { trainSamples: samples(12_000) }, ['SAMPLES_OUT_OF_RANGE true: 12000 samples']],
    ['too few', { trainSamples: samples(100) }, ['SAMPLES_OUT_OF_RANGE true: 100 samples']],
    ['as many as there should be', { trainSamples: samples(1_500) }, ['SAMPLES_OUT_OF_RANGE false: 1500 samples']],
    [
      'half a sample',
      { trainSamples: samples(1_500.5) },
      ['SAMPLES_OUT_OF_RANGE unknown: train_samples is 1500.5, which is no number of things'],
    ],
    [
      'samples that nobody counts',
      { trainSamples: unknown('missing', 'not seen in 30 days') },
      ['SAMPLES_OUT_OF_RANGE unknown: not seen in 30 days'],
    ],
  ])('finds %s', (_, set, expected) => {
    const findings = findPatterns({ ...NOTHING, ...set }, DEFAULTS);

    expect(findings.map(({ pattern, truth, found }) => `${pattern} ${truth}: ${found}`)).toEqual(expected);
  });

  it('names the crypto, the line, where it is from and what to do', () => {
    expect(findPatterns({ ...NOTHING, trainSamples: samples(12_000) }, DEFAULTS)[0]).toEqual({
      pattern: 'SAMPLES_OUT_OF_RANGE',
      crypto: 'SOLUSDC',
      signal: 'train_samples',
      truth: 'true',
      found: '12000 samples',
      limit: 'fewer than 500 or more than 10000 samples',
      origin: 'manual §6.5.1, §6.5.3',
      next: 'Stop the run: after a change of configuration pods keep the old one until they end, and caches go stale.',
    });
  });

  it('looks for all of them where all is measured, and for none where nothing is', () => {
    const facts = { trialScores: scores(0.4, 0.5), minutesWithoutProgress: known(1), trainSamples: samples(1_500) };

    expect(new Set(findPatterns(facts, DEFAULTS).map(({ pattern }) => pattern))).toEqual(new Set(PATTERNS));
    expect(findPatterns(NOTHING, DEFAULTS)).toEqual([]);
  });
});
