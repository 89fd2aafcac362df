import { renderSummaryMarkdown } from '../../backtest/artefacts/comment/summary-markdown.ts';
import { runWarnings } from '../../backtest/artefacts/figures/run-warnings.ts';
import { renderReport } from '../../backtest/artefacts/report/report-page.ts';
import { renderTestReportJson, type TestReport } from '../../backtest/artefacts/test-report.ts';
import type { Check } from '../../backtest/checks/check.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { RunOutcome } from '../../ports/backtest-engine.ts';
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
}

/** Writes `data_manifest.json`, `summary.md`, `report.html` and, as the last one, `test_report.json`. */
export async function writeReports(run: ReportedRun, folder: PassingFolder, ports: RunPorts): Promise<TestReport> {
  const { outcome, checks } = run;
  const { summary, curves, report } = outcome;
  if (curves === null || report === null) throw new AppError('broken', 'the engine gathered nothing for a report');
  const proofs = { determinism: run.proofs.determinism, look_ahead: run.proofs.lookAhead };
  const { manifests } = outcome;
  const page = { summary, curves, candles: report.candles, manifests, checks, proofs, wall: null };
  const testReport = reportOf(run, ports);
  await ports.folders.write(folder, 'data_manifest.json', `${JSON.stringify(manifests, null, 2)}\n`);
  await ports.folders.write(
    folder,
    'summary.md',
    renderSummaryMarkdown({ summary, checks, proofs, wall: null, equity: curves.equity }),
  );
  await ports.folders.write(folder, 'report.html', renderReport(page, await ports.reportAssets()));
  await ports.folders.write(folder, 'test_report.json', renderTestReportJson(testReport));
  return testReport;
}

function reportOf({ outcome, checks, proofs, files, started }: ReportedRun, { now, program }: RunPorts): TestReport {
  const { summary, strategySha256, duration } = outcome;
  const finished = now();
  const bars = summary.data.reduce((sum, each) => sum + each.bars, 0);
  return {
    format: 'conclave-backtest-test-report',
    version: 1,
    correlation_id: summary.correlation_id,
    run: {
      started: new Date(started).toISOString(),
      finished: new Date(finished).toISOString(),
      duration_ms: finished - started,
      bars_per_second: duration > 0 ? Math.round((bars / duration) * 1_000) : null,
      node: program.node,
      platform: program.platform,
      program: program.version,
      strategy_sha256: strategySha256,
      wall: null,
    },
    files: files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
    checks: [...checks],
    proofs: { determinism: proofs.determinism, look_ahead: proofs.lookAhead },
    warnings: warningsOf(outcome, proofs),
  };
}

function warningsOf({ manifests, summary }: RunOutcome, { lookAhead }: RunProofs): string[] {
  const gaps = manifests.flatMap(({ symbol, gaps_count, missing_bars }) =>
    gaps_count === 0 ? [] : [`${symbol} has ${gaps_count} gaps, into which ${missing_bars} bars would fit.`],
  );
  const calendar = lookAhead?.calendar.warning ?? null;
  return [...runWarnings(summary), ...gaps, ...(calendar === null ? [] : [calendar])];
}
