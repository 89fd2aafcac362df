import { nameRepository, type RepositoryRef } from '../../change/pull-request.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { AppExaminer } from '../../ports/app-examiner.ts';
import type { KnownApp } from '../../ports/installation.ts';

/** Most repositories that are looked at when none is named. */
const MOST_REPOSITORIES = 10;

/** The repositories that are looked at, and how many are not. */
export interface ChosenRepositories {
  readonly chosen: readonly RepositoryRef[];
  readonly left: number;
}

type Named = Pick<RepositoryRef, 'owner' | 'name'>;

/** The named repository, or the first of those in which the app is installed; throws when it is not in the named one. */
export async function chooseRepositories(named: Named | null, github: AppExaminer): Promise<ChosenRepositories> {
  const all = await github.listRepositories();
  if (named === null) {
    return { chosen: all.slice(0, MOST_REPOSITORIES), left: Math.max(0, all.length - MOST_REPOSITORIES) };
  }
  const ref = all.find((each) => nameRepository(each).toLowerCase() === nameRepository(named).toLowerCase());
  if (ref !== undefined) return { chosen: [ref], left: 0 };
  throw new AppError('bad-config', `the app is not installed in ${nameRepository(named)}`, {
    where: '--repo',
    expected: 'a repository that one of its installations reaches',
    advice: 'Install the app there, or add the repository to its installation.',
  });
}

/** The named repository with the app that reaches it; throws when there is no app, or it is not installed there. */
export async function demandInstalled(
  named: Named | null,
  app: KnownApp | null,
): Promise<{ readonly ref: RepositoryRef; readonly github: AppExaminer }> {
  if (app === null) {
    throw new AppError('bad-config', 'a repository on GitHub cannot be read without the app', {
      expected: 'the credentials of an app that is installed there',
      advice: 'Run npm start and open /setup, or look at a clone with --repo-dir.',
    });
  }
  const [ref] = (await chooseRepositories(named, app.github)).chosen;
  if (ref === undefined) throw new AppError('bad-config', 'the app is installed in no repository');
  return { ref, github: app.github };
}
