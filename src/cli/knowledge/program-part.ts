import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

const AFTER_ASK_HELP = `
The documents are those of knowledge.adrs and knowledge.docs in
.github/conclave.yml, all at the base; the question may be in another language
than they are. Ranked by words, and where knowledge.embeddings names a
model also by meaning: that costs money, at most knowledge.budget_usd a day, and
needs the key of the model. What was read once is kept in CONCLAVE_CACHE, or in
the folder for caches of your system.

Exit codes: 0 found, 1 nothing found, 2 wrong use, no repository or a
configuration that cannot be read, 4 something outside failed.`;

const AFTER_LIST_HELP = `
Exit codes: 0 there are some, 1 there are none, 2 wrong use, no repository or a
configuration that cannot be read, 4 something outside failed.`;

type Exit = (code: number) => void;

/** Adds `conclave knowledge` to the program. */
export function addKnowledge(program: Command, terminal: Terminal, exit: Exit): void {
  const knowledge = program.command('knowledge').description("look up the team's own documents and decisions");
  knowledge
    .command('ask')
    .description('print the passages that answer a question best, as they are cited')
    .argument('<question...>', 'what you want to know')
    .option('--repo <dir>', 'the repository (default: the current folder)')
    .option('--base <ref>', 'the commit at which documents are read (default: HEAD)')
    .option('--limit <number>', 'how many passages at most (default: 5)')
    .option('--json', 'the passages as JSON')
    .option('--no-cache', 'read everything anew, keep nothing and ask no model')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_ASK_HELP)
    .action(async (words: readonly string[], options: object) => {
      const { ask } = await import('./ask.ts');
      exit(await ask({ ...options, question: words.join(' ') }, terminal));
    });
  knowledge
    .command('list')
    .description('list the documents that may be cited, and those that could not be read')
    .option('--repo <dir>', 'the repository (default: the current folder)')
    .option('--base <ref>', 'the commit at which documents are read (default: HEAD)')
    .option('--json', 'the documents as JSON')
    .option('--no-cache', 'read everything anew and keep nothing')
    .helpOption('-h, --help', 'show this')
    .addHelpText('after', AFTER_LIST_HELP)
    .action(async (options: object) => {
      const { list } = await import('./list.ts');
      exit(await list(options, terminal));
    });
}
