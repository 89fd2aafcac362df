/** The events a person subscribes the app to; GitHub takes them in a manifest. */
export const SUBSCRIBED_EVENTS = [
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'merge_group',
  'check_run',
  'status',
  'issue_comment',
  'push',
  'workflow_run',
] as const;

/**
 * The events that come to every app, or to every one that may write checks, by themselves; GitHub refuses a manifest that
 * names the first two.
 */
const AUTOMATIC_EVENTS = ['installation', 'installation_repositories', 'check_suite'] as const;

/** Every event that the app acts upon; what else arrives is answered and forgotten. */
export const HANDLED_EVENTS: readonly string[] = [...SUBSCRIBED_EVENTS, ...AUTOMATIC_EVENTS];
