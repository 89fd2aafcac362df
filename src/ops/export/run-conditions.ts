import { above } from '../state/limit.ts';
import { anyOfWords } from './promql.ts';
import type { RuleCondition } from './rule-condition.ts';
import { recordOf } from './signal-records.ts';
import type { WatchedOps } from './watched-ops.ts';

const PASSES = recordOf('pass_counts');
const SORTINO = recordOf('sortino');

/** No candidate in so many runs, one after the other; one that had some is enough to know that it is otherwise. */
export function passCondition({ thresholds: { pass_zero_runs: runs } }: WatchedOps): RuleCondition {
  const last = `and on (run) topk(${runs}, ${PASSES}:began)`;
  return {
    holds: `count(${PASSES} == 0 ${last}) >= ${runs}`,
    known: `${PASSES} > 0 and on (run) (${PASSES} % 1 == 0) ${last}`,
    found: 'no candidate in %v runs',
    limit: `no candidate in the last ${runs} completed runs`,
  };
}

/** A crypto is out of danger when so few of its last runs are not known to be good that they cannot be enough. */
export function sortinoCondition({ universe, thresholds }: WatchedOps): RuleCondition {
  const { sortino_negative_runs: least, sortino_window_runs: window } = thresholds;
  const last = `and on (crypto, run) topk by (crypto) (${window}, ${SORTINO}:began)`;
  const safe = `count(count by (crypto) (${SORTINO} >= 0 ${last}) >= ${window - least + 1})`;
  const cryptos = Object.keys(universe);
  const allThere =
    cryptos.length === 0
      ? ''
      : ` and on () (count(count by (crypto) (${SORTINO}:began{crypto=~${anyOfWords(cryptos)}})) == ${cryptos.length})`;
  return {
    holds: `count by (crypto) (${SORTINO} < 0 ${last}) >= ${least}`,
    known: `${safe} == count(count by (crypto) (${SORTINO}:began))${allThere}`,
    found: 'Sortino ratio of {{ $labels.crypto }} negative in %v runs',
    limit: `negative in ${least} of the last ${window} runs of a crypto`,
  };
}

/** Slow by its past or by the clock; hours that nobody measures decide nothing. */
export function latencyCondition({ signals, thresholds }: WatchedOps): RuleCondition {
  const { latency_warning_ratio: ratioLine, run_hours: hoursLine } = thresholds;
  const ratio = recordOf('latency_ratio');
  const byPast = {
    holds: `${ratio} > ${ratioLine}`,
    known: ratio,
    found: 'runs take %v times the p95',
    limit: above(ratioLine, ' times the p95').words,
  };
  if (signals.run_hours === undefined) return byPast;
  const hours = recordOf('run_hours');
  return {
    holds: `${byPast.holds} or ${hours} > ${hoursLine}`,
    known: `${ratio} and on () ${hours}`,
    found: 'runs take %v times the p95, or hours',
    limit: `${byPast.limit}, or ${above(hoursLine, ' h').words}`,
  };
}
