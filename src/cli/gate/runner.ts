import { renderGuardMarkdown } from '../../gates/check/guard-check.ts';
import type { GuardReport } from '../../gates/report.ts';
import { isAppError, messageOf, renderError } from '../../kernel/app-error.ts';
import { annotate } from '../annotation.ts';
import { clipLines, roomIn } from '../runner-file.ts';
import type { Terminal } from '../terminal.ts';
import { annotationsOf } from './annotations.ts';
import { renderShortJson } from './report-json.ts';

/** Most characters of the report as an output, of which a job has 1 MB in all. */
const LONGEST_REPORT = 200_000;

/** Hands the answers to a runner of GitHub Actions: remarks, the summary of the job, and the outputs of the step. */
export async function tellRunner(report: GuardReport, terminal: Terminal): Promise<void> {
  const core = await import('@actions/core');
  await annotate(annotationsOf(report));
  const room = await roomIn('GITHUB_STEP_SUMMARY', terminal);
  const summary = room === null ? '' : clipLines(renderGuardMarkdown(report), room);
  if (summary !== '') await core.summary.addRaw(summary, true).write();
  const answers = report.gates.map(({ id, answer }) => [id.toLowerCase(), answer] as const);
  const named = [['conclusion', report.conclusion], ...answers, ['report', renderShortJson(report, LONGEST_REPORT)]];
  await putOutputs(named, terminal);
}

/** Tells a runner that no answer came; what reads the outputs finds no pass in them. */
export async function tellRunnerOfFailure(error: unknown, terminal: Terminal): Promise<void> {
  const core = await import('@actions/core');
  core.error(isAppError(error) ? renderError(error) : messageOf(error), { title: 'Guardrails: no answer' });
  await putOutputs([['conclusion', 'error']], terminal);
}

async function putOutputs(named: readonly (readonly string[])[], terminal: Terminal): Promise<void> {
  if ((await roomIn('GITHUB_OUTPUT', terminal)) === null) return;
  const { setOutput } = await import('@actions/core');
  for (const [name = '', value] of named) setOutput(name, value);
}
