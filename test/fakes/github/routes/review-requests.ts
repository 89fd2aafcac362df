import { z } from 'zod';
import { presentAccount } from '../presented/account.ts';
import { presentPull } from '../presented/pull.ts';
import { presentListedTeam } from '../presented/team.ts';
import { notFound, Refusal } from '../refusal.ts';
import { requestedOf } from '../requested.ts';
import { requestReviews } from '../review-requests.ts';
import { number, ok, type RepositoryExchange, type Route, repositoryRoute } from '../route.ts';
import { loginOf } from '../token-login.ts';
import { accountOf, fullName, type Pull } from '../world.ts';

/** Whose review of a pull request is requested. */
export const reviewRequestRoutes: readonly Route[] = [
  repositoryRoute('GET /pulls/{pull_number}/requested_reviewers', [['pull_requests', 'read']], listRequested),
  repositoryRoute('POST /pulls/{pull_number}/requested_reviewers', [['pull_requests', 'write']], request),
];

function listRequested(exchange: RepositoryExchange) {
  const { world, repository } = exchange;
  const { users, teams } = requestedOf(findPull(exchange));
  return ok({
    users: [...users].map((login) => presentAccount(world, accountOf(world, login))),
    teams: [...teams].map((slug) => presentListedTeam(world, repository.owner.login, slug)),
  });
}

const Wanted = z.object({
  reviewers: z.array(z.string()).default([]),
  team_reviewers: z.array(z.string()).default([]),
});

/** One who cannot be asked keeps all others of the request from being asked. */
function request(exchange: RepositoryExchange) {
  const { world, caller } = exchange;
  const pull = findPull(exchange);
  const { reviewers, team_reviewers: teams } = Wanted.parse(exchange.body ?? {});
  if (reviewers.some((login) => login.toLowerCase() === pull.author.login.toLowerCase()))
    throw new Refusal(422, 'Review cannot be requested from pull request author.');
  if (!reviewers.every((login) => isCollaborator(pull, login)) || !teams.every((team) => isTeam(exchange, team)))
    throw new Refusal(422, strangers(fullName(pull.repository)));
  requestReviews(world, pull, { users: reviewers, teams, by: accountOf(world, loginOf(world, caller)) });
  return { status: 201, body: presentPull(world, pull) };
}

function strangers(repository: string): string {
  return `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${repository} repository.`;
}

function isCollaborator({ repository }: Pull, login: string): boolean {
  return repository.collaborators.has(login.toLowerCase());
}

/** A team is named by its slug alone, in the organisation that owns the repository. */
function isTeam({ world, repository }: RepositoryExchange, slug: string): boolean {
  return world.teams.has(`${repository.owner.login}/${slug}`.toLowerCase());
}

function findPull({ repository, path }: RepositoryExchange): Pull {
  const pull = repository.pulls.get(number(path, 'pull_number'));
  if (pull === undefined) throw notFound();
  return pull;
}
