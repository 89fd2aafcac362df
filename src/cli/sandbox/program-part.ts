import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

type Exit = (code: number) => void;

/** Adds `conclave sandbox` to the program. */
export function addSandbox(program: Command, terminal: Terminal, exit: Exit): void {
  const sandbox = program
    .command('sandbox')
    .description('wall in strategies: build what they run in, try out what the wall holds, test them there');
  addBuild(sandbox, terminal, exit);
  addProbe(sandbox, terminal, exit);
  addRun(sandbox, terminal, exit);
}

const AFTER_BUILD_HELP = `
The image holds Python, Node and pinned packages, nothing of a repository. It is
built once; a second call finds it. Of this machine's engines it is built for
the first of docker, podman, bubblewrap. From "registry" the base images come by
their digests; from "debian" (Debian 12 and 13, Ubuntu 24.04) the packages of
this machine's distribution do, without rights of root. bubblewrap takes that
one only; for the others it stands in where no registry can be reached.

Exit codes: 0 it is there, 2 wrong use or a machine that it cannot be built on,
4 no engine, or something outside failed.`;

function addBuild(sandbox: Command, terminal: Terminal, exit: Exit): void {
  sandbox
    .command('build')
    .description('build the image in which strategies run, or find it')
    .option('--engine <name>', 'docker, podman or bubblewrap (default: the first that answers)')
    .option('--from <source>', 'registry or debian (default: what can be reached)')
    .option('--json', 'what was built as JSON on standard output')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_BUILD_HELP)
    .action(async (options: unknown) => {
      const { buildCommand } = await import('./build.ts');
      exit(await buildCommand(options, terminal));
    });
}

const AFTER_PROBE_HELP = `
Every guarantee is tried out behind the very wall that a strategy gets. All but
the share of the processor are mandatory: a run behind a wall that lacks one is
refused, unless --allow-weaker names it there too.

Exit codes: 0 an engine (or the one that was named) holds all that is mandatory,
2 wrong use, 4 none does.`;

function addProbe(sandbox: Command, terminal: Terminal, exit: Exit): void {
  sandbox
    .command('probe')
    .description('try out what the wall of each engine holds')
    .option('--engine <name>', 'only docker, podman or bubblewrap')
    .option('--allow-weaker <guarantee>', 'a guarantee that may be missing; may be given again', collect)
    .option('--json', 'what was found as JSON')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_PROBE_HELP)
    .action(async (options: unknown) => {
      const { probeCommand } = await import('./probe.ts');
      exit(await probeCommand(options, terminal));
    });
}

const AFTER_RUN_HELP = `
Everything happens behind the wall, which is measured first: mypy, flake8,
bandit and a look at its structure examine the file, its tests run, it runs,
runs again in strange surroundings, and is shown to see no later bar. Its tests
stand in test_NAME.py, beside it or in a folder tests, unless --tests names them
and what they read. All figures come from an engine outside of the wall.

Exit codes: 0 passed, 1 something fails, 2 wrong use, or a strategy or data that
cannot be used, 3 nothing fails, but not all could be proven, 4 no engine, no
image, or a wall that lacks something.`;

function addRun(sandbox: Command, terminal: Terminal, exit: Exit): void {
  sandbox
    .command('run <strategy>')
    .description('test a strategy that nobody trusts: examine it, run its tests, run it and prove what it did not see')
    .option('--data <file>', 'bars as CSV or Parquet, or SYMBOL=FILE; may be given again', collect)
    .option('--config <file>', 'costs, risk rules and how the data is read (default: no costs)')
    .option('--seed <number>', 'the seed of the run (default: 1)')
    .option('--tests <files...>', 'tests in Python, and files and folders that they read')
    .option('--golden <files...>', 'golden scenarios of the strategy')
    .option('--base <ref>', 'compare with how it stands at this ref of the repository')
    .option('--repo <dir>', 'the repository (default: the current folder)')
    .option('--engine <name>', 'docker, podman or bubblewrap (default: the first whose wall holds)')
    .option(
      '--allow-weaker <guarantee>',
      'let the wall lack this, which is then said first; may be given again',
      collect,
    )
    .option('--mode <mode>', 'fast gives all bars at once, strict one after the other (default: fast)')
    .option('--time-limit <seconds>', 'after which a run is ended (default: 300)')
    .option('--out <dir>', 'folder of the artefacts (default: backtest)')
    .option('--json', 'the result as JSON on standard output, everything else on standard error')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_RUN_HELP)
    .action(async (strategy: string, options: unknown) => {
      const { runCommand } = await import('./run.ts');
      exit(await runCommand(strategy, options, terminal));
    });
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
