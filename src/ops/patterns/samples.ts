import { spell, spellCount } from '../figure-words.ts';
import type { Reading } from '../reading.ts';
import { soundWhole } from '../sound.ts';
import type { Limit } from '../state/rule.ts';
import { judgeFigure } from '../state/rule.ts';
import type { Thresholds } from '../thresholds.ts';
import type { PatternFinding, TrainSamples } from './pattern.ts';

/** Trainings that were given far more or fewer samples than the configuration makes: they train on an old cache. */
export function findStrangeSamples(
  trainings: Reading<readonly TrainSamples[]>,
  lines: Thresholds,
): readonly PatternFinding[] {
  const limit = outside(lines.samples_least, lines.samples_most);
  if (!trainings.known) {
    return [finding(null, { truth: 'unknown', found: trainings.words, limit: limit.words })];
  }
  return trainings.value.map(({ crypto: symbol, samples }) =>
    finding(
      symbol,
      judgeFigure(soundWhole(samples, 'train_samples'), limit, (count) => spellCount(count, 'sample')),
    ),
  );
}

function outside(least: number, most: number): Limit {
  return {
    holds: (count) => count < least || count > most,
    words: `fewer than ${spell(least)} or more than ${spell(most)} samples`,
  };
}

function finding(
  symbol: string | null,
  { truth, found, limit }: Pick<PatternFinding, 'truth' | 'found' | 'limit'>,
): PatternFinding {
  return {
    pattern: 'SAMPLES_OUT_OF_RANGE',
    crypto: symbol,
    signal: 'train_samples',
    truth,
    found,
    limit,
    origin: 'manual §6.5.1, §6.5.3',
    next: 'Stop the run: after a change of configuration pods keep the old one until they end, and caches go stale.',
  };
}
