import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { addPull } from './pull/program-part.ts';
import { addVerify } from './verify/program-part.ts';

const AFTER_RUN_HELP = `
A strategy is one file with a class Strategy; "conclave backtest new" writes
one. It runs in a process of its own without your environment. In TypeScript it
counts as your own code, and no wall stands around it unless you ask for one
with --wall; in Python it always runs behind a wall. "conclave sandbox run"
tests a strategy of others. Without --config nothing costs anything, and the
summary says so.

Exit codes: 0 done, and nothing that was checked fails; 1 a check fails; 2 wrong
use, or data, strategy or configuration that cannot be used; 4 the machine gave
out, or no wall could be put up.`;

type Exit = (code: number) => void;

/** Adds `conclave backtest` to the program. */
export function addBacktest(program: Command, terminal: Terminal, exit: Exit): void {
  const backtest = program
    .command('backtest')
    .description('replay a market with a strategy, the same each time, and prove what it did not see');
  withRunOptions(
    backtest
      .command('run <strategy>')
      .description('run a strategy; figures, trades, checks and a report are kept in a folder'),
  )
    .option('--twice', 'run it again where all is otherwise that must not matter, and compare the bytes')
    .option('--leaks', 'prove that no decision saw a later bar')
    .option('--mode <mode>', MODE_HELP)
    .option('--out <dir>', 'folder of the artefacts (default: backtest)')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_RUN_HELP)
    .action(async (strategy: string, options: unknown) => {
      const { runCommand } = await import('./run.ts');
      exit(await runCommand(strategy, options, terminal));
    });
  addProofs(backtest, terminal, exit);
  addNew(backtest, terminal, exit);
  addServe(backtest, terminal, exit);
  addPull(backtest, terminal, exit);
  addVerify(backtest, terminal, exit);
}

const AFTER_LEAKS_HELP = `
What is claimed: decisions depend on no later bar that was supplied. A list of
good dates in the code is not excluded by it.

Exit codes: 0 clean, 1 a later bar was seen, 2 wrong use or bad input, 3 too
little to say anything, 4 the machine gave out, or no wall could be put up.`;

const AFTER_COMPARE_HELP = `
Both sides run on the same data, with the same configuration and seed. One
figure decides, by compare.figure of the configuration; the others describe.

With --twice and --leaks the head is proven as well, as it stands in its commit.

Exit codes: 0 no regression, 1 a regression beyond compare.tolerance, or a head
that runs otherwise the second time or saw a later bar, 2 wrong use or bad
input, 4 the machine gave out, or no wall could be put up.`;

const AFTER_GOLDEN_HELP = `
Exit codes: 0 all as expected, 1 a figure differs, or the data has another hash
and nothing was compared, 2 wrong use, no golden file, or one that cannot be
run, 4 the machine gave out, or no wall could be put up.`;

function addProofs(backtest: Command, terminal: Terminal, exit: Exit): void {
  withRunOptions(
    backtest.command('leaks <strategy>').description('prove that no decision of a strategy saw a later bar'),
  )
    .option('--out <file>', 'the proof as JSON to a file too')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_LEAKS_HELP)
    .action(async (strategy: string, options: unknown) => {
      const { leaksCommand } = await import('./leaks.ts');
      exit(await leaksCommand(strategy, options, terminal));
    });
  withRunOptions(
    backtest
      .command('compare <strategy>')
      .description('say whether a strategy became better or worse between two refs'),
  )
    .option('--base <ref>', 'the state before')
    .option('--head <ref>', 'the state after (default: HEAD)')
    .option('--repo <dir>', 'the repository (default: the current folder)')
    .option('--twice', 'run the head again where all is otherwise that must not matter, and compare the bytes')
    .option('--leaks', 'prove that no decision of the head saw a later bar')
    .option('--mode <mode>', MODE_HELP)
    .option('--format <format>', 'text or markdown (default: text)')
    .option('--out <file>', 'the same to a file too')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_COMPARE_HELP)
    .action(async (strategy: string, options: unknown) => {
      const { compareCommand } = await import('./compare.ts');
      exit(await compareCommand(strategy, options, terminal));
    });
  backtest
    .command('golden [files...]')
    .description('run golden scenarios (default: golden/*.yml) and compare them with what they expect')
    .option('--update', 'write what came into the files')
    .option('--reason <text>', 'why the new figures are right; with --update')
    .option('--by <name>', 'who says so; with --update')
    .option('--repo <dir>', 'the repository (default: the current folder)')
    .option('--time-limit <seconds>', 'after which a run is ended (default: 300)')
    .option('--wall [engine]', WALL_HELP)
    .option('--allow-weaker <name>', WEAKER_HELP, collect)
    .option('--json', 'the result as JSON')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_GOLDEN_HELP)
    .action(async (files: readonly string[], options: unknown) => {
      const { goldenCommand } = await import('./golden.ts');
      exit(await goldenCommand(files, options, terminal));
    });
}

function addServe(backtest: Command, terminal: Terminal, exit: Exit): void {
  backtest
    .command('serve')
    .description('answer the broker of a Python strategy on standard input and output; its adapter starts this itself')
    .helpOption('-h, --help', 'show this')
    .action(async () => {
      const { serveCommand } = await import('./serve.ts');
      exit(await serveCommand(terminal));
    });
}

function addNew(backtest: Command, terminal: Terminal, exit: Exit): void {
  backtest
    .command('new <name>')
    .description('write a strategy with its test and configuration')
    .option('--dir <dir>', 'the folder of strategies (default: strategies)')
    .option('--python', 'write it in Python')
    .helpOption('-h, --help', 'show this')
    .action(async (name: string, options: unknown) => {
      const { newCommand } = await import('./new.ts');
      exit(await newCommand(name, options, terminal));
    });
}

/** What every command takes that runs a strategy. */
function withRunOptions(command: Command): Command {
  return command
    .option('--data <file>', 'bars as CSV or Parquet, or SYMBOL=FILE; may be given again', collect)
    .option('--config <file>', 'costs, risk rules and how the data is read (default: no costs)')
    .option('--seed <number>', 'the seed of the run (default: 1)')
    .option('--time-limit <seconds>', 'after which a run is ended (default: 300)')
    .option('--wall [engine]', WALL_HELP)
    .option('--allow-weaker <name>', WEAKER_HELP, collect)
    .option('--json', 'the result as JSON on standard output, everything else on standard error');
}

const WALL_HELP = 'run it behind a wall: docker, podman or bubblewrap, or the first that works';
const WEAKER_HELP = 'let the wall lack this guarantee, which is then said first; may be given again';
const MODE_HELP = 'fast gives all bars at once, strict one after the other (default: fast)';

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
