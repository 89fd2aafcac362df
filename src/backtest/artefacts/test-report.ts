import { z } from 'zod';
import { Check } from '../checks/check.ts';
import { Comparison } from '../comparison/comparison.ts';
import { DeterminismProof } from '../determinism/determinism-proof.ts';
import { Inspection } from '../inspection/static-check.ts';
import { LookAheadProof } from '../proofs/look-ahead.ts';
import { Wall } from '../wall/wall.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hex digits');
const Time = z.iso.datetime().describe('ISO 8601 in UTC.');

/** What was proven of a run; null where a proof was not asked for. */
export const Proofs = z.strictObject({
  determinism: DeterminismProof.nullable(),
  look_ahead: LookAheadProof.nullable(),
});
export type Proofs = z.infer<typeof Proofs>;

/** What the strategy ran on, as its own process says. */
const Runtime = z.strictObject({
  language: z.enum(['typescript', 'python']),
  version: z.string(),
  packages: z.record(z.string(), z.string()).describe('Packages that it can import, with their versions.'),
});

/** How and where a run was made; the only part of the artefacts that knows a clock and a machine. */
const RunFacts = z.strictObject({
  started: Time,
  finished: Time,
  duration_ms: z.number().min(0),
  bars_per_second: z.number().min(0).nullable(),
  mode: z
    .enum(['fast', 'strict'])
    .describe('Whether the strategy had all bars at once, or each one only after its decision about the one before.'),
  runtime: Runtime,
  node: z.string(),
  platform: z.string(),
  program: z.string().describe('Version of the program.'),
  strategy_sha256: Sha256.nullable(),
  wall: Wall.nullable().describe('Null where no wall stood.'),
});

const Path = z.string().nullable().describe('From where the run was started; null where it lies elsewhere.');

/** A file that a run was made with. */
const SourceFile = z.strictObject({ path: Path, sha256: Sha256 });

/** What a run was made with, by hash. */
export const Sources = z.strictObject({
  strategy: SourceFile.nullable(),
  config: SourceFile.nullable().describe('Null where the defaults hold, or where it was given in another way.'),
  data: z.array(SourceFile.extend({ symbol: z.string() })).describe('In the order in which phases go over them.'),
  workflow: SourceFile.extend({ ref: z.string() }).nullable().describe('Null outside of a workflow.'),
  action: z.strictObject({ ref: z.string(), sha256: Sha256 }).nullable().describe('Null outside of a workflow.'),
});
export type Sources = z.infer<typeof Sources>;

/** What a golden scenario of the strategy came to. */
export const GoldenResult = z.strictObject({
  name: z.string(),
  answer: z
    .enum(['same', 'differs', 'refused', 'not_run'])
    .describe('refused: the data has another hash, so nothing was compared; not_run: it could not be run.'),
  details: z.array(z.string()).describe('What differs or went wrong, the first twenty.'),
});
export type GoldenResult = z.infer<typeof GoldenResult>;

/** What a test came to: it fails for what was found, and is not proven for what could not be found out. */
export const TestVerdict = z.strictObject({
  answer: z.enum(['pass', 'fail', 'not_proven']),
  reasons: z.array(z.string()).describe('Why it fails, the gravest first; one sentence each.'),
  unproven: z.array(z.string()).describe('What it leaves open, and must not.'),
  open: z
    .array(z.string())
    .describe('Checks of trading that a run does not always give an occasion for; they are named and hold nothing up.'),
});
export type TestVerdict = z.infer<typeof TestVerdict>;

/** `test_report.json`: what was checked and proven of a run, and what was not. */
export const TestReport = z.strictObject({
  notice: z
    .string()
    .nullable()
    .describe('What has to be known before anything else: that the wall was weaker than demanded, and in what.'),
  verdict: TestVerdict.nullable().describe('It follows from the rest of the report; null for a run that was no test.'),
  format: z.literal('conclave-backtest-test-report'),
  version: z.literal(2),
  correlation_id: z.string(),
  run: RunFacts,
  sources: Sources,
  files: z.array(z.strictObject({ name: z.string(), sha256: Sha256, bytes: z.int().min(0) })),
  checks: z.array(Check),
  proofs: Proofs,
  inspection: Inspection.nullable().describe('Null where the strategy was not inspected.'),
  golden: z.array(GoldenResult).nullable().describe('Null where no golden scenario was asked for.'),
  comparison: Comparison.nullable().describe('With the base, where there is one; this run is the head.'),
  base_failure: z.string().nullable().describe('Why the base did not run; null where it did, and where there is none.'),
  warnings: z.array(z.string()),
});
export type TestReport = z.infer<typeof TestReport>;

/** `test_report.json` as text, with its fields in the order of the schema. */
export function renderTestReportJson(report: TestReport): string {
  return `${JSON.stringify(TestReport.parse(report), null, 2)}\n`;
}
