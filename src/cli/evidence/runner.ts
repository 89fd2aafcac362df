import type { EvidenceAccount } from '../../evidence/account.ts';
import { isAppError, messageOf, renderError } from '../../kernel/app-error.ts';
import { annotate } from '../annotation.ts';
import { clipLines, roomIn } from '../runner-file.ts';
import type { Terminal } from '../terminal.ts';
import { annotationsOf } from './annotations.ts';
import type { EvidenceOptions } from './options.ts';
import { renderShortJson } from './report-json.ts';
import { renderEvidenceMarkdown } from './summary-markdown.ts';
import { countHits } from './totals.ts';

/** Most characters of the report as an output, of which a job has 1 MB in all. */
const LONGEST_REPORT = 200_000;

/** Hands an account to a runner of GitHub Actions: remarks, the summary of the job, and the outputs of the step. */
export async function tellRunner(
  account: EvidenceAccount,
  { annotations, out }: Pick<EvidenceOptions, 'annotations' | 'out'>,
  terminal: Terminal,
): Promise<void> {
  const core = await import('@actions/core');
  await annotate(annotations ? annotationsOf(account) : []);
  const room = await roomIn('GITHUB_STEP_SUMMARY', terminal);
  const summary = room === null ? '' : clipLines(renderEvidenceMarkdown(account), room);
  if (summary !== '') await core.summary.addRaw(summary, true).write();
  if ((await roomIn('GITHUB_OUTPUT', terminal)) === null) return;
  const { hits, hard } = countHits(account.hits);
  core.setOutput('hits', hits);
  core.setOutput('hard', hard);
  core.setOutput('sarif', out ?? '');
  core.setOutput('report', renderShortJson(account, LONGEST_REPORT));
}

/** Tells a runner that nothing was looked at; what reads the outputs finds none. */
export async function tellRunnerOfFailure(error: unknown): Promise<void> {
  const core = await import('@actions/core');
  core.error(isAppError(error) ? renderError(error) : messageOf(error), { title: 'Evidence: nothing was looked at' });
}
