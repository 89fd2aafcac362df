import { Command, CommanderError } from 'commander';
import { isAppError, messageOf, renderError } from '../kernel/app-error.ts';
import { addAdr } from './adr/program-part.ts';
import { addBacktest } from './backtest/program-part.ts';
import { addEvidence } from './evidence/program-part.ts';
import { EXIT, exitCodeOfError } from './exit-code.ts';
import { addIncidents } from './incidents/program-part.ts';
import { addKnowledge } from './knowledge/program-part.ts';
import { addOps } from './ops/program-part.ts';
import { addReport } from './report/program-part.ts';
import { addRouting } from './route/program-part.ts';
import { addRules } from './rules/program-part.ts';
import { addSandbox } from './sandbox/program-part.ts';
import type { Terminal } from './terminal.ts';
import { VERSION } from './version.ts';
import { addWaivers } from './waivers/program-part.ts';
import { describeWrongUse } from './wrong-use.ts';

/** Runs one command and returns its exit code; every error becomes words on the error stream. */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = EXIT.passed;
  const program = buildProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return tellCommander(error, { program, argv }, terminal);
    return tell(error, terminal, argv.includes('--verbose'));
  }
}

function buildProgram(terminal: Terminal, exit: (code: number) => void): Command {
  const program = new Command('conclave')
    .description(
      'A committee for trading and ML repositories: ten seats read a change, one auditable verdict comes out.',
    )
    .version(VERSION)
    .option('--verbose', 'show the stack of an error')
    .addHelpText('after', AFTER_HELP)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.output.write(text),
      writeErr: (text) => terminal.errors.write(text),
      getOutHelpWidth: () => terminal.output.columns,
      getErrHelpWidth: () => terminal.errors.columns,
      // Told by `tell`, in the words of every other error.
      outputError: () => undefined,
    });
  addReview(program, terminal, exit);
  addSession(program, terminal, exit);
  addGate(program, terminal, exit);
  addRules(program, terminal, exit);
  addEvidence(program, terminal, exit);
  addAdr(program, terminal, exit);
  addKnowledge(program, terminal, exit);
  addDoctor(program, terminal, exit);
  addWaivers(program, terminal, exit);
  addReport(program, terminal, exit);
  addRouting(program, terminal, exit);
  addBacktest(program, terminal, exit);
  addSandbox(program, terminal, exit);
  addOps(program, terminal, exit);
  addIncidents(program, terminal, exit);
  addInit(program, terminal, exit);
  return program;
}

const AFTER_HELP = `
Try it without a key: conclave review --base main --rehearsal

Exit codes: 0 accepted or passed, 1 rejected or failed, 2 wrong use or bad
            input, 3 inconclusive, 4 an outside service failed`;

const AFTER_REVIEW_HELP = `
Keys: MISTRAL_API_KEY and GOOGLE_GENERATIVE_AI_API_KEY, or a LiteLLM proxy by
LITELLM_BASE_URL and LITELLM_API_KEY. Skills, thresholds and the budget come
from .github/conclave.yml at the base, never from the change.`;

function addReview(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('review')
    .description('hold a committee session on a change, a diff or a document')
    .optionsGroup('What is reviewed (exactly one of --base, --diff, --artifact):')
    .option('--base <ref>', 'what HEAD adds since it left this ref; nothing is fetched')
    .option('--head <ref>', 'another end of the change, with --base')
    .option('--diff <file>', 'a unified diff; - reads standard input')
    .option('--artifact <file>', 'a plan dossier, an experiment report or another text')
    .option('--repo <dir>', 'the repository (default: the current folder); with --diff, files are read around it')
    .optionsGroup('How:')
    .option('--session-type <type>', 'plan_review, pr_review, experiment_review or general (default: by the input)')
    .option('--question <text>', 'what the committee shall answer, in English')
    .option('--issue <ref>', 'the issue this belongs to, e.g. "#12"')
    .option('--experts <list>', 'only these skills, e.g. ml-engineer,ops')
    .option('--model <provider:name>', 'one model for both seats of every skill and for the chair')
    .option('--models <list>', 'first=provider:name,second=…,chair=…')
    .option('--no-consolidation', 'leave the chair out')
    .option('--budget <usd>', 'what the session may cost at most (default: 2, or as configured)')
    .option('--dry-run', 'print every prompt with its estimate; ask nothing')
    .option('--rehearsal', 'ask no language model: the seats speak from the evidence rules alone')
    .optionsGroup('What comes out:')
    .option('--out <dir>', 'folder for session files (default: committee)')
    .option('--json', 'the session alone on standard output, everything else on standard error')
    .option('--format <format>', 'text, markdown (the full report) or comment (default: text)')
    .optionsGroup('Other:')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_REVIEW_HELP)
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
    .option('--format <format>', 'text, markdown (the full report) or comment (default: text)')
    .action(async (file: string, options: unknown) => {
      const { showSession } = await import('./session/show.ts');
      exit(await showSession(file, options, terminal));
    });
}

const AFTER_GATE_HELP = `
An event or --pr is read through the API as it is now, never from the payload:
GITHUB_TOKEN or GH_TOKEN with contents: read and pull-requests: read,
GITHUB_API_URL and GITHUB_SERVER_URL for a server of your own. With --base
nothing is fetched or looked up, and the report says so. The configuration comes
from the base branch. GUARDRAILS_KILL_SWITCH=true switches all gates off.

Exit codes: 0 nothing fails, 1 a gate fails, 2 wrong use, bad input or a
configuration that cannot be read, 4 GitHub gave no answer.`;

function addGate(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('gate')
    .description('ask the five gates about a pull request; no model is asked')
    .optionsGroup('What is asked about (exactly one of --event, --pr, --base):')
    .option('--event <file>', 'a webhook payload that names a pull request, as GITHUB_EVENT_PATH')
    .option('--pr <owner/repo#N>', 'a pull request, or the address of its page')
    .option('--base <ref>', 'what HEAD adds since it left this ref, before there is a pull request')
    .optionsGroup('With --base:')
    .option('--title <text>', 'the title that the pull request is to have')
    .option('--title-file <file>', 'the same from a file; - reads standard input')
    .option('--body-file <file>', 'its description; - reads standard input (default: none)')
    .option('--head <ref>', 'another end of the change')
    .option('--branch <name>', 'the name of its branch (default: that of the head)')
    .option('--repo <dir>', 'the repository (default: the current folder)')
    .optionsGroup('How:')
    .option('--config <file>', 'instead of .github/conclave.yml of the base branch')
    .optionsGroup('What comes out:')
    .option('--json', 'the answers alone on standard output, everything else on standard error')
    .option('--format <format>', 'text, markdown or github (default: text, in Actions github)')
    .option('--out <file>', 'the same to a file too; with github as Markdown')
    .optionsGroup('Other:')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_GATE_HELP)
    .action(async (options: unknown) => {
      const { gate } = await import('./gate/command.ts');
      exit(await gate(options, terminal));
    });
}

const AFTER_DOCTOR_HELP = `
Nothing is changed, no model is asked and no secret is shown. Exit codes: 0 when
nothing failed (warnings may stand), 1 when something did, 4 when an outside
service gave no answer and nothing else failed.`;

function addDoctor(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('doctor')
    .description('check keys, app, webhook, rulesets, models, database, sandbox and configuration')
    .option('--repo <owner/name>', 'this repository on GitHub (default: all in which the app is installed)')
    .option('--repo-dir <dir>', 'the repository whose configuration is read (default: the current folder)')
    .option('--offline', 'leave out what needs the network')
    .option('--json', 'the lines as JSON')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_DOCTOR_HELP)
    .action(async (options: unknown) => {
      const { doctor } = await import('./doctor/command.ts');
      exit(await doctor(options, terminal));
    });
}

const AFTER_INIT_HELP = `
Standard output holds what would be written as a patch, which "git apply" takes
too; everything else stands on standard error. Running it again changes nothing.
Exit codes: 0 written, or nothing to write; 1 you said no; 2 wrong use, nobody
could be asked, or a place that cannot be written; 4 writing failed half-way.`;

function addInit(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('init')
    .description('set up a repository: configuration, workflows, templates; shows the diff first')
    .option('--repo <dir>', 'the repository (default: the one around the current folder)')
    .option('--only <list>', 'some of config, workflows, templates (default: all)')
    .option('--story-pattern <regex>', "how story ids look, e.g. 'CVN-N\\d{3}-E[A-Z]-S\\d{2}'")
    .option(
      '--source <owner/name>',
      'the repository of Conclave that your workflows use, also with @ref (default ref: v1)',
    )
    .option('--force', 'replace files that differ; without it they are left')
    .option('-y, --yes', 'write without asking')
    .option('--dry-run', 'show the diff and write nothing')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_INIT_HELP)
    .action(async (options: unknown) => {
      const { init } = await import('./init/command.ts');
      exit(await init(options, terminal));
    });
}

function tell(error: unknown, terminal: Terminal, verbose: boolean): number {
  const isKnown = isAppError(error);
  const words = isKnown ? renderError(error) : `an error of the program itself: ${messageOf(error)}`;
  terminal.errors.write(`conclave: ${words}\n`);
  if (verbose && error instanceof Error) terminal.errors.write(`${error.stack}\n`);
  else if (!isKnown) terminal.errors.write('  run it again with --verbose and report the stack\n');
  return isKnown ? exitCodeOfError(error.code) : EXIT.outsideFailed;
}

/** Help and version were asked for and printed; the help of a command without its verb was printed too. */
function tellCommander(
  error: CommanderError,
  used: Parameters<typeof describeWrongUse>[1],
  terminal: Terminal,
): number {
  if (error.exitCode === 0) return EXIT.passed;
  if (error.code !== 'commander.help')
    terminal.errors.write(`conclave: ${renderError(describeWrongUse(error, used))}\n`);
  return EXIT.badInput;
}
