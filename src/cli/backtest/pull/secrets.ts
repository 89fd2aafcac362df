import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../kernel/app-error.ts';
import type { Terminal } from '../../terminal.ts';

/** Names by which secrets are put into an environment. */
const SECRET_NAME = /(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|PAT|CREDENTIALS|(?:API|ACCESS|PRIVATE|SECRET)_KEY)$/i;

/** What a configuration of git holds where somebody can push with it; an included file may hold it as well. */
const CREDENTIALS: readonly (readonly [RegExp, string])[] = [
  [/^\s*extraheader\s*=/im, 'a header for requests'],
  [/^\s*\[\s*credential\b/im, 'a credential helper'],
  [/^\s*\[\s*include(?:if)?\b/im, 'another file, in which a token may stand'],
  [/^\s*(?:push)?url\s*=\s*\w+:\/\/[^\s/@]+@/im, 'an address with a name in it'],
];

/** Refuses to run in a job in which a secret is in reach: nobody needs one to run what a pull request brings. */
export async function refuseSecrets(repo: string, { environment }: Pick<Terminal, 'environment'>): Promise<void> {
  const named = Object.entries(environment).filter(([name, value]) => value && SECRET_NAME.test(name));
  if (named.length > 0) {
    throw new AppError(
      'bad-input',
      `a secret is in reach of the backtests: ${named.map(([name]) => name).join(', ')}`,
      {
        where: 'env',
        expected: 'a step without tokens and keys in its environment',
        advice: 'Give them to the steps that need them, not to the job or the workflow.',
      },
    );
  }
  await refuseCredentials(repo);
}

/** Looks at the configuration of a checkout. */
async function refuseCredentials(repo: string): Promise<void> {
  const file = await configOf(repo);
  const text = file === null ? null : await readFile(file, 'utf8').catch(() => null);
  if (text === null) {
    throw new AppError('bad-input', 'the configuration of the checkout cannot be looked at', {
      where: repo,
      expected: 'a folder that actions/checkout made, with .git/config in it',
    });
  }
  const found = CREDENTIALS.find(([pattern]) => pattern.test(text));
  if (found === undefined) return;
  throw new AppError('bad-input', `.git/config names ${found[1]}, so that a token is in reach of the backtests`, {
    where: repo,
    expected: 'a checkout without credentials',
    advice: 'Write persist-credentials: false below the actions/checkout of this job.',
  });
}

async function configOf(repo: string): Promise<string | null> {
  const found = await stat(join(repo, '.git')).catch(() => null);
  return found?.isDirectory() === true ? join(repo, '.git', 'config') : null;
}
