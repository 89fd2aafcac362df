import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

const AFTER_AUDIT_HELP = `
The token comes from GITHUB_TOKEN or GH_TOKEN. It needs contents: read,
pull-requests: read, issues: read for follow-ups, checks: read to know when the
kill switch was on, and with --issue issues: write. Nothing else is changed.
Exit codes: 0 nothing to point out, 1 something is, 2 wrong use, 4 GitHub gave
no answer.`;

/** Adds `conclave waivers` to the program. */
export function addWaivers(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const waivers = program.command('waivers').description('look at how the gates were passed by');
  waivers
    .command('audit')
    .description('list merged pull requests that went past the gates, with reasons and follow-ups')
    .option('--since <date>', 'the first day, as YYYY-MM-DD (UTC)')
    .option('--until <date>', 'the last day (default: today)')
    .option('--repo <owner/name>', 'the repository on GitHub (default: GITHUB_REPOSITORY)')
    .option('--per <period>', 'the trend by month, version or sprint (default: month)')
    .option('--sprint-days <days>', 'how many days a sprint has (default: 14)')
    .option('--label <name>', 'another waiver label than the configured one')
    .option('--check <name>', "the job that asks the gates, beside the app's check")
    .option('--issue', 'keep one issue of the repository up to date with it')
    .option('--json', 'the audit as JSON')
    .option('--format <format>', 'text, markdown, issue or github (default: text)')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_AUDIT_HELP)
    .action(async (options: unknown) => {
      const { audit } = await import('./command.ts');
      exit(await audit(options, terminal));
    });
}
