import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  dataManifestJsonSchema,
  runConfigJsonSchema,
  summaryJsonSchema,
  testReportJsonSchema,
} from '../../src/backtest/artefacts/json-schema.ts';
import { bundleJsonSchema } from '../../src/backtest/bundle/json-schema.ts';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { modelsJsonSchema } from '../../src/finops/json-schema.ts';
import { playbookJsonSchema } from '../../src/ops/playbook/json-schema.ts';
import { baseRecordingJsonSchema, pullRecordingJsonSchema, routingJsonSchema } from '../../src/routing/json-schema.ts';
import { renderActionPage } from './action-page.ts';
import { renderBacktestConfigurationPage } from './backtest-configuration-page.ts';
import { renderConfigTemplate } from './config-template.ts';
import { renderConfigurationPage } from './configuration-page.ts';
import { rulePages } from './rule-page.ts';
import { contractModule, contractText } from './strategy-contract.ts';
import { exampleStrategy } from './strategy-example.ts';

/** Every committed file that a program writes, with the program. */
export const GENERATED: readonly GeneratedFile[] = [
  { path: 'catalog/schema/conclave.schema.json', text: configJsonSchema },
  { path: 'catalog/schema/models.schema.json', text: modelsJsonSchema },
  { path: 'catalog/schema/routing.schema.json', text: routingJsonSchema },
  { path: 'catalog/schema/playbook.schema.json', text: playbookJsonSchema },
  { path: 'catalog/schema/pull-recording.schema.json', text: pullRecordingJsonSchema },
  { path: 'catalog/schema/base-recording.schema.json', text: baseRecordingJsonSchema },
  { path: 'catalog/schema/backtest-config.schema.json', text: runConfigJsonSchema },
  { path: 'catalog/schema/backtest-summary.schema.json', text: summaryJsonSchema },
  { path: 'catalog/schema/backtest-test-report.schema.json', text: testReportJsonSchema },
  { path: 'catalog/schema/backtest-bundle.schema.json', text: bundleJsonSchema },
  { path: 'catalog/schema/market-data-manifest.schema.json', text: dataManifestJsonSchema },
  { path: 'catalog/templates/conclave.yml', text: renderConfigTemplate },
  { path: 'docs/configuration.md', text: renderConfigurationPage },
  { path: 'docs/backtest-configuration.md', text: renderBacktestConfigurationPage },
  ...rulePages(),
  { path: 'src/backtest/template/contract-text.ts', text: contractModule },
  { path: 'docs/examples/backtest/conclave-backtest.d.ts', text: contractText },
  ...exampleStrategy(),
  { path: 'actions/evidence/README.md', text: () => renderActionPage('actions/evidence') },
  { path: 'actions/adr-lint/README.md', text: () => renderActionPage('actions/adr-lint') },
  { path: 'actions/guardrails/README.md', text: () => renderActionPage('actions/guardrails') },
  { path: 'actions/backtest/README.md', text: () => renderActionPage('actions/backtest') },
  { path: 'actions/ops-state/README.md', text: () => renderActionPage('actions/ops-state') },
  { path: 'actions/waiver-audit/README.md', text: () => renderActionPage('actions/waiver-audit') },
];

export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: () => string;
}

const ROOT = join(import.meta.dirname, '..', '..');

/** Whether a committed file is what its program writes today. */
export function isUpToDate({ path, text }: GeneratedFile): boolean {
  return readCommitted(path) === text();
}

function readCommitted(path: string): string | null {
  try {
    return readFileSync(join(ROOT, path), 'utf8');
  } catch {
    return null;
  }
}

if (import.meta.main) {
  const stale = GENERATED.filter((file) => !isUpToDate(file));
  if (process.argv.includes('--write')) stale.forEach(write);
  else if (stale.length > 0) process.exitCode = 1;
  console.log(stale.map(({ path }) => path).join('\n') || 'every generated file is up to date');
}

function write({ path, text }: GeneratedFile): void {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text());
}
