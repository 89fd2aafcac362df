import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

const AFTER_ROUTE_HELP = `
Rows come from .github/conclave.yml of the base branch, or from --config. With
--base nothing is fetched; what only GitHub knows (labels, title, author) counts
as unknown until an option names it, and a row that asks for it does not decide.
--label '' means that there is none. With --pr everything is read through the
API: GITHUB_TOKEN or GH_TOKEN with contents: read and pull-requests: read; an
option then replaces what GitHub says.

Exit codes: 0 told, whatever it is; 2 wrong use, or a configuration that cannot
be read or contradicts itself; 4 GitHub gave no answer.`;

const AFTER_SIMULATE_HELP = `
No model is asked and nothing is written on GitHub. --last reads merged and
closed pull requests through the API (GITHUB_TOKEN or GH_TOKEN with contents:
read and pull-requests: read); --save keeps them, and --prs reads them again
without a network. What was not recorded, such as evidence, counts as unknown,
and a row that asks for it does not decide.

Exit codes: 0 told, whatever it is; 2 wrong use, or a configuration that cannot
be read or contradicts itself on a pull request; 4 GitHub gave no answer.`;

type Exit = (code: number) => void;

/** Adds `conclave route` and `conclave simulate` to the program. */
export function addRouting(program: Command, terminal: Terminal, exit: Exit): void {
  addRoute(program, terminal, exit);
  addSimulate(program, terminal, exit);
}

function addRoute(program: Command, terminal: Terminal, exit: Exit): void {
  program
    .command('route')
    .description('explain who must look at a change and how deeply; no model is asked')
    .optionsGroup('What is routed (exactly one of --base, --pr):')
    .option('--base <ref>', 'what HEAD adds since it left this ref; nothing is fetched')
    .option('--pr <owner/repo#N>', 'a pull request, or the address of its page')
    .optionsGroup('With --base:')
    .option('--head <ref>', 'another end of the change')
    .option('--repo <dir>', 'the repository (default: the current folder)')
    .optionsGroup('What is told of the pull request:')
    .option('--label <name>', 'a label that it has; may be given again', collect)
    .option('--title <text>', 'its title')
    .option('--author <association>', 'what its author is, e.g. MEMBER or FIRST_TIME_CONTRIBUTOR')
    .option('--branch <name>', 'the branch that it goes into (default: that of --base)')
    .optionsGroup('How:')
    .option('--config <file>', 'instead of .github/conclave.yml of the base branch')
    .option('--json', 'the route as JSON')
    .option('--format <format>', 'text, markdown or github (default: text, in Actions github)')
    .optionsGroup('Other:')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_ROUTE_HELP)
    .action(async (options: unknown) => {
      const { route } = await import('./command.ts');
      exit(await route(options, terminal));
    });
}

function addSimulate(program: Command, terminal: Terminal, exit: Exit): void {
  program
    .command('simulate')
    .description('show what a changed configuration would have done to past pull requests')
    .option('--config <file>', 'the changed configuration')
    .option('--against <file>', 'the one it is compared with (default: that of the base branch)')
    .optionsGroup('Which pull requests (exactly one of --prs, --last):')
    .option('--prs <dir>', 'recorded ones, a file each')
    .option('--last <count>', 'those that were merged or closed last, through the API')
    .option('--repo <owner/name>', 'the repository on GitHub, with --last (default: GITHUB_REPOSITORY)')
    .option('--save <dir>', 'keep what --last reads in this folder')
    .optionsGroup('Other:')
    .option('--json', 'the simulation as JSON')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_SIMULATE_HELP)
    .action(async (options: unknown) => {
      const { simulatePast } = await import('../simulate/command.ts');
      exit(await simulatePast(options, terminal));
    });
}

function collect(label: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, label];
}
