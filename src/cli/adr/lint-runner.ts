import type { AdrFinding } from '../../adr/finding.ts';
import { isAppError, messageOf, renderError } from '../../kernel/app-error.ts';
import { type Annotation, annotate, shorten } from '../annotation.ts';
import { disarm } from '../gate/disarm.ts';
import { clipLines, roomIn } from '../runner-file.ts';
import type { Terminal } from '../terminal.ts';
import { renderLintMarkdown } from './lint-markdown.ts';
import { countFindings, type LintReport, renderShortJson } from './lint-report.ts';

/** Most characters of the report as an output, of which a job has 1 MB in all. */
const LONGEST_REPORT = 200_000;

const TITLE = 'Decision records';

/** Hands the findings to a runner of GitHub Actions: remarks, the summary of the job, and the outputs of the step. */
export async function tellRunner(report: LintReport, terminal: Terminal): Promise<void> {
  const core = await import('@actions/core');
  await annotate(annotationsOf(report.findings));
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
    const all = findings.filter(({ severity }) => severity === level).map(annotationOf);
    return shorten(all, level, TITLE);
  });
}

function annotationOf({ file, line, rule, severity, message, expected, advice }: AdrFinding): Annotation {
  const words = [
    message,
    ...(expected === undefined ? [] : [`expected ${expected}`]),
    ...(advice === undefined ? [] : [advice]),
  ];
  return { level: severity, title: `${TITLE}: ${rule}`, message: words.join('\n'), path: file, line };
}
