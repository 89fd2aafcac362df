import { renderSummaryMarkdown } from '../artefacts/comment/summary-markdown.ts';
import type { TestReport } from '../artefacts/test-report.ts';
import type { LineDifference } from '../determinism/line-difference.ts';
import { shownVerdict } from '../inspection/test-verdict.ts';
import { MatchingSink } from './matching-sink.ts';
import type { RecomputedRun } from './recomputed-run.ts';

/** The first line in which `summary.md` differs from what its run and its report come to; null where there is none. */
export function pageDifference(page: Uint8Array, report: TestReport, run: RecomputedRun): LineDifference | null {
  const { checks, proofs, inspection, golden } = report;
  const { summary, curves } = run;
  const looked = { checks, proofs, wall: report.run.wall, inspection, golden, verdict: shownVerdict(report) };
  const told = { ...looked, summary, equity: curves.equity };
  const sink = new MatchingSink('summary.md', page);
  sink.write(Buffer.from(renderSummaryMarkdown(told), 'utf8'));
  return sink.difference();
}
