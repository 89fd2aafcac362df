import { FEATURES, type FeatureId } from './app-features.ts';

/** A permission that the app asks for, and what for. */
export interface Permission {
  /** The name in a manifest, and in what GitHub tells of an app. */
  readonly key: string;
  /** The name on the pages of GitHub. */
  readonly title: string;
  readonly access: 'read' | 'write';
  readonly why: string;
  /** Whether it is asked of an organisation, so that a person's account never grants it. */
  readonly ofOrganisation?: true;
}

/** What the app cannot do without; `workflows` and `administration` are never among them. */
export const BASE_PERMISSIONS: readonly Permission[] = [
  { key: 'checks', title: 'Checks', access: 'write', why: 'to show verdict, guardrails and rules as checks' },
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
  {
    key: 'members',
    title: 'Members (organisation)',
    access: 'read',
    why: 'to know who belongs to a reviewing team',
    ofOrganisation: true,
  },
  { key: 'merge_queues', title: 'Merge queues', access: 'read', why: 'to check what stands in a merge queue' },
  { key: 'statuses', title: 'Commit statuses', access: 'read', why: 'to see checks that are reported as statuses' },
  { key: 'actions', title: 'Actions', access: 'read', why: 'to read the results of your workflows' },
];

/** Permissions that let an app change what runs or who may do what; Conclave never asks for them. */
export const NEVER_PERMISSIONS: readonly string[] = ['workflows', 'administration'];

/** Everything that the app asks for with the chosen features, each permission once at its higher access. */
export function permissionsFor(features: readonly FeatureId[]): readonly Permission[] {
  const chosen = FEATURES.filter(({ id }) => features.includes(id));
  return BASE_PERMISSIONS.map((base) => {
    const raised = chosen.find(({ permission }) => permission === base.key);
    return raised === undefined ? base : { ...base, access: raised.access, why: `for “${raised.title}”` };
  });
}
