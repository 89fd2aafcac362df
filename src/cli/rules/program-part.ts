import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

const AFTER_RULES_HELP = `
An event or --pr is read through the API as it is now: GITHUB_TOKEN or GH_TOKEN
with read access to contents, pull requests, checks and statuses, and to the
members of the organisation where a rule names a team. With --base reviews,
labels and checks are not known, and a rule that hangs on them cannot pass. The
configuration comes from the base branch.

Exit codes: 0 nothing blocks, 1 a rule fails, 2 wrong use, bad input or a
configuration that cannot be read, 3 nothing fails but something waits or could
not be judged, 4 GitHub gave no answer.`;

/** Adds `conclave rules` to the program. */
export function addRules(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('rules')
    .description('judge the blocking rules on a pull request or a branch; no model is asked')
    .optionsGroup('What is judged (exactly one of --pr, --event, --base):')
    .option('--pr <owner/repo#N>', 'a pull request, or the address of its page')
    .option('--event <file>', 'a webhook payload that names a pull request, as GITHUB_EVENT_PATH')
    .option('--base <ref>', 'what HEAD adds since it left this ref, before there is a pull request')
    .option('--head <ref>', 'another end of the change, with --base')
    .option('--repo <dir>', 'the repository (default: the current folder), with --base')
    .optionsGroup('What comes out:')
    .option('--json', 'the answers as JSON, the same as --format json')
    .option('--format <format>', 'text, json or markdown (default: text)')
    .option('--out <file>', 'the same to a file too')
    .optionsGroup('Other:')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_RULES_HELP)
    .action(async (options: unknown) => {
      const { rules } = await import('./command.ts');
      exit(await rules(options, terminal));
    });
}
