import { spell, spellSome } from '../../figure-words.ts';
import { anyOf, atLeast, type Truth } from '../../truth.ts';
import type { SortinoSeries, StateFacts } from '../facts.ts';
import { below } from '../limit.ts';
import { type Judgement, oldestSample, type Rule, type RuleLines, truthOfFigure } from '../rule.ts';
import { lastOf } from './runs.ts';

/** What the strategies bring (manual §0). */
export const TRADING_RULES: readonly Rule[] = [
  {
    id: 'Y2_SORTINO_NEG_RECURRENT',
    state: 'YELLOW',
    origin: 'manual §0, "récurrent" read as so many of the last runs',
    signals: ['sortino'],
    judge: judgeSortino,
  },
];

/** Whether some crypto lost in enough of its last runs; a run without a ratio could be a loss. */
function judgeSortino({ sortino }: StateFacts, { thresholds }: RuleLines): Judgement {
  const [least, window] = [thresholds.sortino_negative_runs, thresholds.sortino_window_runs];
  const limit = `negative in ${least} of the last ${window} runs of a crypto`;
  if (!sortino.known) return { truth: 'unknown', found: sortino.words, limit, sampledAt: null };
  if (sortino.value.length === 0) {
    return { truth: 'unknown', found: 'the list of Sortino ratios is empty', limit, sampledAt: null };
  }
  const judged = sortino.value.map((series) => judgeSeries(series, least, window));
  const truth = anyOf(judged.map((each) => each.truth));
  const telling = judged.filter((each) => each.truth === truth);
  return {
    truth,
    found: truth === 'false' ? 'no crypto lost so often' : spellSome(telling.map(({ words }) => words)),
    limit,
    sampledAt: oldestSample([sortino, ...sortino.value.flatMap(({ last }) => last.slice(0, window))]),
  };
}

function judgeSeries(
  { crypto: symbol, last }: SortinoSeries,
  least: number,
  window: number,
): { truth: Truth; words: string } {
  const runs = lastOf(last, window, 'run');
  return {
    truth: atLeast(
      least,
      runs.map((run) => truthOfFigure(run, below(0))),
    ),
    words: `${symbol} ${runs.map((run) => (run.known ? spell(run.value) : 'unknown')).join(', ')}`,
  };
}
