import { Command, CommanderError, Option } from 'commander';
import { AppError, messageOf, renderError } from '../kernel/app-error.ts';
import { EXIT, exitCodeOfError } from './exit-code.ts';
import type { Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

/** Runs one command and returns its exit code; every error becomes words on the error stream. */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = EXIT.passed;
  const program = buildProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return tell(error, terminal, argv.includes('--verbose'));
  }
}

function buildProgram(terminal: Terminal, exit: (code: number) => void): Command {
  const program = new Command('conclave')
    .description(
      'A committee for trading and ML repositories: ten seats read a change, one auditable verdict comes out.',
    )
    .version(VERSION)
    .option('--verbose', 'show the stack of an unexpected error')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.output.write(text),
      writeErr: (text) => terminal.errors.write(text),
      getOutHelpWidth: () => terminal.output.columns,
      getErrHelpWidth: () => terminal.errors.columns,
      outputError: (text, write) => write(text.replace(/^error: /, 'conclave: ')),
    });
  addReview(program, terminal, exit);
  addSession(program, terminal, exit);
  return program;
}

function addReview(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('review')
    .description('hold a committee session on a change, a diff or a document')
    .optionsGroup('What is reviewed (one of --base, --diff, --artifact)')
    .option('--base <ref>', 'a local git change since the merge base with this ref; nothing is fetched')
    .option('--head <ref>', 'the other end of the change (default: HEAD)')
    .option('--repo <dir>', 'the repository (default: the current folder)')
    .option('--diff <file>', 'a unified diff, or - for standard input; with --repo the files around it are read too')
    .option('--artifact <file>', 'a plan dossier, an experiment report or another text')
    .optionsGroup('How')
    .option('--session-type <type>', 'plan_review, pr_review, experiment_review or general (default: from the input)')
    .option('--question <text>', 'what the committee shall answer, in English')
    .option('--issue <ref>', 'the issue this belongs to, e.g. "#12"')
    .option('--experts <list>', 'only these skills, e.g. ml-engineer,ops')
    .option('--model <provider:name>', 'one model for both seats of every skill')
    .option('--models <list>', 'first=…,second=…,chair=…')
    .option('--no-consolidation', 'leave the chair out')
    .option('--budget <usd>', 'what the session may cost at most')
    .option('--dry-run', 'print every prompt with its estimate; ask nothing')
    .option('--rehearsal', 'ask no language model: the seats speak from the evidence rules alone')
    .optionsGroup('What comes out')
    .option('--out <dir>', 'folder for session files', 'committee')
    .option('--json', 'the session alone on standard output, everything else on standard error')
    .addOption(
      new Option('--format <format>', 'how the verdict is written')
        .choices(['text', 'markdown', 'comment'])
        .default('text'),
    )
    .action(async (options: unknown) => {
      const { review } = await import('./review/command.ts');
      exit(await review(options, terminal));
    });
}

function addSession(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const session = program.command('session').description('look at a session that was kept');
  session
    .command('show <file>')
    .description('draw the verdict again from a session file')
    .addOption(
      new Option('--format <format>', 'how the verdict is written')
        .choices(['text', 'markdown', 'comment'])
        .default('text'),
    )
    .action(async (file: string, options: unknown) => {
      const { showSession } = await import('./session/show.ts');
      exit(await showSession(file, options, terminal));
    });
}

function tell(error: unknown, terminal: Terminal, verbose: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.passed : EXIT.badInput;
  if (error instanceof AppError) {
    terminal.errors.write(`conclave: ${renderError(error)}\n`);
    if (verbose && error.stack !== undefined) terminal.errors.write(`${error.stack}\n`);
    return exitCodeOfError(error.code);
  }
  terminal.errors.write(
    `conclave: an error of the program itself: ${messageOf(error)}\n  run it again with --verbose and report the stack\n`,
  );
  if (verbose && error instanceof Error) terminal.errors.write(`${error.stack}\n`);
  return EXIT.outsideFailed;
}
