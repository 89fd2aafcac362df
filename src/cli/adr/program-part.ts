import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

const AFTER_LINT_HELP = `
Without DIR the records are those of knowledge.adrs in .github/conclave.yml, or
of docs/adr and documentation/adr; with DIR the Markdown files directly in it.
Records are read as they stand in the folder, committed or not; citations of
them are looked for in the other files that git keeps. Links are not followed.

Exit codes: 0 no error (warnings may stand), 1 an error, 2 wrong use, no record
found, or a configuration that cannot be read, 4 something outside failed.`;

const AFTER_FOR_HELP = `
Records and configuration come from the base, never from the change. Broken
invariants are for conclave evidence. Nothing here blocks.

Exit codes: 0 told, whatever it is; 2 wrong use, no repository or bad input,
4 something outside failed.`;

const AFTER_NEW_HELP = `
Number, file name, template and language are those of the newest record of the
folder. No file is ever replaced.

Exit codes: 0 written or shown, 2 wrong use or a place that cannot be written,
4 writing failed.`;

const AFTER_GRAPH_HELP = `
The output is Mermaid, for a fence in Markdown. DIR is as for conclave adr lint.

Exit codes: 0 drawn, 2 wrong use or no record found, 4 something outside failed.`;

type Exit = (code: number) => void;

const REPO = ['--repo <dir>', 'the repository, or a plain folder (default: the current folder)'] as const;

/** Adds `conclave adr` to the program. */
export function addAdr(program: Command, terminal: Terminal, exit: Exit): void {
  const adr = program.command('adr').description('check decision records, and find those that bind a change');
  addLint(adr, terminal, exit);
  addFor(adr, terminal, exit);
  addNew(adr, terminal, exit);
  addGraph(adr, terminal, exit);
}

function addLint(adr: Command, terminal: Terminal, exit: Exit): void {
  adr
    .command('lint')
    .description('check the decision records, and every place that cites one')
    .argument('[dir...]', 'folders of records')
    .option(...REPO)
    .option('--except <glob>', 'look for citations in no such file; may be given again', collect)
    .option('--if-any', 'pass where there is no record at all, which is wrong use else')
    .option('--json', 'the findings as JSON')
    .option('--format <format>', 'text, markdown or github (default: text, in Actions github)')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_LINT_HELP)
    .action(async (folders: readonly string[], options: object) => {
      const { lintHere } = await import('./lint.ts');
      exit(await lintHere({ ...options, folders }, terminal));
    });
}

function addFor(adr: Command, terminal: Terminal, exit: Exit): void {
  adr
    .command('for')
    .description('list the decisions that bind a change, each with its why')
    .option('--base <ref>', 'what HEAD adds since it left this ref; nothing is fetched')
    .option('--head <ref>', 'another end of the change')
    .option('--repo <dir>', 'the repository (default: the current folder)')
    .option('--json', 'the decisions and questions as JSON')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_FOR_HELP)
    .action(async (options: object) => {
      const { bindHere } = await import('./bound.ts');
      exit(await bindHere(options, terminal));
    });
}

function addNew(adr: Command, terminal: Terminal, exit: Exit): void {
  adr
    .command('new')
    .description('write the next record, in the style of its folder')
    .argument('<title>', 'what is decided, in a few words')
    .option('--folder <dir>', 'the folder of records (default: the configured one that holds most)')
    .option(...REPO)
    .option('--dry-run', 'show it and write nothing')
    .option('--json', 'path, number and text as JSON')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_NEW_HELP)
    .action(async (title: string, options: object) => {
      const { draftHere } = await import('./draft.ts');
      exit(await draftHere({ ...options, title }, terminal));
    });
}

function addGraph(adr: Command, terminal: Terminal, exit: Exit): void {
  adr
    .command('graph')
    .description('draw which record supersedes, amends or cites which')
    .argument('[dir...]', 'folders of records')
    .option(...REPO)
    .option('--json', 'the records and their relations as JSON')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_GRAPH_HELP)
    .action(async (folders: readonly string[], options: object) => {
      const { graphHere } = await import('./graph.ts');
      exit(await graphHere({ ...options, folders }, terminal));
    });
}

function collect(glob: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, glob];
}
