import type { Thresholds } from '../../thresholds.ts';
import { recordOf } from '../signal-records.ts';
import { ofCryptos } from './of-cryptos.ts';
import type { Panel } from './panel.ts';
import { beyond, risesAbove, risesFrom, stepsOf } from './steps.ts';

/** What the models are worth, each crypto against its own baseline (manual §2, §7, §14). */
export function mlPanels(lines: Thresholds): readonly Panel[] {
  return [...gainPanels(lines), ...F1_PANELS, ...stabilityPanels(lines)];
}

function gainPanels(lines: Thresholds): readonly Panel[] {
  const { ml_marginal_pts: marginal, ml_exploitable_pts: exploitable, f1_delta_warning_pct: least } = lines;
  const byPoints = stepsOf(
    'red',
    ['yellow', beyond(0)],
    ['light-green', beyond(marginal)],
    ['green', beyond(exploitable)],
  );
  return [
    {
      title: 'Code of each crypto',
      description:
        'First code of the tree that is true, in the colour of the gain in points; none where a figure is unknown (manual §7).',
      kind: 'stat',
      targets: [ofCryptos('conclave:diagnosis', '{{crypto}} {{code}}')],
      unit: 'none',
      steps: byPoints,
      width: 24,
      isNamed: true,
    },
    {
      title: 'Gain over the baseline, points',
      description: `Useless up to 0, marginal up to ${marginal}, exploitable up to ${exploitable} (manual §7).`,
      kind: 'bargauge',
      targets: [ofCryptos('conclave:delta_pts')],
      unit: 'none',
      steps: byPoints,
      width: 12,
    },
    {
      title: 'Gain over the baseline, percent',
      description: `Warning below ${least} % of the baseline (manual §2).`,
      kind: 'bargauge',
      targets: [ofCryptos('conclave:delta_rel_pct')],
      unit: 'percent',
      steps: stepsOf('red', ['yellow', beyond(0)], ['green', least]),
      width: 12,
    },
  ];
}

const F1_PANELS: readonly Panel[] = [
  {
    title: 'F1 of BUY and of the baseline',
    description: 'Each crypto against its own naive baseline only (manual §13.8, §13.10).',
    kind: 'timeseries',
    targets: [
      ofCryptos(recordOf('f1_buy'), '{{crypto}}'),
      ofCryptos(recordOf('baseline_f1_buy'), '{{crypto}} baseline'),
    ],
    unit: 'none',
    steps: stepsOf('blue'),
    width: 12,
  },
  {
    title: 'F1 of BUY in screening and in the last fold',
    description: 'The same metric over the same period (manual §6.3).',
    kind: 'timeseries',
    targets: [
      ofCryptos(recordOf('screening_f1_buy'), '{{crypto}} screening'),
      ofCryptos(recordOf('last_fold_f1_buy'), '{{crypto}} last fold'),
    ],
    unit: 'none',
    steps: stepsOf('blue'),
    width: 12,
  },
];

function stabilityPanels(lines: Thresholds): readonly Panel[] {
  return [
    {
      title: 'Screening minus last fold',
      description: `Warning above ${lines.gap_warning}, overfit above ${lines.gap_critical} (manual §2, §7).`,
      kind: 'bargauge',
      targets: [ofCryptos('conclave:gap')],
      unit: 'none',
      steps: risesAbove(lines.gap_warning, lines.gap_critical),
    },
    {
      title: 'Standard deviation of F1',
      description: `Warning from ${lines.std_warning}, unstable above ${lines.std_critical} (manual §2, §7).`,
      kind: 'bargauge',
      targets: [ofCryptos(recordOf('std_f1_buy'))],
      unit: 'none',
      steps: risesFrom(lines.std_warning, lines.std_critical),
    },
    {
      title: 'Samples of a training',
      description: `From ${lines.samples_least} to ${lines.samples_most} (manual §6.5.1).`,
      kind: 'bargauge',
      targets: [ofCryptos(recordOf('train_samples'))],
      unit: 'none',
      steps: stepsOf('red', ['green', lines.samples_least], ['red', beyond(lines.samples_most)]),
    },
  ];
}
