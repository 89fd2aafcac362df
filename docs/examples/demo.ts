/**
 * `npm run demo`: two pull requests to the example repository `momentum`, reviewed by the evidence rules alone.
 * It needs git and no key; it writes session files under `committee/demo` and a throw-away repository in the
 * temporary folder.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { runProgram } from '../../src/cli/program.ts';
import { processTerminal } from '../../src/cli/terminal.ts';

const EXAMPLE = join(import.meta.dirname, 'momentum');
const OUT = join(import.meta.dirname, '..', '..', 'committee', 'demo');

const CHANGES = [
  { branch: 'faster-features', diff: 'leaky.diff', title: 'a pull request with planted faults', expected: 1 },
  { branch: 'scaled-momentum', diff: 'clean.diff', title: 'a sound pull request', expected: 3 },
] as const;

await main();

async function main(): Promise<void> {
  const repository = mkdtempSync(join(tmpdir(), 'conclave-demo-'));
  const folder = join(repository, 'momentum');
  try {
    makeRepository(folder);
    for (const [index, change] of CHANGES.entries()) {
      say(`\n━━ ${index + 1} of ${CHANGES.length}: ${change.title} ━━\n`);
      addBranch(folder, change);
      await show(folder, change);
    }
    sayHowToGoOn();
  } finally {
    rmSync(repository, { recursive: true, force: true });
  }
}

function makeRepository(folder: string): void {
  cpSync(EXAMPLE, folder, { recursive: true, filter: (path) => relative(EXAMPLE, path).split('/')[0] !== 'changes' });
  git(folder, 'init', '--quiet', '--initial-branch=main');
  commitAll(folder, 'the repository before the change');
}

function addBranch(folder: string, { branch, diff }: { branch: string; diff: string }): void {
  git(folder, 'checkout', '--quiet', '-b', branch, 'main');
  git(folder, 'apply', join(EXAMPLE, 'changes', diff));
  commitAll(folder, branch);
}

async function show(folder: string, { branch, expected }: { branch: string; expected: number }): Promise<void> {
  const argv = ['review', '--base', 'main', '--head', branch, '--rehearsal', '--out', OUT];
  say(`$ conclave ${argv.slice(0, -2).join(' ')}\n\n`);
  const exitCode = await runProgram(argv, { ...processTerminal(), folder });
  say(`exit code ${exitCode}${exitCode === 3 ? ' (a rehearsal that finds nothing is never a success)' : ''}\n`);
  if (exitCode !== expected) process.exitCode = 1;
}

function sayHowToGoOn(): void {
  say(`
━━ With language models ━━

Ten seats (five skills, two models each) read the same change, examine each other's weighty claims, and a chair
consolidates. Set the keys of two providers and leave --rehearsal out, in any repository of yours:

  export MISTRAL_API_KEY=… GOOGLE_GENERATIVE_AI_API_KEY=…
  npm run -s conclave -- review --repo ../your-repository --base main --dry-run   # every prompt, its price, no call
  npm run -s conclave -- review --repo ../your-repository --base main

The session files of this demo stand under ${relative(process.cwd(), OUT) || OUT}; draw one again with
  npm run -s conclave -- session show <file> --format markdown
`);
}

function commitAll(folder: string, message: string): void {
  git(folder, 'add', '--all');
  git(folder, '-c', 'user.name=demo', '-c', 'user.email=demo@example.org', '-c', 'commit.gpgsign=false', 'commit', '--quiet', '--no-verify', '-m', message);
}

function git(folder: string, ...args: readonly string[]): void {
  execFileSync('git', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

function say(text: string): void {
  process.stdout.write(text);
}
