import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

const AFTER_EVIDENCE_HELP = `
Configuration and the repository's own rules come from the base, never from the
change. Hard hits are findings by themselves, soft ones are hints.

Exit codes: 0 no hard hit, 1 a hard hit (--fail-on says which count), 2 wrong
use, bad input or a configuration that cannot be read, 4 something outside
failed.`;

/** Adds `conclave evidence` to the program. */
export function addEvidence(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('evidence')
    .description('let the evidence rules look at a change; no model is asked')
    .optionsGroup('What is looked at (exactly one of --base, --diff):')
    .option('--base <ref>', 'what HEAD adds since it left this ref; nothing is fetched')
    .option('--head <ref>', 'another end of the change, with --base')
    .option('--diff <file>', 'a unified diff; - reads standard input')
    .option('--repo <dir>', 'the repository (default: the current folder); with --diff, files are read around it')
    .optionsGroup('How:')
    .option('--rule <id>', 'only this rule; may be given more than once', collect)
    .option('--fail-on <what>', 'hard, or hard from major or blocker on, or never (default: hard)')
    .optionsGroup('What comes out:')
    .option('--json', 'the hits as JSON, the same as --format json')
    .option('--format <format>', 'text, json, sarif or github (default: text, in Actions github)')
    .option('--out <file>', 'the same to a file too; with github as SARIF')
    .option('--no-annotations', 'with github: no remarks at the lines, where code scanning shows them')
    .optionsGroup('Other:')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_EVIDENCE_HELP)
    .action(async (options: unknown) => {
      const { evidence } = await import('./command.ts');
      exit(await evidence(options, terminal));
    });
}

function collect(id: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, id];
}
