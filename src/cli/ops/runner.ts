import { isAppError, messageOf, renderError } from '../../kernel/app-error.ts';
import { namePattern, type PatternFinding } from '../../ops/patterns/pattern.ts';
import type { RuleResult } from '../../ops/state/state.ts';
import { type Annotation, annotate, shorten } from '../annotation.ts';
import { clipLines, roomIn } from '../runner-file.ts';
import type { Terminal } from '../terminal.ts';
import { renderStateJson } from './state-json.ts';
import { renderStateMarkdown } from './state-markdown.ts';
import { judgedOf } from './state-words.ts';
import type { ToldState } from './told-state.ts';

const TITLE = 'State';
/** Most characters of the state as an output, of which a job has 1 MB in all. */
const LONGEST_REPORT = 200_000;

/** Hands a state to a runner of GitHub Actions: remarks, the summary of the job, and the outputs of the step. */
export async function tellRunner(
  { told, issue }: { readonly told: ToldState; readonly issue: number | null },
  exitCode: number,
  terminal: Terminal,
): Promise<void> {
  const core = await import('@actions/core');
  await annotate(annotationsOf(told));
  const room = await roomIn('GITHUB_STEP_SUMMARY', terminal);
  const summary = room === null ? '' : clipLines(renderStateMarkdown(told), room);
  if (summary !== '') await core.summary.addRaw(summary, true).write();
  if ((await roomIn('GITHUB_OUTPUT', terminal)) === null) return;
  const { state, fired, unknown } = told.verdict;
  core.setOutput('state', state);
  core.setOutput('fired', JSON.stringify(fired));
  core.setOutput('unknown', JSON.stringify(unknown));
  core.setOutput('next', told.next.sentence);
  core.setOutput('issue', issue ?? '');
  core.setOutput('report', reportOf(told, exitCode));
}

/** Tells a runner that nothing was judged; what reads the outputs finds none. */
export async function tellRunnerOfFailure(error: unknown): Promise<void> {
  const core = await import('@actions/core');
  core.error(isAppError(error) ? renderError(error) : messageOf(error), { title: 'State: nothing was judged' });
}

/** What fired as errors (a fired YELLOW as a warning), what nobody knows and patterns that were incidents as warnings. */
function annotationsOf({ verdict: { evidence, patterns } }: ToldState): readonly Annotation[] {
  const there = patterns.filter(({ truth }) => truth === 'true');
  const all = [...evidence.filter(({ truth }) => truth !== 'false').map(annotationOf), ...there.map(warningOf)];
  return (['error', 'warning'] as const).flatMap((level) =>
    shorten(
      all.filter((each) => each.level === level),
      level,
      TITLE,
    ),
  );
}

function annotationOf(result: RuleResult): Annotation {
  const { rule, state, truth } = result;
  const level = truth === 'true' && state !== 'YELLOW' ? 'error' : 'warning';
  const title = truth === 'true' ? `${TITLE}: ${state}` : `${TITLE}: unknown`;
  return { level, title, message: `${rule}: ${judgedOf(result)}` };
}

function warningOf(finding: PatternFinding): Annotation {
  const message = `${namePattern(finding)}: ${judgedOf(finding)}. ${finding.next}`;
  return { level: 'warning', title: `${TITLE}: a pattern that was an incident`, message };
}

/** What is too long leaves out the golden signals and says so. */
function reportOf(told: ToldState, exitCode: number): string {
  const whole = renderStateJson(told, exitCode, 0);
  if (whole.length <= LONGEST_REPORT) return whole;
  const { verdict } = told;
  const notes = [...verdict.notes, `${verdict.signals.length} golden signals are left out of this output`];
  return renderStateJson({ ...told, asked: {}, verdict: { ...verdict, signals: [], notes } }, exitCode, 0);
}
