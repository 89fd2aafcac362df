import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

const AFTER_QUALITY_HELP = `
The findings are those of the app: DATABASE_URL, or its own database in
CONCLAVE_HOME, which is started for this when the app does not run. Nothing is
changed. Session files say what was raised, and not what became of it.

Exit codes: 0 nothing to point out, 1 something is, 2 wrong use or no database,
3 nothing can be said, 4 the database gave no answer.`;

/** Adds `conclave report` to the program. */
export function addReport(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const report = program.command('report').description('look at what the committee was worth');
  report
    .command('quality')
    .description('count what became of findings by rule and by skill, and point out the noisy ones')
    .option('--repo <owner/name>', 'this repository alone (default: all on record)')
    .option('--since <date>', 'only findings raised on this day or later, as YYYY-MM-DD (UTC)')
    .option('--sessions <dir>', 'count the session files in a folder, without the app')
    .option('--json', 'the figures as JSON')
    .option('--format <format>', 'text or markdown (default: text)')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_QUALITY_HELP)
    .action(async (options: unknown) => {
      const { quality } = await import('./command.ts');
      exit(await quality(options, terminal));
    });
}
