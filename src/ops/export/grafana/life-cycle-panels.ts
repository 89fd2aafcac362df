import type { Thresholds } from '../../thresholds.ts';
import { recordOf } from '../signal-records.ts';
import { ofCryptos } from './of-cryptos.ts';
import type { Panel } from './panel.ts';
import { above, risesAbove, stepsOf } from './steps.ts';

/** How fresh models and candidates are, and what waits for a decision (manual §0, §2). */
export function lifeCyclePanels(lines: Thresholds): readonly Panel[] {
  return [...modelPanels(lines), ...candidatePanels(lines)];
}

function modelPanels(lines: Thresholds): readonly Panel[] {
  const { core_warning_days: old, core_stale_days: stale, noncore_stale_days: other } = lines;
  return [
    {
      title: 'Age of models',
      description: `Core: warning above ${old} d, stale above ${stale} d; others stale above ${other} d (manual §0, §2).`,
      kind: 'bargauge',
      targets: [ofCryptos(recordOf('model_age_d'))],
      unit: 'd',
      steps: risesAbove(old, stale),
      width: 12,
    },
    {
      title: 'Challengers that wait',
      description: `Warning above ${lines.challengers_warning}, critical above ${lines.challengers_critical} (manual §2).`,
      kind: 'timeseries',
      targets: [{ expr: recordOf('challengers_pending'), legend: 'challengers' }],
      unit: 'none',
      steps: risesAbove(lines.challengers_warning, lines.challengers_critical),
      width: 12,
    },
  ];
}

function candidatePanels(lines: Thresholds): readonly Panel[] {
  return [
    {
      title: 'Last useful run',
      description: `There must be one within ${lines.useful_run_hours} h (manual §0).`,
      kind: 'timeseries',
      targets: [{ expr: recordOf('last_useful_age_h'), legend: 'age' }],
      unit: 'h',
      steps: above(lines.useful_run_hours, 'yellow'),
    },
    {
      title: 'Last useful candidate',
      description: `Missing above ${lines.no_candidate_days} d, when the whole universe was searched since (manual §0).`,
      kind: 'timeseries',
      targets: [{ expr: recordOf('last_candidate_age_d'), legend: 'age' }],
      unit: 'd',
      steps: above(lines.no_candidate_days, 'orange'),
    },
    {
      title: 'Runs over the whole universe in 3 d',
      description: 'Without one nobody knows whether there was a candidate to find.',
      kind: 'stat',
      targets: [{ expr: recordOf('full_universe_runs_3d'), legend: 'runs' }],
      unit: 'none',
      steps: stepsOf('yellow', ['green', 1]),
    },
    {
      title: 'Candidates of each run',
      description: `None in the last ${lines.pass_zero_runs} completed runs is a degradation (manual §0).`,
      kind: 'bargauge',
      targets: [{ expr: recordOf('pass_counts'), legend: '{{run}}' }],
      unit: 'none',
      steps: stepsOf('orange', ['green', 1]),
      width: 24,
    },
  ];
}
