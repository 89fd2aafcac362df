import { openRepository } from '../../adapters/git/repository.ts';
import { openAuditHost } from '../../adapters/github/audit-host.ts';
import { readGithubAddress } from '../../adapters/installation/installation.ts';
import { textOf } from '../../adapters/installation/variable.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { IssueStanding } from '../../ports/waiver-history.ts';
import type { Terminal } from '../terminal.ts';

export { openRepository };

/** Where it is asked how an issue of one repository stands. */
export interface IssueDesk {
  readIssue(number: number): Promise<IssueStanding>;
}

interface Named {
  readonly owner: string;
  readonly name: string;
}

/** Opens a repository on GitHub for questions about its issues; nothing is asked yet. */
export function openIssueDesk(repository: Named, token: string, environment: Terminal['environment']): IssueDesk {
  const { apiUrl } = addressOf(environment);
  const { history } = openAuditHost({ apiUrl, token, ...repository });
  return { readIssue: (number) => history.readIssue({ kind: 'issue', ...repository, number }) };
}

/** The repository that `origin` names, where that is on the GitHub of this installation; null else. */
export async function findHome(folder: string, environment: Terminal['environment']): Promise<Named | null> {
  const home = await openHome(folder, environment);
  return home === null || home.host !== new URL(addressOf(environment).url).host
    ? null
    : { owner: home.owner, name: home.name };
}

/** A plain folder has no remote. */
async function openHome(folder: string, environment: Terminal['environment']) {
  try {
    return await (await openRepository(folder, environment)).findHome();
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}

/** Actions names the pages by another variable than an installation of ours does. */
function addressOf(environment: Terminal['environment']) {
  const GITHUB_URL = textOf(environment, 'GITHUB_URL') ?? environment.GITHUB_SERVER_URL;
  return readGithubAddress({ ...environment, GITHUB_URL });
}
