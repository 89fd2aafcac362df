import { access, constants, stat } from 'node:fs/promises';
import { renderGuardMarkdown } from '../../gates/check/guard-check.ts';
import type { GuardReport } from '../../gates/report.ts';
import { isAppError, messageOf, renderError } from '../../kernel/app-error.ts';
import type { Terminal } from '../terminal.ts';
import { annotationsOf } from './annotations.ts';
import { renderShortJson } from './report-json.ts';

/** Most bytes of a step's summary; GitHub drops a longer one as a whole. */
const LONGEST_SUMMARY = 1024 * 1024;
/** Most characters of the report as an output, of which a job has 1 MB in all. */
const LONGEST_REPORT = 200_000;

/** Hands the answers to a runner of GitHub Actions: remarks, the summary of the job, and the outputs of the step. */
export async function tellRunner(report: GuardReport, terminal: Terminal): Promise<void> {
  const core = await import('@actions/core');
  for (const { level, title, message, path, line } of annotationsOf(report)) {
    core[level](message, { title, ...(path !== undefined && { file: path }), ...(line && { startLine: line }) });
  }
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

/** How many bytes more a file of the runner takes; null, and said, where there is none. */
async function roomIn(variable: string, { environment, errors }: Terminal): Promise<number | null> {
  const path = environment[variable] ?? '';
  const why = path === '' ? 'is not set' : await whyNotWritable(path);
  if (why === null) return Math.max(0, LONGEST_SUMMARY - (await stat(path)).size);
  errors.write(`conclave: ${variable} ${why}, so nothing is written there\n`);
  return null;
}

async function whyNotWritable(path: string): Promise<string | null> {
  return access(path, constants.W_OK | constants.R_OK).then(
    () => null,
    () => 'names no file that can be written',
  );
}

/** As many whole lines as there is room for, and a word on the rest. */
function clipLines(markdown: string, room: number): string {
  const bytes = Buffer.from(markdown);
  if (bytes.length < room) return markdown;
  const rest = '\n\n… cut here: GitHub shows no longer summary.\n';
  const end = bytes.lastIndexOf(10, Math.max(0, room - Buffer.byteLength(rest) - 1));
  return end < 0 ? '' : `${bytes.subarray(0, end).toString('utf8')}${rest}`;
}
