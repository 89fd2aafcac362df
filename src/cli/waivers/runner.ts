import { renderAuditMarkdown } from '../../gates/audit/audit-markdown.ts';
import type { WaiverAudit } from '../../gates/audit/waiver-audit.ts';
import { isAppError, messageOf, renderError } from '../../kernel/app-error.ts';
import type { KeptIssue } from '../../ports/standing-issue.ts';
import { disarmJson } from '../gate/disarm.ts';
import type { Terminal } from '../terminal.ts';

/** Most characters of the audit as an output, of which a job has 1 MB in all. */
const LONGEST_REPORT = 200_000;

/** Hands an audit to a runner of GitHub Actions: the summary of the job, and the outputs of the step. */
export async function tellRunner(
  found: WaiverAudit,
  issue: KeptIssue | null,
  { environment, errors }: Terminal,
): Promise<void> {
  const { setOutput, summary } = await import('@actions/core');
  const has = (variable: string) => {
    if ((environment[variable] ?? '') !== '') return true;
    errors.write(`conclave: ${variable} is not set, so nothing is written there\n`);
    return false;
  };
  if (has('GITHUB_STEP_SUMMARY')) await summary.addRaw(renderAuditMarkdown(found), true).write();
  if (!has('GITHUB_OUTPUT')) return;
  setOutput('findings', found.findings.length);
  setOutput('issue', issue === null || issue.how === 'not-needed' ? '' : issue.number);
  setOutput('report', renderReport(found));
}

/** Tells a runner that no audit came. */
export async function tellRunnerOfFailure(error: unknown): Promise<void> {
  const core = await import('@actions/core');
  core.error(isAppError(error) ? renderError(error) : messageOf(error), { title: 'Waiver audit: no answer' });
}

/** What is too long keeps what is to be looked at and the trend, and says so. */
function renderReport(found: WaiverAudit): string {
  const json = disarmJson(JSON.stringify(found));
  if (json.length <= LONGEST_REPORT) return json;
  const notes = [
    ...found.notes,
    `${found.entries.length} entries are left out of this output, which would be too long.`,
  ];
  return disarmJson(JSON.stringify({ ...found, entries: [], notes }));
}
