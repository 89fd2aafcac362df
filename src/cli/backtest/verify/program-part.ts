import type { Command } from 'commander';
import type { Terminal } from '../../terminal.ts';

const AFTER_VERIFY_HELP = `
Every figure is computed again from the decisions that the run wrote down, its
configuration and its data; no code of a strategy runs. That proves arithmetic,
not honesty: whose decisions they are, proofs, static checks, tests and the wall
stay claims, and are listed as such. Data is found where the run says, from the
repository or the current folder, or named with --data; its hash decides.

Exit codes: 0 verified, 1 a file says otherwise, 2 wrong use, or a file that is
missing or cannot be read, 4 the machine gave out.`;

/** Adds `conclave backtest verify` to the program. */
export function addVerify(backtest: Command, terminal: Terminal, exit: (code: number) => void): void {
  backtest
    .command('verify <dir>')
    .description('compute every figure of a run or a bundle again, and say where its files differ')
    .option('--data <file>', 'bars of a symbol as SYMBOL=FILE; may be given again', collect)
    .option('--repo <dir>', 'the folder from which paths of data lead (default: the current folder)')
    .option('--json', 'the result as JSON')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_VERIFY_HELP)
    .action(async (folder: string, options: unknown) => {
      const { verifyCommand } = await import('./command.ts');
      exit(await verifyCommand(folder, options, terminal));
    });
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
