import type { Account, World } from '../world.ts';

/** An account as GitHub writes it wherever somebody is named. */
export function presentAccount(world: World, { id, login, type }: Account): Readonly<Record<string, unknown>> {
  const url = `${world.url()}/users/${encodeURIComponent(login)}`;
  const bot = type === 'Bot';
  return {
    login,
    id,
    node_id: nodeId(type, id),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: '',
    url,
    html_url: bot ? `https://github.com/apps/${login.replace('[bot]', '')}` : `https://github.com/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** An opaque id, as GitHub's objects have one beside their number. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64');
}

/** An account that did something; null when it was deleted since. */
export function presentActor(world: World, account: Account): Readonly<Record<string, unknown>> | null {
  return world.gone.has(account.login.toLowerCase()) ? null : presentAccount(world, account);
}
