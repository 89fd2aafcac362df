import { weakerNotice } from '../artefacts/figures/wall-line.ts';
import { renderTestReportJson, type TestReport } from '../artefacts/test-report.ts';
import type { Check, CheckId } from '../checks/check.ts';
import { verdictOfReport } from '../inspection/test-verdict.ts';
import type { RecomputedRun } from './recomputed-run.ts';
import { tellValueDifference } from './value-difference.ts';

/** What is known of a file that was read. */
export interface ReadDigest {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What a test report is held against. */
export interface ReportGround {
  readonly report: TestReport;
  readonly text: string;
  readonly run: RecomputedRun;
  /** The checks, judged anew by what was computed and by the proofs that the report claims; without drills. */
  readonly checks: readonly Check[];
  /** The warnings that follow from the run and the proofs. */
  readonly warnings: readonly string[];
}

/** Checks that also look at drills: short runs of the strategy that nobody can repeat without it. */
const DRILLED: ReadonlySet<CheckId> = new Set<CheckId>(['sizing', 'risk-limits', 'kill-switch', 'exchange-errors']);

/** Where `test_report.json` says otherwise than what was computed again, in words. */
export function reportDifferences(ground: ReportGround): readonly string[] {
  const { report, text, run } = ground;
  const { summary, manifests } = run;
  const said = {
    notice: report.notice,
    verdict: report.verdict,
    correlation_id: report.correlation_id,
    sources: {
      strategy: report.sources.strategy?.sha256 ?? report.run.strategy_sha256,
      data: report.sources.data.map(({ symbol, sha256 }) => ({ symbol, sha256 })),
    },
  };
  const follows = {
    notice: weakerNotice(report.run.wall),
    verdict: verdictOfReport(report),
    correlation_id: summary.correlation_id,
    sources: {
      strategy: report.run.strategy_sha256,
      data: manifests.map(({ symbol, sha256 }) => ({ symbol, sha256 })),
    },
  };
  const told = [
    tellValueDifference(said, follows),
    ...checkDifferences(report.checks, ground.checks),
    tellValueDifference(report.warnings, ground.warnings, 'warnings'),
    renderTestReportJson(report) === text ? null : 'it is not spelled as this program writes it',
  ];
  return told.filter((each) => each !== null).map((each) => `test_report.json: ${each}`);
}

function checkDifferences(said: readonly Check[], follow: readonly Check[]): readonly (string | null)[] {
  const ids = [said, follow].map((checks) => checks.map(({ id }) => id).join(', '));
  if (ids[0] !== ids[1]) return [`its checks are ${ids[0]}, and a run has ${ids[1]}`];
  return follow.map((check, index) => {
    const other = said[index] as Check;
    if (!DRILLED.has(check.id)) return tellValueDifference(other, check, `check ${check.id}`);
    const isHidden = check.answer === 'fail' && other.answer !== 'fail';
    return isHidden ? `check ${check.id} is ${other.answer}, and the run broke a rule: ${check.evidence[0]}` : null;
  });
}

/** Files whose hashes `test_report.json` tells, against what they hold; each has to be told. */
export function hashDifferences(report: TestReport, digests: readonly ReadDigest[]): readonly string[] {
  const told = new Map(report.files.map((file) => [file.name, file]));
  const repeated = new Map(report.proofs.determinism?.files.map((file) => [file.name, file.sha256]));
  return digests.flatMap(({ name, sha256, bytes }) => {
    const file = told.get(name);
    if (file === undefined) return [`test_report.json does not tell the hash of ${name}`];
    if (file.sha256 !== sha256) return [`${name} has the hash ${sha256}, and test_report.json says ${file.sha256}`];
    if (file.bytes !== bytes) return [`${name} has ${bytes} bytes, and test_report.json says ${file.bytes}`];
    const proven = repeated.get(name);
    if (proven === undefined || proven === sha256) return [];
    return [`${name} has the hash ${sha256}, and the proof of determinism is about ${proven}`];
  });
}

/** What a report says that nobody can compute again without running the strategy: claims of whoever made it. */
export function claimsOf(report: TestReport | null, hasPage: boolean): readonly string[] {
  const decisions = 'that the decisions are those of the strategy';
  // Fees that are left out make good figures, and they follow from it.
  const ground = 'that configuration and seed are those with which it was to be run';
  if (report === null) return [decisions, ground];
  const { proofs, inspection, golden, run, comparison } = report;
  const drilled = [...DRILLED].filter((id) => report.checks.some((check) => check.id === id)).join(', ');
  return [
    decisions,
    ground,
    ...(proofs.determinism === null ? [] : ['the proof of determinism']),
    ...(proofs.look_ahead === null ? [] : ['the proof of look-ahead']),
    ...(drilled === '' ? [] : [`what the drills of the checks ${drilled} came to`]),
    ...(run.wall === null ? [] : [`the wall of ${run.wall.engine}`]),
    ...(inspection === null ? [] : ['the static checks', "the strategy's own tests"]),
    ...(golden === null ? [] : ['the golden scenarios']),
    ...(comparison === null ? [] : ['the comparison with the base']),
    'when, where and how long it ran',
    hasPage ? 'the page report.html' : 'the pages summary.md and report.html',
  ];
}
