import type { TestReport } from '../../backtest/artefacts/test-report.ts';
import { STABLE_ARTEFACTS } from '../../backtest/determinism/determinism-proof.ts';
import type { PassingFolder } from '../../ports/run-folders.ts';
import { type MadeRun, makeRun, type RunWish } from './made-run.ts';
import { type NamedFiles, type ReportedRun, sourcesOf, writeReports } from './report-files.ts';
import type { RunPorts, RunWatcher } from './run-ports.ts';

/** A backtest that somebody asked for; paths are absolute. */
export interface BacktestRequest extends RunWish {
  /** How its files are told; without it their hashes are told alone. */
  readonly named?: Pick<NamedFiles, 'paths' | 'configFile'>;
  /** Where the artefacts are kept. */
  readonly target: string;
}

/** What a backtest came to, and where it is kept. */
export interface BacktestResult extends MadeRun {
  readonly report: TestReport;
  /** Paths of the artefacts. */
  readonly files: readonly string[];
}

/**
 * Runs a strategy, proves what was asked for, judges the checks, and keeps the artefacts. Nothing is kept of a run that
 * does not come to its end.
 */
export async function runBacktest(
  { target, named, ...wish }: BacktestRequest,
  ports: RunPorts,
  watcher: RunWatcher = {},
): Promise<BacktestResult> {
  const started = ports.now();
  await using staging = await ports.folders.staging(target);
  const made = await makeRun(wish, staging, { ports, watcher });
  const sources = sourcesOf(made.outcome, named && { ...wish.order, ...named });
  return await keepRun({ ...made, started, sources }, { staging, target }, ports);
}

/** Writes the reports of a run that lies in a folder, and keeps all that lies there. */
export async function keepRun(
  run: Omit<ReportedRun, 'files' | 'wall'>,
  { staging, target }: { readonly staging: PassingFolder; readonly target: string },
  ports: RunPorts,
): Promise<BacktestResult> {
  const { outcome, checks, proofs } = run;
  const { folders, wall = null } = ports;
  const files = await Promise.all(STABLE_ARTEFACTS.map((name) => folders.digest(staging, name)));
  const report = await writeReports({ ...run, files, wall }, staging, ports);
  return { outcome, checks, proofs, report, files: await folders.keep(staging, target) };
}
