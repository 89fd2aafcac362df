import type { Command } from 'commander';
import type { Terminal } from '../../terminal.ts';

const AFTER_PULL_HELP = `
Configuration, data and seed come from the base; strategies and their tests
from the head. They are read as git objects and run behind a wall. Nothing is
fetched and nothing is checked out.

Exit codes: 0 all pass or nothing is touched, 1 a check fails, 2 wrong use, or a
strategy or its data that cannot be used, 3 something is not proven, 4 no wall,
no image, or the machine gave out.`;

/** Adds `conclave backtest pull` to the program. */
export function addPull(backtest: Command, terminal: Terminal, exit: (code: number) => void): void {
  backtest
    .command('pull')
    .description('test the strategies that a pull request touches, behind a wall, as its base says')
    .option('--base <ref>', 'the commit that the pull request goes to')
    .option('--head <ref>', 'the commit of the pull request (default: HEAD)')
    .option('--strategy <path>', 'this strategy, touched or not; may be given again', collect)
    .option('--pull <number>', 'number of the pull request, for the bundle')
    .option('--nonce <text>', 'by which the run is found again, for the bundle')
    .option('--repo <dir>', 'the repository (default: the current folder)')
    .option('--find', 'only name the strategies that would be tested')
    .option('--out <dir>', 'an empty folder for the bundle (default: conclave-backtest)')
    .option('--format <format>', 'text, markdown, json or github (default: text, in Actions github)')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_PULL_HELP)
    .action(async (options: unknown) => {
      const { pullCommand } = await import('./command.ts');
      exit(await pullCommand(options, terminal));
    });
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
