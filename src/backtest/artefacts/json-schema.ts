import { z } from 'zod';
import { DataManifest } from '../data/manifest.ts';
import { Summary } from '../metrics/summary.ts';
import { RunConfig } from '../run-config.ts';
import { TestReport } from './test-report.ts';

/** The JSON schema of the configuration of a backtest for editors, as the text of a file. */
export function runConfigJsonSchema(): string {
  return render('Conclave backtest configuration', z.toJSONSchema(RunConfig, { io: 'input' }));
}

/** The JSON schema of `summary.json`, as the text of a file. */
export function summaryJsonSchema(): string {
  return render('Conclave backtest summary', z.toJSONSchema(Summary));
}

/** The JSON schema of `test_report.json`, as the text of a file. */
export function testReportJsonSchema(): string {
  return render('Conclave backtest test report', z.toJSONSchema(TestReport));
}

/** The JSON schema of what is said of a file of market data, as the text of a file. */
export function dataManifestJsonSchema(): string {
  return render('Conclave market data manifest', z.toJSONSchema(DataManifest));
}

function render(title: string, schema: object): string {
  return `${JSON.stringify({ title, ...schema }, null, 2)}\n`;
}
