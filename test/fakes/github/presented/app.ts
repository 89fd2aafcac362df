import { type AppIdentity, accountOf, type Installation, timestamp, type World } from '../world.ts';
import { nodeId, presentAccount } from './account.ts';

/** An app as it is named in what it wrote. */
export function presentApp(world: World, app: AppIdentity): Readonly<Record<string, unknown>> {
  const page = `https://github.com/apps/${app.slug}`;
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: nodeId('App', app.id),
    owner: presentAccount(world, accountOf(world, 'app-owner')),
    name: app.name,
    description: '',
    external_url: page,
    html_url: page,
    created_at: '2026-01-05T09:00:00Z',
    updated_at: '2026-01-05T09:00:00Z',
    permissions: world.app.permissions,
    events: world.app.events,
  };
}

/** Where the app is installed. */
export function presentInstallation(world: World, installation: Installation): Readonly<Record<string, unknown>> {
  const { id, account, permissions, createdAt, suspendedAt } = installation;
  return {
    id,
    client_id: world.app.clientId,
    account: presentAccount(world, account),
    repository_selection: 'selected',
    access_tokens_url: `${world.url()}/app/installations/${id}/access_tokens`,
    repositories_url: `${world.url()}/installation/repositories`,
    html_url: `https://github.com/settings/installations/${id}`,
    app_id: world.app.id,
    app_slug: world.app.slug,
    target_id: account.id,
    target_type: 'User',
    permissions,
    events: world.app.events,
    created_at: createdAt,
    updated_at: timestamp(world.now()),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: suspendedAt === null ? null : presentAccount(world, account),
    suspended_at: suspendedAt,
  };
}
