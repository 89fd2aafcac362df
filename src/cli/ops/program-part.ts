import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

type Exit = (code: number) => void;

/** Adds `conclave ops` to the program. */
export function addOps(program: Command, terminal: Terminal, exit: Exit): void {
  const ops = program
    .command('ops')
    .description('operations: how the whole house is, what ails a run, what to do; no model is asked');
  addState(ops, terminal, exit);
  addDiagnose(ops, terminal, exit);
  addSignals(ops, terminal, exit);
  addPlaybook(ops, terminal, exit);
  addRules(ops, terminal, exit);
  addDashboards(ops, terminal, exit);
}

const SOURCES_HELP = `
Sources and queries stand under ops: in .github/conclave.yml at the base. Their
addresses and credentials are this installation's: CONCLAVE_SOURCE_<NAME>_URL,
_TOKEN, _USER, _PASSWORD and _PATH. What is missing, stale or silent is unknown,
and unknown is never healthy.
`;

const AFTER_STATE_HELP = `${SOURCES_HELP}
--issue takes GITHUB_TOKEN or GH_TOKEN with contents: read and issues: write.

Exit codes: 0 GREEN or YELLOW, 1 a rule of RED or ORANGE fired (YELLOW too with
--fail-on yellow), 2 wrong use, bad input or a configuration that cannot be
read, 3 raised only by what is unknown, 4 no source could be reached.`;

function addState(ops: Command, terminal: Terminal, exit: Exit): void {
  withPlace(ops.command('state').description('say how the whole house is, by which rules, and what to do next'))
    .option('--input <file>', 'figures as JSON instead of the sources; - reads standard input')
    .option('--fail-on <state>', 'from which fired state on it fails: orange, yellow or never (default: orange)')
    .option('--issue', 'keep the status issue and incidents of GITHUB_REPOSITORY up to date with it')
    .option('--json', 'the state with every rule as JSON, the same as --format json')
    .option('--format <format>', 'text, json, markdown or github (default: text)')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_STATE_HELP)
    .action(async (options: unknown) => {
      const { stateCommand } = await import('./state.ts');
      exit(await stateCommand(options, terminal));
    });
}

const AFTER_DIAGNOSE_HELP = `
The first code that is true is the principal one; what is unknown before it
cannot be excluded. A file holds the figures of one run as JSON, or a block of
event=... key=value lines as the pipeline writes them.
${SOURCES_HELP}
Exit codes: 0 ML_MARGINAL, ML_EXPLOITABLE or ML_SOLID, 1 a code that is bad
news, 2 wrong use or bad input, 3 incomplete: too much is unknown, 4 no source
could be reached.`;

function addDiagnose(ops: Command, terminal: Terminal, exit: Exit): void {
  withPlace(
    ops
      .command('diagnose')
      .description('say what ails one run, what cannot be excluded, and what to do next')
      .argument('[run]', 'the id of a run in MLflow'),
  )
    .option('--input <file>', 'figures of a run instead; - reads standard input')
    .option('--json', 'the diagnosis with every comparison as JSON')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_DIAGNOSE_HELP)
    .action(async (run: string | undefined, options: object) => {
      const { diagnoseCommand } = await import('./diagnose.ts');
      exit(await diagnoseCommand({ ...options, run }, terminal));
    });
}

const AFTER_SIGNALS_HELP = `${SOURCES_HELP}
Exit codes: 0 every signal that is configured is known, 2 wrong use or a
configuration that cannot be read, 3 one is unknown, or none is configured, 4 no
source could be reached.`;

function addSignals(ops: Command, terminal: Terminal, exit: Exit): void {
  withPlace(ops.command('signals').description('ask the sources for every signal, and say what each gave or why not'))
    .option('--json', 'the signals as JSON')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_SIGNALS_HELP)
    .action(async (options: unknown) => {
      const { signalsCommand } = await import('./signals.ts');
      exit(await signalsCommand(options, terminal));
    });
}

const AFTER_PLAYBOOK_HELP = `
Without a code the codes are listed. Nothing is carried out: a destructive step
is printed with who must approve it.`;

function addPlaybook(ops: Command, terminal: Terminal, exit: Exit): void {
  withPlace(
    ops
      .command('playbook')
      .description('print what to do about a code: checks, actions, when it is over, who is next')
      .argument('[code]', 'a code of a diagnosis, such as EXECUTION_MISMATCH'),
  )
    .option('--input <file>', 'figures of a state or a run, to say whether it is over')
    .option('--json', 'the playbook as JSON')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_PLAYBOOK_HELP)
    .action(async (code: string | undefined, options: object) => {
      const { playbookCommand } = await import('./playbook.ts');
      exit(await playbookCommand({ ...options, code }, terminal));
    });
}

const AFTER_RULES_HELP = `
Each signal that this Prometheus is asked for is recorded where it is sound and
fresh; each rule of the state that it alone can judge alerts when it is true,
and when nobody can judge it. "promtool check rules" takes them. What it is not
asked for is named at the top, and left to "conclave ops state".`;

function addRules(ops: Command, terminal: Terminal, exit: Exit): void {
  withPlace(ops.command('rules').description('write rules for Prometheus from the same signals and thresholds'))
    .option('--source <name>', 'for which source, where several are a Prometheus')
    .option('--out <file>', 'to a file instead of standard output')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_RULES_HELP)
    .action(async (options: unknown) => {
      const { rulesCommand } = await import('./rules.ts');
      exit(await rulesCommand(options, terminal));
    });
}

const AFTER_DASHBOARDS_HELP = `
They draw the series that the rules of "conclave ops rules" record. Import them
in Grafana, or let it read the folder; the Prometheus is a choice in each.`;

function addDashboards(ops: Command, terminal: Terminal, exit: Exit): void {
  withPlace(
    ops
      .command('dashboards')
      .description('write dashboards for Grafana from the same thresholds')
      .argument('[name]', 'platform, ml, trading or life-cycle (default: all with --out, else a list)'),
  )
    .option('--out <dir>', 'as files in this folder')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_DASHBOARDS_HELP)
    .action(async (name: string | undefined, options: object) => {
      const { dashboardsCommand } = await import('./dashboards.ts');
      exit(await dashboardsCommand({ ...options, name }, terminal));
    });
}

/** Where the configuration is read from. */
function withPlace(command: Command): Command {
  return command
    .option('--repo <dir>', 'the repository (default: the current folder)')
    .option('--base <ref>', 'the commit whose configuration counts (default: HEAD)')
    .option('--config <file>', 'a configuration that is not committed yet, instead');
}
