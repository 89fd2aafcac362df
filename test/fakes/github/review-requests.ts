import { presentAccount } from './presented/account.ts';
import { presentFullPull } from './presented/pull.ts';
import { presentListedTeam } from './presented/team.ts';
import { recordEvent } from './pull-history.ts';
import { requestedOf } from './requested.ts';
import { type Account, accountOf, type Pull, type World } from './world.ts';

/** Whose review is requested, and by whom. */
export interface RequestOrder {
  readonly users: readonly string[];
  /** Slugs of teams of the repository's owner. */
  readonly teams: readonly string[];
  readonly by: Account;
}

/** Requests reviews and says so once for each who was not asked yet. */
export function requestReviews(world: World, pull: Pull, { users, teams, by }: RequestOrder): void {
  const requested = requestedOf(pull);
  for (const login of users) {
    const account = accountOf(world, login);
    if (requested.users.has(account.login.toLowerCase())) continue;
    requested.users.add(account.login.toLowerCase());
    recordEvent(world, pull, { kind: 'review_requested', by, reviewer: account.login });
    tell(world, pull, { by, whom: { requested_reviewer: presentAccount(world, account) } });
  }
  for (const slug of teams) {
    if (requested.teams.has(slug.toLowerCase())) continue;
    requested.teams.add(slug.toLowerCase());
    recordEvent(world, pull, { kind: 'review_requested', by, team: slug });
    const team = presentListedTeam(world, pull.repository.owner.login, slug);
    tell(world, pull, { by, whom: { requested_team: team } });
  }
}

interface Told {
  readonly by: Account;
  readonly whom: object;
}

function tell(world: World, pull: Pull, { by, whom }: Told): void {
  const { repository, number } = pull;
  const payload = { action: 'review_requested', number, pull_request: presentFullPull(world, pull), ...whom };
  world.announce({ event: 'pull_request', repository, sender: by, payload });
}
