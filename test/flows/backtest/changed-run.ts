import { TestReport } from '../../../src/backtest/artefacts/test-report.ts';
import type { MarketData } from '../../../src/backtest/data/market-data.ts';
import type { Asked } from '../../../src/backtest/runner/asked.ts';
import type { Decision } from '../../../src/backtest/runner/replayed-decisions.ts';
import { renderRunVerification } from '../../../src/backtest/verification/verification-text.ts';
import { verifyRun } from '../../../src/flows/backtest/verify-run.ts';
import { DAYS } from '../../cli/backtest/short-market.ts';
import { heldFiles, portsOf, type RecordedFiles, recordRun, writeReport } from './recorded-run.ts';

export const GROUND = { csv: DAYS, config: { fee_taker: 0.001, slippage: 0.001 }, decisions: everyFifth };

/** Buys at every tenth bar and closes five bars later. */
function everyFifth({ bars }: MarketData): readonly Decision[] {
  return Array.from({ length: Math.floor(bars.length / 5) }, (_, at) => {
    const bar = at * 5 + 1;
    const asked: Asked =
      at % 2 === 0
        ? { requests: [{ action: 'BUY', type: 'MARKET', volume: 1.5, comment: 'up' }], exits: [] }
        : { requests: [], exits: [{ position_id: `p${(at + 1) / 2}`, reason: 'down' }] };
    return { bar, asked };
  });
}

export const NO_TESTS = { reason: null, passed: 0, skipped: 0, duration_ms: 0, tests: [] };

export function verify(files: RecordedFiles, csv = DAYS) {
  return verifyRun({ files: heldFiles(files), needsReport: true }, portsOf(csv));
}

/** What a person reads of files that somebody changed and, where they forge, hashed anew. */
export async function wordsOf(
  change: (files: RecordedFiles) => void,
  { forged, csv = DAYS }: { readonly forged: boolean; readonly csv?: string },
): Promise<string> {
  const { files } = await recordRun(GROUND);
  change(files);
  if (forged) writeReport(files, TestReport.parse(JSON.parse(files.get('test_report.json') ?? '')));
  return renderRunVerification(await verify(files, csv));
}

export function edit(name: string, change: (text: string) => string): (files: RecordedFiles) => void {
  return (files) => {
    const text = files.get(name) ?? '';
    const changed = change(text);
    if (changed === text) throw new Error(`nothing of ${name} was changed`);
    files.set(name, changed);
  };
}

/** Changes a field of a report without changing its spelling. */
export function editReport(change: (report: TestReport) => TestReport): (files: RecordedFiles) => void {
  return edit('test_report.json', (text) => {
    const report = change(TestReport.parse(JSON.parse(text)));
    return `${JSON.stringify(report, null, 2)}\n`;
  });
}
