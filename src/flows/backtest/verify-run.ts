import { DataManifests, renderManifests } from '../../backtest/artefacts/manifests-json.ts';
import { readRunConfigJson } from '../../backtest/artefacts/run-config-json.ts';
import { readStrictJson } from '../../backtest/artefacts/strict-json.ts';
import type { TestReport } from '../../backtest/artefacts/test-report.ts';
import { judgeChecks } from '../../backtest/checks/judge.ts';
import type { DataManifest } from '../../backtest/data/manifest.ts';
import { refuseUnfitMarket } from '../../backtest/data/market-fit.ts';
import { type LineDifference, tellDifference } from '../../backtest/determinism/line-difference.ts';
import type { RunConfig } from '../../backtest/run-config.ts';
import { pageDifference } from '../../backtest/verification/page-difference.ts';
import { type RecomputedRun, recomputeRun } from '../../backtest/verification/recomputed-run.ts';
import { claimsOf, hashDifferences, reportDifferences } from '../../backtest/verification/report-differences.ts';
import { tellValueDifference } from '../../backtest/verification/value-difference.ts';
import type { RunVerification } from '../../backtest/verification/verification.ts';
import { AppError, isAppError } from '../../kernel/app-error.ts';
import { hashBytes } from '../../kernel/hash.ts';
import type { ArtefactFiles } from '../../ports/artefact-files.ts';
import { gatherEvidence } from './check-evidence.ts';
import { readGivenMarket, type VerifyPorts } from './given-market.ts';
import { type GivenRun, readGivenRun } from './given-run.ts';
import { reportWarnings } from './report-files.ts';

/** Which run is verified. */
export interface VerifyOrder {
  /** Read by their names, without a folder. */
  readonly files: ArtefactFiles;
  /** Whether a run without `test_report.json` can be used. */
  readonly needsReport: boolean;
}

/**
 * Computes every figure of a run again from its decisions, its configuration and its data, and tells where its files say
 * otherwise. Nothing of a strategy runs. What is missing or cannot be read makes it unusable, never verified.
 */
export async function verifyRun({ files, needsReport }: VerifyOrder, ports: VerifyPorts): Promise<RunVerification> {
  try {
    const given = await readGivenRun(files, needsReport);
    const told = hashesOf(given);
    try {
      return await verifyGiven(given, told, ports);
    } catch (error) {
      // What does not hold together is shown to be false, whatever else could not be read of it.
      if (told.length > 0 && isExpected(error)) return { answer: 'differs', differences: told, report: given.report };
      throw error;
    }
  } catch (error) {
    if (!isExpected(error)) throw error;
    return { answer: 'unusable', reason: wordsOf(error) };
  }
}

function isExpected(error: unknown): error is AppError {
  return isAppError(error) && (error.code === 'bad-input' || error.code === 'bad-config');
}

function wordsOf({ message, facts: { where, expected } }: AppError): string {
  return `${where === undefined ? '' : `${where}: `}${message}${expected === undefined ? '' : `; expected ${expected}`}`;
}

function hashesOf({ report, bytes }: GivenRun): readonly string[] {
  if (report === null) return [];
  const digests = Object.entries(bytes).map(([name, each]) => ({
    name,
    sha256: hashBytes(each),
    bytes: each.byteLength,
  }));
  return hashDifferences(report, digests);
}

async function verifyGiven(
  { bytes, report, reportText, page }: GivenRun,
  hashes: readonly string[],
  ports: VerifyPorts,
): Promise<RunVerification> {
  const record = readRunConfigJson(bytes['run_config.json']);
  const told = readStrictJson(bytes['data_manifest.json'], DataManifests, 'data_manifest.json');
  refuseOtherSymbols(record.symbols, told);
  const { market, differences: ofData } = await readGivenMarket(told, { config: record.config, report, ports });
  if (market === null) return { answer: 'differs', differences: [...ofData, ...hashes], report };
  refuseUnfitMarket(market, record.config);
  const run = recomputeRun({
    record,
    market,
    decisions: bytes['decisions.log'],
    files: {
      trades: bytes['trades.csv'],
      equity: bytes['equity_curve.csv'],
      events: bytes['events.log'],
      summary: bytes['summary.json'],
    },
  });
  const isDrawn = page !== null && report !== null && report.run.program === ports.program;
  const differences = [
    ...manifestDifferences(told, bytes['data_manifest.json'], run),
    ...run.differences.map((difference) => tellDifference(difference, SIDES)),
    ...(report === null ? [] : reportDifferences(groundOf({ report, text: reportText, run, config: record.config }))),
    ...(isDrawn ? ofPage(pageDifference(page, report, run)) : []),
    ...hashes,
  ];
  if (differences.length > 0) return { answer: 'differs', differences, report };
  const computed = [...computedOf(report), ...(isDrawn ? ['summary.md'] : [])];
  return { answer: 'verified', run, report, computed, claims: claimsOf(report, isDrawn) };
}

function ofPage(difference: LineDifference | null): readonly string[] {
  return difference === null ? [] : [tellDifference(difference, SIDES)];
}

const SIDES = { first: 'in the file', second: 'by the replay' };

function refuseOtherSymbols(symbols: readonly string[], told: readonly DataManifest[]): void {
  const described = told.map(({ symbol }) => symbol).join(', ');
  if (described === symbols.join(', ')) return;
  throw new AppError('bad-input', `it tells of ${described}, and run_config.json of ${symbols.join(', ')}`, {
    where: 'data_manifest.json',
    expected: 'the same symbols in the same order',
  });
}

function manifestDifferences(
  told: readonly DataManifest[],
  bytes: Uint8Array,
  { manifests }: RecomputedRun,
): readonly string[] {
  const words = tellValueDifference(told, manifests);
  if (words !== null) return [`data_manifest.json: ${words}`];
  const isSpelled = Buffer.from(renderManifests(manifests), 'utf8').equals(bytes);
  return isSpelled ? [] : ['data_manifest.json is not spelled as this program writes it'];
}

function groundOf({
  report,
  text,
  run,
  config,
}: {
  readonly report: TestReport;
  readonly text: string;
  readonly run: RecomputedRun;
  readonly config: RunConfig;
}) {
  const proofs = { determinism: report.proofs.determinism, lookAhead: report.proofs.look_ahead };
  const watched = { manifests: run.manifests, report: { evidence: run.evidence, drills: null } };
  const checks = judgeChecks(gatherEvidence(watched, config, proofs));
  return { report, text, run, checks, warnings: reportWarnings(run, proofs) };
}

function computedOf(report: TestReport | null): readonly string[] {
  const files = ['trades.csv', 'equity_curve.csv', 'events.log', 'summary.json', 'data_manifest.json'];
  if (report === null) return files;
  const parts = ['the hashes', 'the checks of the run', 'the warnings', 'the notice'];
  const told = report.verdict === null ? parts : [...parts, 'the verdict that follows from its parts'];
  return [...files, `${told.slice(0, -1).join(', ')} and ${told.at(-1)} in test_report.json`];
}
