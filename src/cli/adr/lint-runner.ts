import type { AdrFinding } from '../../adr/finding.ts';
import { isAppError, messageOf, renderError } from '../../kernel/app-error.ts';
import type { Annotation } from '../gate/annotations.ts';
import { disarm } from '../gate/disarm.ts';
import { clipLines, roomIn } from '../runner-file.ts';
import type { Terminal } from '../terminal.ts';
import { renderLintMarkdown } from './lint-markdown.ts';
import { countFindings, type LintReport, renderShortJson } from './lint-report.ts';

/** GitHub shows this many of each level of a step, and hides the rest. */
const MOST_OF_A_LEVEL = 10;
/** Most characters of the report as an output, of which a job has 1 MB in all. */
const LONGEST_REPORT = 200_000;

const TITLE = 'Decision records';

/** Hands the findings to a runner of GitHub Actions: remarks, the summary of the job, and the outputs of the step. */
export async function tellRunner(report: LintReport, terminal: Terminal): Promise<void> {
  const core = await import('@actions/core');
  for (const { level, title, message, path, line } of annotationsOf(report.findings)) {
    core[level](message, {
      title,
      ...(path !== undefined && { file: path }),
      ...(line !== undefined && { startLine: line }),
    });
  }
  if (report.records === 0) core.warning(report.notes.join('\n'), { title: TITLE });
  const room = await roomIn('GITHUB_STEP_SUMMARY', terminal);
  const summary = room === null ? '' : clipLines(disarm(renderLintMarkdown(report)), room);
  if (summary !== '') await core.summary.addRaw(summary, true).write();
  if ((await roomIn('GITHUB_OUTPUT', terminal)) === null) return;
  const { errors, warnings } = countFindings(report.findings);
  core.setOutput('errors', errors);
  core.setOutput('warnings', warnings);
  core.setOutput('report', renderShortJson(report, LONGEST_REPORT));
}

/** Tells a runner that nothing was linted. */
export async function tellRunnerOfFailure(error: unknown): Promise<void> {
  const core = await import('@actions/core');
  core.error(isAppError(error) ? renderError(error) : messageOf(error), { title: `${TITLE}: not linted` });
}

/** The remarks of findings, errors first; where they are more than GitHub shows, the last one says how many. */
function annotationsOf(findings: readonly AdrFinding[]): readonly Annotation[] {
  return (['error', 'warning'] as const).flatMap((level) => {
    const all = findings.filter(({ severity }) => severity === level).map(annotate);
    if (all.length <= MOST_OF_A_LEVEL) return all;
    const left = all.length - MOST_OF_A_LEVEL + 1;
    const message = `${left} more stand in the summary of this job; GitHub shows ${MOST_OF_A_LEVEL} of a kind.`;
    return [...all.slice(0, MOST_OF_A_LEVEL - 1), { level, title: TITLE, message }];
  });
}

function annotate({ file, line, rule, severity, message, expected, advice }: AdrFinding): Annotation {
  const words = [
    message,
    ...(expected === undefined ? [] : [`expected ${expected}`]),
    ...(advice === undefined ? [] : [advice]),
  ];
  return { level: severity, title: `${TITLE}: ${rule}`, message: words.join('\n'), path: file, line };
}
