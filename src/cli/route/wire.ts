import { openPullRecorder } from '../../adapters/github/pull-recorder.ts';
import { readGithubAddress } from '../../adapters/installation/installation.ts';
import { textOf } from '../../adapters/installation/variable.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { PullRecorder } from '../../ports/pull-recorder.ts';
import type { Terminal } from '../terminal.ts';

export { openRepository } from '../../adapters/git/repository.ts';
export { openScanner } from '../../adapters/scan/scanner.ts';

type Environment = Terminal['environment'];

/** A repository on GitHub, and the host that a person named it at; null for the usual one. */
export interface RecordedPlace {
  readonly owner: string;
  readonly name: string;
  readonly hostUrl: string | null;
}

/** Joins recording with GitHub, as the environment says where that stands and by which token it is read. */
export function wireRecorder({ owner, name, hostUrl }: RecordedPlace, environment: Environment): PullRecorder {
  // Actions names the pages by another variable than an installation of ours does.
  const GITHUB_URL = textOf(environment, 'GITHUB_URL') ?? environment.GITHUB_SERVER_URL;
  const { url, apiUrl } = readGithubAddress({ ...environment, GITHUB_URL });
  if (hostUrl !== null && hostUrl !== url) throw otherHost(hostUrl, url);
  const token = textOf(environment, 'GITHUB_TOKEN') ?? textOf(environment, 'GH_TOKEN');
  return openPullRecorder({ owner, name, token, apiUrl });
}

/** The token is for one host and is shown to no other. */
function otherHost(named: string, known: string): AppError {
  return new AppError('bad-input', `the pull request stands at ${named}, and ${known} is spoken to`, {
    where: '--pr',
    expected: `a pull request at ${known}`,
    advice: `For a GitHub Enterprise Server set GITHUB_SERVER_URL=${named} and a token of it.`,
  });
}
