import type { OpsConfig } from '../../config/ops-config.ts';
import type { SignalName } from '../../kernel/signal-name.ts';
import type { PatternFacts } from '../../ops/patterns/pattern.ts';
import { mapReading, pickByCrypto, pickNumber, pickRecent, type Readings } from './pick-reading.ts';

/** What patterns that were incidents are looked for in; a signal that nobody configured is measured by nobody. */
export function patternFacts(readings: Readings, { signals }: Pick<OpsConfig, 'signals'>): PatternFacts {
  const isMeasured = (name: SignalName) => signals[name] !== undefined;
  return {
    trialScores: isMeasured('trial_scores') ? pickRecent(readings, 'trial_scores') : null,
    minutesWithoutProgress: isMeasured('minutes_without_progress')
      ? pickNumber(readings, 'minutes_without_progress')
      : null,
    trainSamples: isMeasured('train_samples')
      ? mapReading(pickByCrypto(readings, 'train_samples'), (of) =>
          [...of].map(([symbol, samples]) => ({ crypto: symbol, samples })),
        )
      : null,
  };
}
