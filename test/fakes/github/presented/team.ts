import type { World } from '../world.ts';
import { nodeId } from './account.ts';

/** A team in full. */
export function presentTeam(world: World, org: string, slug: string): Readonly<Record<string, unknown>> {
  const at = '2026-01-05T10:00:00Z';
  return {
    ...presentListedTeam(world, org, slug),
    members_count: 1,
    repos_count: 1,
    created_at: at,
    updated_at: at,
    organization: presentOrganization(world, org),
  };
}

/** A team as it stands in lists. */
export function presentListedTeam(world: World, org: string, slug: string): Readonly<Record<string, unknown>> {
  const url = `${world.url()}/organizations/1/team/2`;
  return {
    id: 2,
    node_id: nodeId('Team', 2),
    url,
    html_url: `https://github.com/orgs/${org}/teams/${slug}`,
    name: slug,
    slug,
    description: null,
    permission: 'pull',
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    parent: null,
    type: 'organization',
    organization_id: 1,
  };
}

function presentOrganization(world: World, login: string): object {
  const url = `${world.url()}/orgs/${login}`;
  const at = '2026-01-05T10:00:00Z';
  return {
    login,
    id: 1,
    node_id: nodeId('Organization', 1),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: 'https://avatars.githubusercontent.com/u/1',
    description: null,
    html_url: `https://github.com/${login}`,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: at,
    updated_at: at,
    archived_at: null,
    type: 'Organization',
  };
}
