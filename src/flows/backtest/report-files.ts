import { renderSummaryMarkdown } from '../../backtest/artefacts/comment/summary-markdown.ts';
import { runWarnings } from '../../backtest/artefacts/figures/run-warnings.ts';
import { weakerNotice } from '../../backtest/artefacts/figures/wall-line.ts';
import { renderManifests } from '../../backtest/artefacts/manifests-json.ts';
import { renderReport } from '../../backtest/artefacts/report/report-page.ts';
import { renderRunConfigJson } from '../../backtest/artefacts/run-config-json.ts';
import {
  type GoldenResult,
  renderTestReportJson,
  type Sources,
  type TestReport,
  type TestVerdict,
} from '../../backtest/artefacts/test-report.ts';
import type { Check } from '../../backtest/checks/check.ts';
import type { Comparison } from '../../backtest/comparison/comparison.ts';
import type { Inspection } from '../../backtest/inspection/static-check.ts';
import { shownVerdict } from '../../backtest/inspection/test-verdict.ts';
import type { Wall } from '../../backtest/wall/wall.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { RunOrder, RunOutcome } from '../../ports/backtest-engine.ts';
import type { FileDigest, PassingFolder } from '../../ports/run-folders.ts';
import type { RunProofs } from './check-evidence.ts';
import type { RunPorts } from './run-ports.ts';

/** What the reports of a run are made of. */
export interface ReportedRun {
  readonly outcome: RunOutcome;
  readonly checks: readonly Check[];
  readonly proofs: RunProofs;
  readonly files: readonly FileDigest[];
  /** Milliseconds since 1970 UTC. */
  readonly started: number;
  /** Null where no wall stood. */
  readonly wall?: Wall | null;
  readonly inspection?: Inspection | null;
  readonly golden?: readonly GoldenResult[] | null;
  readonly comparison?: Comparison | null;
  /** Why the base did not run; null where it did, and where there is none. */
  readonly baseFailure?: string | null;
  /** What the test came to; null for a run that is none. */
  readonly verdict?: TestVerdict | null;
  /** Where the files came from; without it their hashes are told alone. */
  readonly sources?: Sources;
}

/**
 * Writes `run_config.json`, `data_manifest.json`, `summary.md`, `report.html` and, as the last one, `test_report.json`,
 * which knows the hashes of the files that were given and of the two that are written first.
 */
export async function writeReports(run: ReportedRun, folder: PassingFolder, ports: RunPorts): Promise<TestReport> {
  const { folders } = ports;
  const { summary, manifests } = run.outcome;
  const symbols = summary.data.map(({ symbol }) => symbol);
  await folders.write(folder, 'run_config.json', renderRunConfigJson({ ...summary, symbols }));
  await folders.write(folder, 'data_manifest.json', renderManifests(manifests));
  const written = await Promise.all(RECORDS.map((name) => folders.digest(folder, name)));
  const files = [...run.files, ...written.filter(({ name }) => run.files.every((file) => file.name !== name))];
  const testReport = reportOf({ ...run, files }, ports);
  await writePages(run, testReport, { folder, ports });
  await folders.write(folder, 'test_report.json', renderTestReportJson(testReport));
  return testReport;
}

/** What a run is recomputed from beside its data; the decisions are written by whoever runs the strategy. */
const RECORDS = ['decisions.log', 'run_config.json', 'data_manifest.json'];

async function writePages(
  { outcome, checks }: ReportedRun,
  testReport: TestReport,
  { folder, ports }: { readonly folder: PassingFolder; readonly ports: RunPorts },
): Promise<void> {
  const { summary, curves, report, manifests } = outcome;
  if (curves === null || report === null) throw new AppError('broken', 'the engine gathered nothing for a report');
  const { proofs, run, inspection, golden } = testReport;
  const told = { summary, checks, proofs, wall: run.wall, inspection, golden, verdict: shownVerdict(testReport) };
  const markdown = renderSummaryMarkdown({ ...told, equity: curves.equity });
  await ports.folders.write(folder, 'summary.md', markdown);
  const page = { ...told, curves, candles: report.candles, manifests };
  await ports.folders.write(folder, 'report.html', renderReport(page, await ports.reportAssets()));
}

function reportOf(run: ReportedRun, { now, program }: RunPorts): TestReport {
  const { outcome, checks, proofs, files, started, wall = null, golden = null } = run;
  const { summary, strategySha256, duration, mode, runtime } = outcome;
  const finished = now();
  const bars = summary.data.reduce((sum, each) => sum + each.bars, 0);
  return {
    notice: weakerNotice(wall),
    verdict: run.verdict ?? null,
    format: 'conclave-backtest-test-report',
    version: 2,
    correlation_id: summary.correlation_id,
    run: {
      started: new Date(started).toISOString(),
      finished: new Date(finished).toISOString(),
      duration_ms: finished - started,
      bars_per_second: duration > 0 ? Math.round((bars / duration) * 1_000) : null,
      mode,
      runtime,
      node: program.node,
      platform: program.platform,
      program: program.version,
      strategy_sha256: strategySha256,
      wall,
    },
    sources: run.sources ?? sourcesOf(outcome),
    files: files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
    checks: [...checks],
    proofs: { determinism: proofs.determinism, look_ahead: proofs.lookAhead },
    inspection: run.inspection ?? null,
    golden: golden === null ? null : [...golden],
    comparison: run.comparison ?? null,
    base_failure: run.baseFailure ?? null,
    warnings: reportWarnings(outcome, proofs),
  };
}

/** Where the files of a run came from: absolute paths, and how those are told that are told at all. */
export interface NamedFiles extends Pick<RunOrder, 'strategy' | 'data'> {
  readonly paths: ReadonlyMap<string, string>;
  /** The file of configuration by its absolute path; null where the defaults hold. */
  readonly configFile: { readonly path: string; readonly sha256: string } | null;
}

/** What a run was made with, by hash, and by path where it has one to tell. */
export function sourcesOf({ strategySha256, manifests }: RunOutcome, named?: NamedFiles): Sources {
  const pathOf = (path: string | undefined): string | null => named?.paths.get(path ?? '') ?? null;
  return {
    strategy: { path: pathOf(named?.strategy), sha256: strategySha256 },
    config: named?.configFile == null ? null : { path: pathOf(named.configFile.path), sha256: named.configFile.sha256 },
    data: manifests.map(({ symbol, sha256 }, index) => ({ symbol, path: pathOf(named?.data[index]?.path), sha256 })),
    workflow: null,
    action: null,
  };
}

/** Everything that a reader of a test report is warned of. */
export function reportWarnings(
  { manifests, summary }: Pick<RunOutcome, 'manifests' | 'summary'>,
  { lookAhead }: RunProofs,
): string[] {
  const gaps = manifests.flatMap(({ symbol, gaps_count, missing_bars }) =>
    gaps_count === 0 ? [] : [`${symbol} has ${gaps_count} gaps, into which ${missing_bars} bars would fit.`],
  );
  const calendar = lookAhead?.calendar.warning ?? null;
  return [...runWarnings(summary), ...gaps, ...(calendar === null ? [] : [calendar])];
}
