import { rounded, spell } from '../figure-words.ts';
import { known, type Reading } from '../reading.ts';
import { soundAmount, soundScore } from '../sound.ts';
import { above, within } from '../state/limit.ts';
import { oldestSample } from '../state/rule.ts';
import type { Thresholds } from '../thresholds.ts';
import type { CryptoFigures } from './figures.ts';
import { type Grade, grade } from './grade.ts';

/**
 * F1 against the naive baseline. Points decide what is critical, the share of the baseline what is a warning; on a
 * baseline of 0 the share is unknown, and the points still count.
 */
export function gradeDelta({ f1Buy, baselineF1Buy }: CryptoFigures, lines: Thresholds): Grade {
  const f1 = soundScore(f1Buy, 'f1_buy');
  const baseline = soundScore(baselineF1Buy, 'baseline_f1_buy');
  const limit = `less than ${spell(lines.f1_delta_warning_pct)} % above the baseline`;
  if (!f1.known) return { level: 'unknown', found: f1.words, limit };
  if (!baseline.known) return { level: 'unknown', found: baseline.words, limit };
  const points = rounded((f1.value - baseline.value) * 100);
  const told = `${signed(points)} pts`;
  if (points <= 0) return { level: 'critical', found: told, limit: 'at most 0 pts above the baseline' };
  if (baseline.value === 0) {
    return { level: 'unknown', found: `${told}; the baseline is 0, so nothing is relative to it`, limit };
  }
  const share = rounded(((f1.value - baseline.value) / baseline.value) * 100);
  const level = share < lines.f1_delta_warning_pct ? 'warning' : 'ok';
  return { level, found: `${told}, ${signed(share)} %`, limit };
}

function signed(value: number): string {
  return value > 0 ? `+${spell(value)}` : spell(value);
}

/** What screening promised and the last fold did not hold. */
export function gradeGap({ screeningF1Buy, lastFoldF1Buy }: CryptoFigures, lines: Thresholds): Grade {
  return grade(
    difference(soundScore(screeningF1Buy, 'screening_f1_buy'), soundScore(lastFoldF1Buy, 'last_fold_f1_buy')),
    { warning: above(lines.gap_warning), critical: above(lines.gap_critical) },
    (gap) => `gap ${spell(gap)}`,
  );
}

function difference(left: Reading, right: Reading): Reading {
  if (!left.known) return left;
  if (!right.known) return right;
  return known(left.value - right.value, oldestSample([left, right]));
}

/** How much F1 differs between folds. */
export function gradeStd({ stdF1Buy }: CryptoFigures, lines: Thresholds): Grade {
  return grade(
    soundAmount(stdF1Buy, 'std_f1_buy'),
    { warning: within(lines.std_warning, lines.std_critical), critical: above(lines.std_critical) },
    (std) => spell(std),
  );
}
