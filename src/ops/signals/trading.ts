import { rounded, spell } from '../figure-words.ts';
import { type Reading, unknown } from '../reading.ts';
import { above, below, within } from '../state/limit.ts';
import type { Thresholds } from '../thresholds.ts';
import type { CryptoFigures } from './figures.ts';
import { type Grade, grade } from './grade.ts';

/** The Sortino ratio of the last run; a run without trades has none, whatever stands there. */
export function gradeSortino({ sortino, nTrades }: CryptoFigures, lines: Thresholds): Grade {
  const reading =
    nTrades?.known === true && nTrades.value <= 0
      ? unknown('impossible', `n_trades is ${spell(nTrades.value)}, so the Sortino ratio says nothing`)
      : sortino;
  return grade(reading, { warning: within(0, lines.sortino_ok), critical: below(0) }, (ratio) => spell(ratio));
}

/** The share of exits by stop-loss or by timeout, in percent. */
export function gradeExit(figures: CryptoFigures, exit: 'sl_pct' | 'timeout_pct', lines: Thresholds): Grade {
  const [low, high] =
    exit === 'sl_pct'
      ? [lines.sl_warning_pct, lines.sl_critical_pct]
      : [lines.timeout_warning_pct, lines.timeout_critical_pct];
  const share = soundExit(exit === 'sl_pct' ? figures.slPct : figures.timeoutPct, figures);
  return grade(
    share,
    { warning: within(low, high, ' %'), critical: above(high, ' %') },
    (value) => `${spell(value)} %`,
  );
}

/** Shares of exits sum to at most 100 %; the rest is rounding. */
const MOST_SUM = 100.5;
/** Shares that sum to at most this are fractions of 1. */
const MOST_FRACTIONS = 1.01;

/** A share of exits, unknown where the shares together are more than a whole, or fractions. */
function soundExit(share: Reading, { slPct, tpPct, timeoutPct }: CryptoFigures): Reading {
  if (!share.known) return share;
  const values = [slPct, tpPct, timeoutPct].flatMap((each) => (each?.known === true ? [each.value] : []));
  const sum = rounded(values.reduce((total, value) => total + value, 0));
  const told = `shares of exits are ${values.map(spell).join(', ')}`;
  if (values.some((value) => value < 0)) return unknown('impossible', `${told}, and none can be negative`);
  if (sum > MOST_SUM) return unknown('impossible', `${told}, together more than a whole`);
  if (sum > 0 && sum <= MOST_FRACTIONS)
    return unknown('impossible', `${told}, which are fractions where percent are due`);
  return share;
}
