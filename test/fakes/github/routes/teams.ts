import { presentTeam } from '../presented/team.ts';
import { notFound, Refusal } from '../refusal.ts';
import { type Exchange, ok, type Route, text } from '../route.ts';
import { reaches } from '../tokens.ts';

/** Teams of an organisation, and who is in one; a token without the permission is refused, and that is no fault. */
export const teamRoutes: readonly Route[] = [
  { operation: 'GET /orgs/{org}/teams/{team_slug}', access: 'installation', answer: readTeam },
  {
    operation: 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
    access: 'installation',
    answer: readMembership,
  },
];

function readTeam(exchange: Exchange) {
  const { world, path } = exchange;
  membersOf(exchange);
  return ok(presentTeam(world, text(path, 'org'), text(path, 'team_slug')));
}

function readMembership(exchange: Exchange) {
  const { world, path } = exchange;
  const state = membersOf(exchange).get(text(path, 'username').toLowerCase());
  if (state === undefined) throw notFound();
  const team = `${world.url()}/orgs/${text(path, 'org')}/teams/${text(path, 'team_slug')}`;
  return ok({ url: `${team}/memberships/${text(path, 'username')}`, role: 'member', state });
}

function membersOf({ world, caller, path }: Exchange): ReadonlyMap<string, 'active' | 'pending'> {
  const permissions = caller.kind === 'installation' || caller.kind === 'plain' ? caller.token.permissions : {};
  if (!reaches(permissions.members, 'read')) {
    const headers = { 'x-accepted-github-permissions': 'members=read' };
    throw new Refusal(403, 'Resource not accessible by integration', { violation: false, headers });
  }
  const members = world.teams.get(`${text(path, 'org')}/${text(path, 'team_slug')}`.toLowerCase());
  if (members === undefined) throw notFound();
  return members;
}
