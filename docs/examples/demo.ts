/**
 * `npm run demo`: two pull requests to the example repository `momentum`, reviewed by the evidence rules alone.
 * It needs git and no key; it writes session files under `committee/demo` and a throw-away repository in the
 * temporary folder.
 */
import { join, relative } from 'node:path';
import { runProgram } from '../../src/cli/program.ts';
import { processTerminal } from '../../src/cli/terminal.ts';
import { makeMomentumRepository } from '../../test/fixtures/momentum-repository.ts';

const OUT = join(import.meta.dirname, '..', '..', 'committee', 'demo');

const CHANGES = [
  { branch: 'leaky', title: 'a pull request with planted faults', exitCode: 1 },
  { branch: 'clean', title: 'a sound pull request', exitCode: 3 },
] as const;
type DemoChange = (typeof CHANGES)[number];

await main();

async function main(): Promise<void> {
  const repository = makeMomentumRepository();
  try {
    for (const [index, change] of CHANGES.entries()) {
      say(`\n━━ ${index + 1} of ${CHANGES.length}: ${change.title} ━━\n\n`);
      await show(repository.folder, change);
    }
    sayHowToGoOn();
  } finally {
    repository.remove();
  }
}

/** Runs the review; an exit code that surprises makes the demo fail. */
async function show(folder: string, change: DemoChange): Promise<void> {
  const options = ['review', '--base', 'main', '--head', change.branch, '--rehearsal'];
  say(`$ conclave ${options.join(' ')}\n\n`);
  const exitCode = await runProgram([...options, '--out', OUT], { ...processTerminal(), folder });
  say(`exit code ${exitCode}${exitCode === 3 ? ' (a rehearsal that does not reject is never a success)' : ''}\n`);
  if (exitCode !== change.exitCode) process.exitCode = 1;
}

function sayHowToGoOn(): void {
  const home = process.env['INIT_CWD'] ?? process.cwd();
  say(`
━━ With language models ━━

Ten seats (five skills, two models each) read the same change, examine each other's weighty claims, and a chair
consolidates. Set the keys of two providers and leave --rehearsal out, in any repository of yours:

  export MISTRAL_API_KEY=… GOOGLE_GENERATIVE_AI_API_KEY=…
  npm run -s conclave -- review --repo ../your-repository --base main --dry-run   # every prompt, its price, no call
  npm run -s conclave -- review --repo ../your-repository --base main

The sessions of this demo stand under ${relative(home, OUT) || '.'}; draw one again with
  npm run -s conclave -- session show <file> --format markdown
`);
}

function say(text: string): void {
  process.stdout.write(text);
}
