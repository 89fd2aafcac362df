import type { DiagnosisFacts } from '../../ops/diagnosis/facts.ts';
import { figureOf, known, type Reading, unknown } from '../../ops/reading.ts';
import type { SignalFigure } from '../../ops/signal-answer.ts';
import type { TrackedRun } from '../../ports/run-source.ts';

/** What is known of a run beside the run itself. */
export interface BesideRun {
  readonly platform: DiagnosisFacts['platform'];
  /** Null where the run has no search. */
  readonly trialScores: readonly SignalFigure[] | null;
}

/**
 * The facts of a run, by metrics, tags and parameters that are named as in a file for `diagnose`: `f1_buy`,
 * `sl_pct`, `crypto`, `same_period` and so on. A run is complete when it says so, or else when it has finished.
 */
export function runFacts(run: TrackedRun, { platform, trialScores }: BesideRun): DiagnosisFacts {
  const sampledAt = run.endedAt ?? run.startedAt;
  const metric = (name: string) => figureIn(run.metrics.get(name), name, sampledAt);
  return {
    run: run.id,
    crypto: textOf(run, 'crypto') ?? textOf(run, 'symbol'),
    platform,
    f1Buy: metric('f1_buy'),
    baselineF1Buy: metric('baseline_f1_buy'),
    stdF1Buy: metric('std_f1_buy'),
    screeningF1Buy: metric('screening_f1_buy'),
    lastFoldF1Buy: metric('last_fold_f1_buy'),
    samePeriod: truthIn(run, 'same_period') ?? unknown('absent', 'same_period is not given'),
    sortino: metric('sortino'),
    nTrades: metric('n_trades'),
    slPct: metric('sl_pct'),
    tpPct: metric('tp_pct'),
    timeoutPct: metric('timeout_pct'),
    runComplete: truthIn(run, 'run_complete') ?? known(run.status === 'FINISHED', sampledAt),
    candidatesPassed: metric('candidates_passed'),
    trialScores: trialScores?.map((score) => figureIn(score, 'a score of trial_score', sampledAt)) ?? null,
    s22a1Status: textOf(run, 's22a1_status'),
  };
}

function figureIn(figure: SignalFigure | undefined, name: string, sampledAt: string | null): Reading {
  return typeof figure === 'object' ? figure : figureOf(figure, name, sampledAt);
}

function textOf({ tags, params }: TrackedRun, name: string): string | null {
  return tags.get(name) ?? params.get(name) ?? null;
}

/** Null where the run does not say. */
function truthIn(run: TrackedRun, name: string): Reading<boolean> | null {
  const text = textOf(run, name)?.trim().toLowerCase();
  if (text === undefined) return null;
  if (text === 'true' || text === 'false') return known(text === 'true', run.endedAt);
  return unknown('wrong-shape', `${name} is ${JSON.stringify(text.slice(0, 60))}, which is neither true nor false`);
}
