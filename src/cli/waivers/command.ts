import { drawAuditIssue } from '../../gates/audit/audit-issue.ts';
import { renderAuditMarkdown } from '../../gates/audit/audit-markdown.ts';
import type { WaiverAudit } from '../../gates/audit/waiver-audit.ts';
import type { KeptIssue, StandingIssue } from '../../ports/standing-issue.ts';
import { EXIT } from '../exit-code.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import type { Terminal } from '../terminal.ts';
import { renderAuditText } from './audit-text.ts';
import { type AuditOptions, isForRunner, parseAuditOptions } from './options.ts';
import { auditWaivers, wireAudit } from './wire.ts';

/** `conclave waivers audit`: says how merged pull requests went past the gates; returns the exit code. */
export async function audit(rawOptions: unknown, terminal: Terminal): Promise<number> {
  try {
    const options = parseAuditOptions(rawOptions, terminal);
    const found = await auditAndTell(options, terminal);
    return found.findings.length === 0 ? EXIT.passed : EXIT.failed;
  } catch (error) {
    if (isForRunner(rawOptions)) {
      const { tellRunnerOfFailure } = await import('./runner.ts');
      await tellRunnerOfFailure(error);
    }
    throw error;
  }
}

async function auditAndTell(options: AuditOptions, terminal: Terminal): Promise<WaiverAudit> {
  const { home, history, issue } = wireAudit(options, terminal.environment);
  const found = await auditWaivers(home, options.order, history);
  const kept = options.keepsIssue ? await keepIssue(found, issue, terminal) : null;
  terminal.output.write(render(found, options.format, terminal));
  if (options.format === 'github') {
    const { tellRunner } = await import('./runner.ts');
    await tellRunner(found, kept, terminal);
  }
  return found;
}

async function keepIssue(found: WaiverAudit, issue: StandingIssue, { errors }: Terminal): Promise<KeptIssue> {
  const kept = await issue.keep(drawAuditIssue(found));
  errors.write(kept.how === 'not-needed' ? 'No issue is needed.\n' : `${WORDS[kept.how]} ${kept.url}\n`);
  return kept;
}

const WORDS = { created: 'Made', edited: 'Updated', 'as-before': 'Nothing changed in' } as const;

/** What stands on the output may be read by a runner, which obeys some words. */
function render(found: WaiverAudit, format: AuditOptions['format'], { output }: Terminal): string {
  switch (format) {
    case 'text':
    case 'github':
      return disarm(renderAuditText(found, output));
    case 'markdown':
      return disarm(renderAuditMarkdown(found));
    case 'issue':
      return disarm(drawAuditIssue(found).body);
    case 'json':
      return `${disarmJson(JSON.stringify(found, null, 2))}\n`;
    default:
      return format satisfies never;
  }
}
