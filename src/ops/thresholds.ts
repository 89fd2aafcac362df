/** Where each rule draws its line; every value stands once, in the configuration, with the manual's line it is from. */
export interface Thresholds {
  /** Percent of a volume above which it is full. */
  readonly pvc_pct: number;
  /** Percent below which an open incident of a full volume may be over. */
  readonly pvc_clear_pct: number;
  /** Out-of-memory kills in 24 hours from which there is a warning. */
  readonly oom_warning: number;
  /** Out-of-memory kills in 24 hours above which there is a loop. */
  readonly oom_critical: number;
  /** Percent of processors above which there is a warning. */
  readonly cpu_warning_pct: number;
  /** Percent of processors above which they are saturated. */
  readonly cpu_critical_pct: number;
  /** Percent of runs that succeed, below which there is a degradation. */
  readonly success_critical_pct: number;
  /** Percent of runs that succeed, up to which there is a warning. */
  readonly success_warning_pct: number;
  /** Completed runs in a row without a candidate. */
  readonly pass_zero_runs: number;
  /** Days above which a core model is stale. */
  readonly core_stale_days: number;
  /** Days above which a core model gets old. */
  readonly core_warning_days: number;
  /** Days above which a model outside the core is stale. */
  readonly noncore_stale_days: number;
  /** Days above which a missing candidate is a degradation. */
  readonly no_candidate_days: number;
  /** Hours within which there must be a useful run. */
  readonly useful_run_hours: number;
  /** Duration over the historical p95 above which runs are slow. */
  readonly latency_warning_ratio: number;
  /** Duration over the historical p95 above which runs are critically slow. */
  readonly latency_critical_ratio: number;
  /** Hours above which a run is too long, whatever its past. */
  readonly run_hours: number;
  /** Runs with a negative Sortino ratio from which it recurs. */
  readonly sortino_negative_runs: number;
  /** Last runs of a crypto among which they are counted. */
  readonly sortino_window_runs: number;
  /** Challengers above which there is a warning. */
  readonly challengers_warning: number;
  /** Challengers above which it is critical. */
  readonly challengers_critical: number;
  /** Points above the baseline up to which a model is marginal. */
  readonly ml_marginal_pts: number;
  /** Points above the baseline up to which a model is exploitable, and above which it is solid. */
  readonly ml_exploitable_pts: number;
  /** Percent above the baseline, relative to it, below which there is a warning. */
  readonly f1_delta_warning_pct: number;
  /** Screening minus last fold above which there is a warning. */
  readonly gap_warning: number;
  /** Screening minus last fold above which screening is overfit. */
  readonly gap_critical: number;
  /** Standard deviation of F1 from which there is a warning. */
  readonly std_warning: number;
  /** Standard deviation of F1 above which a model is unstable. */
  readonly std_critical: number;
  /** Sortino ratio above which a strategy holds. */
  readonly sortino_ok: number;
  /** Percent of exits by stop-loss from which there is a warning. */
  readonly sl_warning_pct: number;
  /** Percent of exits by stop-loss above which it may be too tight. */
  readonly sl_critical_pct: number;
  /** Percent of exits by take-profit below which it may be too ambitious. */
  readonly tp_critical_pct: number;
  /** Percent of exits by timeout from which there is a warning. */
  readonly timeout_warning_pct: number;
  /** Percent of exits by timeout above which the horizon may be too short. */
  readonly timeout_critical_pct: number;
  /** Score of a trial up to which it is no score. */
  readonly sentinel_score: number;
  /** Minutes without progress above which a running job is stuck. */
  readonly stuck_minutes: number;
  /** Fewest samples that a training is given. */
  readonly samples_least: number;
  /** Most samples that a training is given. */
  readonly samples_most: number;
}
