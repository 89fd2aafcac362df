import type { TestReport } from '../../backtest/artefacts/test-report.ts';
import type { Check } from '../../backtest/checks/check.ts';
import { judgeChecks } from '../../backtest/checks/judge.ts';
import { STABLE_ARTEFACTS } from '../../backtest/determinism/determinism-proof.ts';
import { Summary } from '../../backtest/metrics/summary.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { RunOrder, RunOutcome } from '../../ports/backtest-engine.ts';
import type { PassingFolder } from '../../ports/run-folders.ts';
import { gatherEvidence, type RunProofs } from './check-evidence.ts';
import { proveDeterminism } from './prove-determinism.ts';
import { proveOverFiles } from './prove-over-files.ts';
import { writeReports } from './report-files.ts';
import type { RunPorts, RunWatcher } from './run-ports.ts';

/** A backtest that somebody asked for; paths are absolute. */
export interface BacktestRequest {
  readonly order: Pick<RunOrder, 'strategy' | 'data' | 'config' | 'seed' | 'timeLimit'>;
  /** Where the artefacts are kept. */
  readonly target: string;
  readonly twice: boolean;
  readonly leaks: boolean;
}

/** What a backtest came to, and where it is kept. */
export interface BacktestResult {
  readonly outcome: RunOutcome;
  readonly checks: readonly Check[];
  readonly proofs: RunProofs;
  readonly report: TestReport;
  /** Paths of the artefacts. */
  readonly files: readonly string[];
}

/**
 * Runs a strategy, proves what was asked for, judges the checks, and keeps the artefacts. Nothing is kept of a run that
 * does not come to its end.
 */
export async function runBacktest(
  { order, target, twice, leaks }: BacktestRequest,
  ports: RunPorts,
  watcher: RunWatcher = {},
): Promise<BacktestResult> {
  const started = ports.now();
  await using staging = await ports.folders.staging(target);
  const full: RunOrder = { ...order, folder: staging.path, purpose: 'report' };
  const told = await ports.engine.run(full, {
    onProgress: (progress) => watcher.onProgress?.(twice ? 'first run' : 'run', progress),
    ...(watcher.onOutput === undefined ? {} : { onOutput: watcher.onOutput }),
    ...(watcher.signal === undefined ? {} : { signal: watcher.signal }),
  });
  const outcome = { ...told, summary: await readSummary(staging, ports) };
  const proofs: RunProofs = {
    determinism: twice ? await proveDeterminism(full, staging, { ...ports, watcher }) : null,
    lookAhead: leaks ? await proveOverFiles(order, ports, watcher) : null,
  };
  const checks = judgeChecks(gatherEvidence(outcome, order.config, proofs));
  const files = await digestAll(staging, ports);
  const report = await writeReports({ outcome, checks, proofs, files, started }, staging, ports);
  return { outcome, checks, proofs, report, files: await ports.folders.keep(staging, target) };
}

/** What people see is what was hashed and compared: the summary of the file, not one that was told beside it. */
async function readSummary(staging: PassingFolder, { folders }: Pick<RunPorts, 'folders'>): Promise<Summary> {
  const text = await folders.read(staging, 'summary.json');
  const parsed = Summary.safeParse(tryParse(text));
  if (parsed.success) return parsed.data;
  throw new AppError('bad-input', 'the run left a summary that cannot be read', {
    where: 'summary.json',
    expected: 'what the engine writes',
    advice: 'A strategy must write no files.',
  });
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function digestAll(staging: PassingFolder, { folders }: Pick<RunPorts, 'folders'>) {
  return Promise.all(STABLE_ARTEFACTS.map((name) => folders.digest(staging, name)));
}
