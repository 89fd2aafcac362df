import { ArtefactWriters } from '../../../src/backtest/artefacts/artefact-writers.ts';
import type { ByteSink } from '../../../src/backtest/artefacts/byte-lines.ts';
import { correlationIdOf } from '../../../src/backtest/artefacts/correlation-id.ts';
import { DecisionsLog } from '../../../src/backtest/artefacts/decisions-log.ts';
import { renderManifests } from '../../../src/backtest/artefacts/manifests-json.ts';
import { RecorderTee } from '../../../src/backtest/artefacts/recorder-tee.ts';
import { renderRunConfigJson } from '../../../src/backtest/artefacts/run-config-json.ts';
import { renderSummaryJson } from '../../../src/backtest/artefacts/summary-json.ts';
import { renderTestReportJson, TestReport } from '../../../src/backtest/artefacts/test-report.ts';
import { InvariantBook } from '../../../src/backtest/checks/invariant-book.ts';
import { judgeChecks } from '../../../src/backtest/checks/judge.ts';
import { summaryDataOf } from '../../../src/backtest/data/manifest.ts';
import { type MarketData, readMarketData } from '../../../src/backtest/data/market-data.ts';
import { FigureBook } from '../../../src/backtest/metrics/figure-book.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { type Decision, replayDecisions } from '../../../src/backtest/runner/replayed-decisions.ts';
import { gatherEvidence } from '../../../src/flows/backtest/check-evidence.ts';
import type { VerifyPorts } from '../../../src/flows/backtest/given-market.ts';
import { reportWarnings } from '../../../src/flows/backtest/report-files.ts';
import { hashBytes } from '../../../src/kernel/hash.ts';
import type { ArtefactFiles } from '../../../src/ports/artefact-files.ts';

/** What a run in memory is made from. */
export interface RecordedGround {
  readonly csv: string;
  readonly config?: Partial<RunConfig>;
  readonly seed?: number;
  readonly decisions: (market: MarketData) => readonly Decision[];
  /** Changes the report before it is written. */
  readonly report?: (report: TestReport) => TestReport;
}

/** The files of a run as its texts, by name; whoever tampers with one writes into the map. */
export type RecordedFiles = Map<string, string>;

/** Files that a report tells the hash of. */
export const HASHED = [
  'trades.csv',
  'equity_curve.csv',
  'events.log',
  'summary.json',
  'decisions.log',
  'run_config.json',
  'data_manifest.json',
];

/** Runs decisions over a file of the symbol X and leaves the artefacts of the run, as the product would. */
export async function recordRun({ csv, config: given = {}, seed = 7, decisions, report }: RecordedGround) {
  const config = RunConfig.parse({ version: 1, ...given });
  const market = await readMarketData(sourceOf(csv), config.data);
  const files: RecordedFiles = new Map();
  const series = [market.bars];
  const data = [summaryDataOf(market.manifest)];
  const correlationId = correlationIdOf({ data, config, seed });
  const sinks = {
    trades: textSink(files, 'trades.csv'),
    equity: textSink(files, 'equity_curve.csv'),
    events: textSink(files, 'events.log'),
  };
  const writers = new ArtefactWriters(sinks, correlationId);
  const figures = new FigureBook({ series, config });
  const book = new InvariantBook({ series, config });
  const log = new DecisionsLog(textSink(files, 'decisions.log'), series);
  replayDecisions({
    ...{ decisions: [decisions(market)], series, config, seed },
    recorder: new RecorderTee([figures, book, writers]),
    onAsked: (index, bar, asked) => log.add(index, bar, asked),
  });
  writers.finish();
  log.finish();
  const summary = figures.summary({ correlationId, seed, data });
  files.set('summary.json', renderSummaryJson(summary));
  files.set('run_config.json', renderRunConfigJson({ config, seed, symbols: ['X'] }));
  files.set('data_manifest.json', renderManifests([market.manifest]));
  const manifests = [market.manifest];
  const proofs = { determinism: null, lookAhead: null };
  const evidence = gatherEvidence({ manifests, report: { evidence: book.evidence(), drills: null } }, config, proofs);
  const made = TestReport.parse({
    ...EMPTY_REPORT,
    correlation_id: correlationId,
    sources: {
      ...EMPTY_REPORT.sources,
      data: [{ symbol: 'X', path: 'data/x.csv', sha256: market.manifest.sha256 }],
    },
    checks: judgeChecks(evidence),
    warnings: reportWarnings({ manifests, summary }, proofs),
  });
  writeReport(files, report === undefined ? made : report(made));
  return { files, csv, report: made };
}

const STRATEGY = 'cd'.repeat(32);

const EMPTY_REPORT = {
  notice: null,
  verdict: null,
  format: 'conclave-backtest-test-report',
  version: 2,
  run: {
    started: '2024-01-31T09:30:00.000Z',
    finished: '2024-01-31T09:30:01.500Z',
    duration_ms: 1500,
    bars_per_second: 1000,
    mode: 'fast',
    runtime: { language: 'typescript', version: 'v24.0.0', packages: {} },
    node: 'v24.0.0',
    platform: 'linux-x64',
    program: '0.1.0',
    strategy_sha256: STRATEGY,
    wall: null,
  },
  sources: { strategy: { path: null, sha256: STRATEGY }, config: null, workflow: null, action: null },
  files: [],
  proofs: { determinism: null, look_ahead: null },
  inspection: null,
  golden: null,
  comparison: null,
  base_failure: null,
};

/** Writes a report with the hashes that the files have now, as whoever forges one would. */
export function writeReport(files: RecordedFiles, report: TestReport): void {
  const told = HASHED.map((name) => {
    const bytes = Buffer.from(files.get(name) ?? '', 'utf8');
    return { name, sha256: hashBytes(bytes), bytes: bytes.length };
  });
  files.set('test_report.json', renderTestReportJson({ ...report, files: told }));
}

/** The files as verification reads them. */
export function heldFiles(files: ReadonlyMap<string, string>): ArtefactFiles {
  return {
    read: async (path, most) => {
      const text = files.get(path);
      if (text === undefined) return { kind: 'absent' };
      const bytes = Buffer.from(text, 'utf8');
      return bytes.length > most ? { kind: 'refused', reason: 'is too large' } : { kind: 'read', bytes };
    },
  };
}

/** Opens the one file of data there is, whatever it is asked for. */
export function portsOf(csv: string): VerifyPorts {
  return { openData: async () => ({ ...sourceOf(csv), [Symbol.asyncDispose]: async () => undefined }) };
}

function sourceOf(csv: string) {
  const bytes = new TextEncoder().encode(csv);
  return {
    symbol: 'X',
    name: 'x.csv',
    byteLength: bytes.length,
    read: async (start: number, end: number) => bytes.slice(start, end),
  };
}

function textSink(files: RecordedFiles, name: string): ByteSink {
  files.set(name, '');
  return { write: (bytes) => void files.set(name, `${files.get(name)}${Buffer.from(bytes).toString('utf8')}`) };
}
