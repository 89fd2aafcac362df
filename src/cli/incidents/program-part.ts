import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

const AFTER_LINT_HELP = `
Without FILE the log is ops.incidents.log of .github/conclave.yml, by default
documentation/incidents.md. It is read as it stands in the folder, committed or
not. With --base, entries that stood there must stand there still, byte for
byte but for the status of follow-ups; what else is found in them is shown and
does not fail. How the issues of follow-ups stand is read from --issues, or
asked from GitHub where GITHUB_TOKEN or GH_TOKEN is set (it needs issues: read);
without either it is left out.

Exit codes: 0 nothing to mend, 1 findings, 2 wrong use, no log, or a
configuration that cannot be read, 4 git or GitHub failed.`;

/** Adds `conclave incidents` to the program. */
export function addIncidents(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  const incidents = program.command('incidents').description('look at the log of incidents');
  incidents
    .command('lint')
    .description('check the form, the numbers and the follow-ups of an incident log')
    .argument('[file]', 'the log')
    .option('--base <ref>', 'the log as it stood at this ref, to which entries are only added')
    .option('--issues <file>', 'how issues stand, as JSON: {"755": "open"}, or what gh issue list --json gives')
    .option('--repo <owner/name>', 'the repository whose issues are asked about (default: GITHUB_REPOSITORY, origin)')
    .option('--repo-dir <dir>', 'the repository, or a plain folder (default: that of FILE, or the current one)')
    .option('--json', 'the findings as JSON')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_LINT_HELP)
    .action(async (file: string | undefined, options: object) => {
      const { lintIncidents } = await import('./command.ts');
      exit(await lintIncidents({ ...options, ...(file !== undefined && { file }) }, terminal));
    });
}
