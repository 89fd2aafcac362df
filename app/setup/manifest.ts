import { SUBSCRIBED_EVENTS } from '../server/event-names.ts';
import { FEATURES, type FeatureId } from './features.ts';

/** A permission that the app asks for, and what for. */
export interface Permission {
  /** The name in a manifest. */
  readonly key: string;
  /** The name on the pages of GitHub. */
  readonly title: string;
  readonly access: 'read' | 'write';
  readonly why: string;
}

/** What the app cannot do without; `workflows` and `administration` are never among them. */
export const BASE_PERMISSIONS: readonly Permission[] = [
  { key: 'checks', title: 'Checks', access: 'write', why: 'to show verdict and guardrails as checks' },
  { key: 'pull_requests', title: 'Pull requests', access: 'write', why: 'to read changes and comment on them' },
  { key: 'issues', title: 'Issues', access: 'write', why: 'to answer commands, which GitHub treats as issue comments' },
  { key: 'contents', title: 'Contents', access: 'read', why: 'to read the code under review and its configuration' },
  { key: 'metadata', title: 'Metadata', access: 'read', why: 'which GitHub asks of every app' },
  {
    key: 'actions_variables',
    title: 'Variables',
    access: 'read',
    why: 'to see the kill switch GUARDRAILS_KILL_SWITCH',
  },
  { key: 'members', title: 'Members (organisation)', access: 'read', why: 'to know who belongs to a reviewing team' },
  { key: 'merge_queues', title: 'Merge queues', access: 'read', why: 'to check what stands in a merge queue' },
  { key: 'actions', title: 'Actions', access: 'read', why: 'to read the results of your workflows' },
];

/** What is asked of GitHub when the app is created there; its keys are GitHub's. */
export interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly hook_attributes: { readonly url: string; readonly active: boolean };
  readonly redirect_url: string;
  readonly callback_urls: readonly string[];
  readonly setup_url: string;
  readonly setup_on_update: boolean;
  readonly request_oauth_on_install: boolean;
  readonly public: boolean;
  readonly default_permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly default_events: readonly string[];
}

/** What a manifest depends on; the public URL has no slash at its end. */
export interface ManifestOrder {
  readonly name: string;
  readonly publicUrl: string;
  readonly features: readonly FeatureId[];
}

/** The manifest of the app: the base permissions, and for each chosen feature the one that it adds. */
export function buildManifest({ name, publicUrl, features }: ManifestOrder): Manifest {
  return {
    name,
    description: 'Expert committee and guardrails for repositories that trade or train.',
    url: publicUrl,
    hook_attributes: { url: `${publicUrl}/webhooks`, active: true },
    redirect_url: `${publicUrl}/setup/callback`,
    callback_urls: [`${publicUrl}/sign-in/callback`],
    setup_url: `${publicUrl}/setup/installed`,
    setup_on_update: false,
    request_oauth_on_install: false,
    public: false,
    default_permissions: permissionsFor(features),
    default_events: [...SUBSCRIBED_EVENTS],
  };
}

function permissionsFor(features: readonly FeatureId[]): Manifest['default_permissions'] {
  const chosen = FEATURES.filter(({ id }) => features.includes(id));
  return Object.fromEntries([
    ...BASE_PERMISSIONS.map(({ key, access }) => [key, access] as const),
    ...chosen.map(({ permission, access }) => [permission, access] as const),
  ]);
}
