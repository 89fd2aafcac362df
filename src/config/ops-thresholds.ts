import { z } from 'zod';

const percent = (value: number, says: string) => z.number().min(0).max(100).default(value).describe(says);
const count = (value: number, says: string) => z.int().min(0).max(1_000_000).default(value).describe(says);
const runs = (value: number, says: string) => z.int().min(1).max(50).default(value).describe(says);
const figure = (value: number, says: string) => z.number().min(0).max(1_000_000).default(value).describe(says);

/** Where each rule of operations draws its line, and the line of the manual it is from. */
export const ThresholdsConfig = z
  .strictObject({
    pvc_pct: percent(85, 'Percent of a volume above which it is full (manual §2, §7).'),
    pvc_clear_pct: percent(70, 'Percent below which a full volume is over (manual §9.4).'),
    oom_warning: count(1, 'Out-of-memory kills in 24 hours from which there is a warning (manual §2).'),
    oom_critical: count(2, 'Out-of-memory kills in 24 hours above which there is a loop (manual §2, §7).'),
    cpu_warning_pct: percent(70, 'Percent of processors above which there is a warning (manual §2).'),
    cpu_critical_pct: percent(90, 'Percent of processors above which they are saturated (manual §7).'),
    success_critical_pct: percent(70, 'Percent of successful runs below which pipelines are degraded (manual §0, §2).'),
    success_warning_pct: percent(90, 'Percent of successful runs up to which there is a warning (manual §0, §2).'),
    pass_zero_runs: runs(3, 'Completed runs in a row without a candidate (manual §0).'),
    core_stale_days: figure(14, 'Days above which a core model is stale (manual §0, §2).'),
    core_warning_days: figure(7, 'Days above which a core model gets old (manual §2).'),
    noncore_stale_days: figure(7, 'Days above which another model is stale (manual §0).'),
    no_candidate_days: figure(3, 'Days without a useful candidate on the whole universe (manual §0).'),
    useful_run_hours: figure(24, 'Hours within which there must be a useful run (manual §0, definition of GREEN).'),
    latency_warning_ratio: figure(1.3, 'Duration over p95 above which runs are slow (manual §2, §9.5).'),
    latency_critical_ratio: figure(2, 'Duration over p95 above which runs are critically slow (manual §2).'),
    run_hours: figure(3, 'Hours above which a run is too long (manual §9.5).'),
    sortino_negative_runs: runs(2, 'Runs with a negative Sortino ratio from which it recurs (manual §0).'),
    sortino_window_runs: runs(3, 'Last runs among which they are counted (manual §0).'),
    challengers_warning: count(5, 'Pending challengers above which there is a warning (manual §2).'),
    challengers_critical: count(10, 'Pending challengers above which it is critical (manual §2).'),
    ml_marginal_pts: figure(5, 'Points over the baseline up to which a model is marginal (manual §7).'),
    ml_exploitable_pts: figure(10, 'Points over the baseline up to which a model is exploitable (manual §7).'),
    f1_delta_warning_pct: figure(
      15,
      'Percent over the baseline, relative, below which there is a warning (manual §2).',
    ),
    gap_warning: figure(0.15, 'Screening minus last fold above which there is a warning (manual §2).'),
    gap_critical: figure(0.3, 'Screening minus last fold above which screening is overfit (manual §2, §7).'),
    std_warning: figure(0.05, 'Standard deviation of F1 from which there is a warning (manual §2).'),
    std_critical: figure(0.1, 'Standard deviation of F1 above which a model is unstable (manual §2, §7).'),
    sortino_ok: figure(0.5, 'Sortino ratio above which a strategy holds (manual §2, §7).'),
    sl_warning_pct: percent(35, 'Percent of exits by stop-loss from which there is a warning (manual §2).'),
    sl_critical_pct: percent(50, 'Percent of exits by stop-loss above which it may be too tight (manual §2, §7).'),
    tp_critical_pct: percent(20, 'Percent of exits by take-profit below which it may be too ambitious (manual §7).'),
    timeout_warning_pct: percent(30, 'Percent of exits by timeout from which there is a warning (manual §2).'),
    timeout_critical_pct: percent(
      40,
      'Percent of exits by timeout above which the horizon may be too short (manual §2, §7).',
    ),
    sentinel_score: z.number().default(-999).describe('Score of a trial up to which it is no score (manual §17.4).'),
    stuck_minutes: figure(20, 'Minutes without progress above which a running job is stuck (manual §17.5).'),
    samples_least: count(500, 'Fewest samples that a training is given (manual §6.5.1).'),
    samples_most: count(10_000, 'Most samples that a training is given (manual §6.5.1).'),
  })
  .superRefine((lines, context) => {
    for (const [low, high] of ORDERED) {
      if (lines[low] <= lines[high]) continue;
      context.addIssue({ code: 'custom', path: [low], message: `at most ${high}, which is ${lines[high]}` });
    }
  })
  .describe('Where each rule draws its line.');
export type ThresholdsConfig = z.infer<typeof ThresholdsConfig>;

type Line = keyof z.infer<typeof ThresholdsConfig>;

/** Lines of which the first must not lie above the second. */
const ORDERED: readonly (readonly [Line, Line])[] = [
  ['pvc_clear_pct', 'pvc_pct'],
  ['oom_warning', 'oom_critical'],
  ['cpu_warning_pct', 'cpu_critical_pct'],
  ['success_critical_pct', 'success_warning_pct'],
  ['core_warning_days', 'core_stale_days'],
  ['latency_warning_ratio', 'latency_critical_ratio'],
  ['sortino_negative_runs', 'sortino_window_runs'],
  ['challengers_warning', 'challengers_critical'],
  ['ml_marginal_pts', 'ml_exploitable_pts'],
  ['gap_warning', 'gap_critical'],
  ['std_warning', 'std_critical'],
  ['sl_warning_pct', 'sl_critical_pct'],
  ['timeout_warning_pct', 'timeout_critical_pct'],
  ['samples_least', 'samples_most'],
];
