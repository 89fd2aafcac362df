import type { OpsConfig } from '../../config/ops-config.ts';
import type { SignalName } from '../../kernel/signal-name.ts';
import { diagnose } from '../../ops/diagnosis/diagnose.ts';
import type { Diagnosis } from '../../ops/diagnosis/diagnosis.ts';
import type { DiagnosisFacts } from '../../ops/diagnosis/facts.ts';
import { type UnknownReading, unknown } from '../../ops/reading.ts';
import type { SignalFigure } from '../../ops/signal-answer.ts';
import { successRate } from '../../ops/state/success-rate.ts';
import type { RunSource, RunSources, TrackedRun } from '../../ports/run-source.ts';
import type { SignalSources } from '../../ports/signal-source.ts';
import { pickNames, pickNumber } from './pick-reading.ts';
import { readSignals } from './read-signals.ts';
import { runFacts } from './run-facts.ts';

/** Which run is diagnosed, and who is asked about it. */
export interface DiagnosisOrder {
  readonly ops: OpsConfig;
  readonly run: string;
  readonly sources: Pick<SignalSources, 'open'> & Pick<RunSources, 'openRuns'>;
  /** Now, for a run that has not ended. */
  readonly at: Date;
  /** True where a person says that nobody is to look at the platform. */
  readonly withoutPlatform?: boolean;
}

/** A diagnosis with what it was made of, or why there is no such run to diagnose. */
export type DiagnosedRun =
  | {
      readonly kind: 'diagnosed';
      readonly diagnosis: Diagnosis;
      readonly facts: DiagnosisFacts;
      readonly reservations: readonly string[];
    }
  | { readonly kind: 'unknown-run'; readonly why: UnknownReading };

/** Reads a run where runs are kept, and the platform as it was at the end of the run; then diagnoses it. */
export async function diagnoseRun(order: DiagnosisOrder): Promise<DiagnosedRun> {
  const found = await findRun(order);
  if (!('source' in found)) return { kind: 'unknown-run', why: found };
  const { run, source } = found;
  const { platform, reservations } = await readPlatform(order, run);
  const trials = await readTrials(source, run);
  const facts = runFacts(run, { platform, trialScores: trials.scores });
  const diagnosis = diagnose(facts, order.ops.thresholds);
  return { kind: 'diagnosed', diagnosis, facts, reservations: [...reservations, ...trials.reservations] };
}

interface FoundRun {
  readonly run: TrackedRun;
  readonly source: RunSource;
}

/** Asks every server that keeps runs, in the order of the configuration, until one has it. */
async function findRun({ ops, run, sources }: DiagnosisOrder): Promise<FoundRun | UnknownReading> {
  let why = unknown('not-configured', 'ops.sources has no source that keeps runs, of the kind mlflow');
  for (const [name, { kind }] of Object.entries(ops.sources)) {
    if (kind !== 'mlflow') continue;
    const source = sources.openRuns(name, kind);
    const found = source === null ? notOurs(name) : await source.readRun(run);
    if (source !== null && !('known' in found)) return { run: found, source };
    // Of several reasons, one that is not "there is no such run here" says more.
    if ('known' in found && (why.why === 'not-configured' || why.why === 'missing')) why = found;
  }
  return why;
}

function notOurs(name: string): UnknownReading {
  return unknown('not-configured', `this installation knows no source ${name} for this repository`);
}

const PLATFORM: readonly SignalName[] = ['pods_down', 'oom_24h', 'pvc_pct', 'cpu_pct', 'runs_7d', 'success_7d'];

async function readPlatform(
  { ops, sources, at, withoutPlatform = false }: DiagnosisOrder,
  { endedAt }: TrackedRun,
): Promise<{ readonly platform: DiagnosisFacts['platform']; readonly reservations: readonly string[] }> {
  if (withoutPlatform) return { platform: 'not_assessed', reservations: [] };
  const moment = endedAt === null ? at : new Date(endedAt);
  const { readings, reservations } = await readSignals({ ops, sources, at: moment, only: PLATFORM });
  const platform = {
    podsDown: ops.signals.pods_down === undefined ? null : pickNames(readings, 'pods_down'),
    oom24h: pickNumber(readings, 'oom_24h'),
    pvcPct: pickNumber(readings, 'pvc_pct'),
    cpuPct: pickNumber(readings, 'cpu_pct'),
    successRatePct: successRate(pickNumber(readings, 'runs_7d'), pickNumber(readings, 'success_7d')),
  };
  return { platform, reservations };
}

/** The metric in which a search writes the score of each trial. */
const TRIAL_SCORE = 'trial_score';

async function readTrials(
  source: RunSource,
  run: TrackedRun,
): Promise<{ readonly scores: readonly SignalFigure[] | null; readonly reservations: readonly string[] }> {
  if (!run.metrics.has(TRIAL_SCORE)) return { scores: null, reservations: [] };
  const scores = await source.readHistory(run.id, TRIAL_SCORE);
  if ('known' in scores) return { scores: [scores], reservations: [`the scores of trials: ${scores.words}`] };
  return { scores, reservations: [] };
}
