import { z } from 'zod';
import { isAppError } from '../../kernel/app-error.ts';
import type { AskedReviews, NotAsked } from '../../ports/code-host.ts';
import type { Access } from './access.ts';
import { ask, askAll } from './ask.ts';

const Requested = z.object({
  users: z.array(z.object({ login: z.string() })),
  teams: z.array(z.object({ slug: z.string() })),
});
const Reviewer = z.object({ user: z.object({ login: z.string() }).nullable() });

/**
 * Requests reviews of people and teams, each by itself, so that one whom GitHub refuses keeps no other from being asked.
 * Who is asked already, has reviewed, or wrote the pull request is left in peace.
 */
export async function askForReviews(access: Access, wanted: AskedReviews): Promise<readonly NotAsked[]> {
  const { users, teams } = await withoutAsked(access, wanted);
  const failed: NotAsked[] = [];
  for (const login of users) {
    failed.push(...(await tryAsking(access, { number: wanted.number, whom: login, body: { reviewers: [login] } })));
  }
  for (const team of teams) {
    const body = { team_reviewers: [slugOf(team)] };
    failed.push(...(await tryAsking(access, { number: wanted.number, whom: team, body })));
  }
  return failed;
}

/** Puts labels on a pull request; one that stands already is no fault. */
export async function putLabels(
  { octokit, at, name }: Access,
  number: number,
  labels: readonly string[],
): Promise<readonly NotAsked[]> {
  if (labels.length === 0) return [];
  try {
    await ask(`labels on ${name}#${number}`, z.unknown(), () =>
      octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
        ...at,
        issue_number: number,
        labels: [...labels],
        request: { repeatable: true },
      }),
    );
    return [];
  } catch (error) {
    return labels.map((label) => ({ whom: `label ${label}`, why: refusalIn(error) }));
  }
}

async function withoutAsked(
  { octokit, at, name }: Access,
  { number, author, users, teams }: AskedReviews,
): Promise<Pick<AskedReviews, 'users' | 'teams'>> {
  if (users.length + teams.length === 0) return { users, teams };
  const pull = { ...at, pull_number: number };
  const asked = await ask(`the reviewers of ${name}#${number}`, Requested, () =>
    octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', pull),
  );
  const given = await askAll(`the reviews of ${name}#${number}`, Reviewer, () =>
    octokit.paginate('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', { ...pull, per_page: 100 }),
  );
  const known = [author, ...asked.users.map(({ login }) => login), ...given.flatMap(({ user }) => user?.login ?? [])];
  const logins = new Set(known.map((login) => login.toLowerCase()));
  const slugs = new Set(asked.teams.map(({ slug }) => slug.toLowerCase()));
  return {
    users: users.filter((login) => !logins.has(login.toLowerCase())),
    teams: teams.filter((team) => !slugs.has(slugOf(team).toLowerCase())),
  };
}

interface Request {
  readonly number: number;
  readonly whom: string;
  readonly body: { readonly reviewers: string[] } | { readonly team_reviewers: string[] };
}

/** A person who may not review, or a team that does not exist, is told and stops nothing. */
async function tryAsking({ octokit, at, name }: Access, { number, whom, body }: Request): Promise<readonly NotAsked[]> {
  try {
    await ask(`a review of ${name}#${number}`, z.unknown(), () =>
      octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers', {
        ...at,
        pull_number: number,
        ...body,
        request: { repeatable: true },
      }),
    );
    return [];
  } catch (error) {
    return [{ whom, why: refusalIn(error) }];
  }
}

function refusalIn(error: unknown): string {
  if (!isAppError(error) || error.facts.passing === true) throw error;
  return error.message;
}

/** `risk` of `acme/risk`; a team stands in the organisation of its repository. */
function slugOf(team: string): string {
  return team.slice(team.lastIndexOf('/') + 1);
}
