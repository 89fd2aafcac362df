import type { Sources, TestVerdict } from '../../backtest/artefacts/test-report.ts';
import { compareRuns } from '../../backtest/comparison/compare-runs.ts';
import type { Comparison } from '../../backtest/comparison/comparison.ts';
import type { Inspection } from '../../backtest/inspection/static-check.ts';
import { inspectionReasons, reachTestVerdict } from '../../backtest/inspection/test-verdict.ts';
import { AppError, isAppError } from '../../kernel/app-error.ts';
import { hashBytes } from '../../kernel/hash.ts';
import type { RunOutcome } from '../../ports/backtest-engine.ts';
import type { GoldenFiles } from '../../ports/golden-files.ts';
import type { SentStrategy, StrategyTools } from '../../ports/strategy-tools.ts';
import { goldenResults } from './golden-results.ts';
import { inspectStrategy } from './inspect-strategy.ts';
import { judgeGoldens } from './judge-goldens.ts';
import { keepInspection } from './kept-inspection.ts';
import { makeRun, type RunGround } from './made-run.ts';
import { type BacktestResult, keepRun, runBacktest } from './run-backtest.ts';
import type { RunPorts, RunWatcher } from './run-ports.ts';

/** A strategy that is to be tested; paths are absolute. */
export interface TestOrder {
  readonly order: RunGround;
  /** The file of the order, with its tests. */
  readonly sent: SentStrategy;
  /** Where the artefacts are kept. */
  readonly target: string;
  /** Scenarios of it, from the root of the repository; null asks for none. */
  readonly golden: { readonly files: GoldenFiles; readonly paths: readonly string[] } | null;
  /** The strategy as it was before, and where the artefacts of its run are kept; null compares with nothing. */
  readonly base: { readonly strategy: string; readonly target: string | null } | null;
  /** Where the files came from; without it their hashes are told alone. */
  readonly sourcesOf?: (outcome: RunOutcome) => Sources;
  /** Whether `inspection.json` is kept in the target of a strategy that does not come to its end, and named in the error. */
  readonly keepsInspection?: boolean;
}

/** What a test needs of the outside. */
export type TestPorts = RunPorts & { readonly tools: StrategyTools };

/** What a test came to. */
export interface TestedRun {
  readonly verdict: TestVerdict;
  /** Of the strategy; its report holds all that was found out. */
  readonly head: BacktestResult;
  /** Of the strategy before; null where there is none. */
  readonly base: RunOutcome | null;
}

/**
 * Tests a strategy that nobody trusts: it is examined without running, its tests run, it runs, runs again in strange
 * surroundings, and is shown to see no later bar; golden scenarios and the state before follow. All of it is told in one
 * report. What fails does not stop the rest; a file that cannot be loaded, or a run that does not come to its end, does.
 */
export async function testStrategy(
  { order, sent, target, golden, base, sourcesOf, keepsInspection = false }: TestOrder,
  ports: TestPorts,
  watcher: RunWatcher = {},
): Promise<TestedRun> {
  const started = ports.now();
  const inspection = await inspectStrategy(sent, ports, watcher);
  watcher.onInspected?.(inspection);
  await using staging = await ports.folders.staging(target);
  const keepTrades = base !== null;
  const wish = { order: { ...order, keepTrades }, twice: true, leaks: true };
  const keep = keepsInspection ? () => keepInspection(inspection, target, ports.folders) : null;
  const { signal } = watcher;
  const made = await withReasons({ inspection, keep, signal }, () => makeRun(wish, staging, { ports, watcher }));
  refuseOtherFile(sent, made.outcome);
  const judged = golden === null ? null : await judgeAll(golden, order, { ports, watcher });
  const before = base === null ? null : await tryBase(base, order, { ports, watcher });
  const comparison = before?.outcome == null ? null : compare(before.outcome, made.outcome, order);
  const baseFailure = before?.failure ?? null;
  const told = { inspection, comparison, baseFailure, golden: judged === null ? null : goldenResults(judged) };
  const verdict = reachTestVerdict({
    wall: ports.wall ?? null,
    lookAhead: made.proofs.lookAhead,
    determinism: made.proofs.determinism,
    comparison,
    inspection,
    golden: told.golden ?? [],
    checks: made.checks,
    baseFailure,
  });
  const run = { ...made, ...told, verdict, started, ...(sourcesOf && { sources: sourcesOf(made.outcome) }) };
  const head = await keepRun(run, { staging, target }, ports);
  return { verdict, head, base: before?.outcome ?? null };
}

/** Whoever hears that a strategy does not run hears as well what was found out about it before. */
async function withReasons<T>(
  {
    inspection,
    keep,
    signal,
  }: {
    readonly inspection: Inspection;
    readonly keep: (() => Promise<string>) | null;
    readonly signal: AbortSignal | undefined;
  },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isAppError(error) || error.code !== 'bad-input') throw error;
    if (signal?.aborted === true) throw error;
    const { advice, ...facts } = error.facts;
    const kept = keep === null ? [] : [await keep()];
    const lines = [...(advice === undefined ? [] : [advice]), ...inspectionReasons(inspection), ...kept];
    if (lines.length === 0) throw error;
    throw new AppError(error.code, error.message, { ...facts, advice: lines.join('\n  '), cause: error });
  }
}

/** What was examined and what ran are one file. */
function refuseOtherFile({ strategy }: SentStrategy, { strategySha256 }: RunOutcome): void {
  if (hashBytes(strategy.bytes) === strategySha256) return;
  throw new AppError('bad-input', 'the strategy was changed while it was tested', {
    where: strategy.path,
    expected: 'the same file from the beginning to the end',
    advice: 'Run the test again.',
  });
}

interface Around {
  readonly ports: TestPorts;
  readonly watcher: RunWatcher;
}

function judgeAll(
  { files, paths }: NonNullable<TestOrder['golden']>,
  { timeLimit }: RunGround,
  { ports, watcher }: Around,
) {
  watcher.onStep?.('golden scenarios');
  return judgeGoldens({ paths, timeLimit, update: null }, { ...ports, files }, watcher);
}

/** A base that does not run is no fault of the strategy; then nothing is compared, and that is said. */
async function tryBase(
  base: NonNullable<TestOrder['base']>,
  order: RunGround,
  around: Around,
): Promise<{ readonly outcome: RunOutcome | null; readonly failure: string | null }> {
  try {
    return { outcome: await runBase(base, order, around), failure: null };
  } catch (error) {
    if (!isAppError(error) || error.code !== 'bad-input' || around.watcher.signal?.aborted === true) throw error;
    return { outcome: null, failure: error.message };
  }
}

async function runBase(
  { strategy, target }: NonNullable<TestOrder['base']>,
  order: RunGround,
  { ports, watcher }: Around,
): Promise<RunOutcome> {
  watcher.onStep?.('run of the base');
  const { onStep: _head, ...quiet } = watcher;
  const before = { ...order, strategy, keepTrades: true };
  if (target !== null) {
    const wish = { order: before, target, twice: false, leaks: false };
    return (await runBacktest(wish, ports, quiet)).outcome;
  }
  const { onProgress, onOutput, signal } = watcher;
  return ports.engine.run(
    { ...before, folder: null, purpose: 'comparison' },
    {
      onProgress: (progress) => onProgress?.('run of the base', progress),
      ...(onOutput === undefined ? {} : { onOutput }),
      ...(signal === undefined ? {} : { signal }),
    },
  );
}

function compare(before: RunOutcome, after: RunOutcome, { config, seed }: RunGround): Comparison {
  return compareRuns(before, after, { ...config.compare, seed });
}
