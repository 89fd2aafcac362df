import type { SignalName } from '../../kernel/signal-name.ts';
import { MOST_PERCENT } from '../sound.ts';
import type { Thresholds } from '../thresholds.ts';
import { rounded } from './promql.ts';
import { type RecordingRule, recordOf } from './signal-records.ts';

/** A series that is computed from several signals, and the signals that it needs. */
interface Derived extends RecordingRule {
  readonly needs: readonly SignalName[];
}

/** Shares of exits that sum to at most this are fractions of 1. */
const MOST_FRACTIONS = 1.01;

const EXITS = ['sl_pct', 'tp_pct', 'timeout_pct'] as const;

const SHARES = '{__name__=~"conclave:(sl|tp|timeout)_pct:share"}';

/** Records the figures that rules and dashboards share: success rate, gain over the baseline, gap, exits, codes. */
export function derivedRecords(known: readonly SignalName[], lines: Thresholds): readonly RecordingRule[] {
  const all = [...DERIVED, ...EXITS.map(exitRecord), ...codeRecords(lines)];
  return all
    .filter(({ needs }) => needs.every((name) => known.includes(name)))
    .map(({ record, expr, labels }) => ({ record, expr, ...(labels !== undefined && { labels }) }));
}

const f1 = recordOf('f1_buy');
const baseline = recordOf('baseline_f1_buy');

const DERIVED: readonly Derived[] = [
  {
    // More successes than runs are an error of the data, and no run has no rate.
    record: 'conclave:success_rate_pct',
    expr: `${rounded(`${recordOf('success_7d')} * 100 / (${recordOf('runs_7d')} > 0)`)} <= 100`,
    needs: ['runs_7d', 'success_7d'],
  },
  {
    record: 'conclave:delta_pts',
    expr: rounded(`(${f1} - on (crypto) ${baseline}) * 100`),
    needs: ['f1_buy', 'baseline_f1_buy'],
  },
  {
    record: 'conclave:delta_rel_pct',
    expr: rounded(`(${f1} - on (crypto) ${baseline}) / on (crypto) (${baseline} > 0) * 100`),
    needs: ['f1_buy', 'baseline_f1_buy'],
  },
  {
    record: 'conclave:gap',
    expr: rounded(`${recordOf('screening_f1_buy')} - on (crypto) ${recordOf('last_fold_f1_buy')}`),
    needs: ['screening_f1_buy', 'last_fold_f1_buy'],
  },
  {
    record: 'conclave:sortino:last',
    expr: `max by (crypto) (${recordOf('sortino')} and on (crypto, run) topk by (crypto) (1, ${recordOf('sortino')}:began))`,
    needs: ['sortino'],
  },
];

/** A share of exits, where the shares together are no fractions and no more than a whole. */
function exitRecord(name: (typeof EXITS)[number]): Derived {
  const sum = `sum by (crypto) (${SHARES})`;
  const isWhole = `${sum} == 0 or ${sum} > ${MOST_FRACTIONS} <= ${MOST_PERCENT}`;
  return { record: recordOf(name), expr: `${recordOf(name)}:share and on (crypto) (${isWhole})`, needs: [name] };
}

/** The code of each crypto in the order of the tree; none where something that it depends on is unknown. */
function codeRecords(lines: Thresholds): readonly Derived[] {
  const delta = 'conclave:delta_pts';
  const std = recordOf('std_f1_buy');
  const sortino = 'conclave:sortino:last';
  const known = `and on (crypto) conclave:gap and on (crypto) ${std}`;
  const marginal = lines.ml_marginal_pts;
  const codes: readonly (readonly [code: string, holds: string])[] = [
    ['ML_USELESS', `${delta} <= 0`],
    ['SCREENING_OVERFIT', `conclave:gap > ${lines.gap_critical}`],
    ['ML_UNSTABLE', `${std} > ${lines.std_critical}`],
    ['EXECUTION_MISMATCH', `${delta} > ${marginal} and on (crypto) (${sortino} < 0)`],
    ['ML_MARGINAL', `${delta} > 0 <= ${marginal} ${known}`],
    ['ML_EXPLOITABLE', `${delta} > ${marginal} <= ${lines.ml_exploitable_pts} ${known} and on (crypto) ${sortino}`],
    ['ML_SOLID', `${delta} > ${lines.ml_exploitable_pts} ${known} and on (crypto) ${sortino}`],
  ];
  const named = codes.map(([code, holds]) => `label_replace(${holds}, "code", "${code}", "", "")`);
  return [
    {
      record: 'conclave:diagnosis',
      expr: `max by (crypto, code) (\n${named.join('\nor on (crypto)\n')}\n)`,
      needs: ['f1_buy', 'baseline_f1_buy', 'screening_f1_buy', 'last_fold_f1_buy', 'std_f1_buy', 'sortino'],
    },
  ];
}
