import { z } from 'zod';
import { Check } from '../checks/check.ts';
import { DeterminismProof } from '../determinism/determinism-proof.ts';
import { LookAheadProof } from '../proofs/look-ahead.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hex digits');
const Time = z.iso.datetime().describe('ISO 8601 in UTC.');

/** Something that the wall around a strategy holds back, and whether it did. */
const WallFact = z.strictObject({
  name: z.string().describe('Such as network, memory or cpu.'),
  holds: z.boolean().nullable().describe('Null where it was not tried.'),
  detail: z.string().describe('What was seen, such as the limit.'),
});

/** What a strategy ran behind. */
export const Wall = z.strictObject({
  engine: z.string().describe('Such as bubblewrap or docker; process where the strategy ran in a process of ours.'),
  facts: z.array(WallFact),
});
export type Wall = z.infer<typeof Wall>;

/** What was proven of a run; null where a proof was not asked for. */
export const Proofs = z.strictObject({
  determinism: DeterminismProof.nullable(),
  look_ahead: LookAheadProof.nullable(),
});
export type Proofs = z.infer<typeof Proofs>;

/** How and where a run was made; the only part of the artefacts that knows a clock and a machine. */
const RunFacts = z.strictObject({
  started: Time,
  finished: Time,
  duration_ms: z.number().min(0),
  bars_per_second: z.number().min(0).nullable(),
  node: z.string(),
  platform: z.string(),
  program: z.string().describe('Version of the program.'),
  strategy_sha256: Sha256.nullable(),
  wall: Wall.nullable().describe('Null where no wall stood.'),
});

/** `test_report.json`: what was checked and proven of a run, and what was not. */
export const TestReport = z.strictObject({
  format: z.literal('conclave-backtest-test-report'),
  version: z.literal(1),
  correlation_id: z.string(),
  run: RunFacts,
  files: z.array(z.strictObject({ name: z.string(), sha256: Sha256, bytes: z.int().min(0) })),
  checks: z.array(Check),
  proofs: Proofs,
  warnings: z.array(z.string()),
});
export type TestReport = z.infer<typeof TestReport>;

/** `test_report.json` as text, with its fields in the order of the schema. */
export function renderTestReportJson(report: TestReport): string {
  return `${JSON.stringify(TestReport.parse(report), null, 2)}\n`;
}
