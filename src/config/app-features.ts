/** A part of Conclave that an installer may choose, and the one permission it adds. */
export interface Feature {
  readonly id: FeatureId;
  readonly title: string;
  /** The permission of GitHub that it adds. */
  readonly permission: 'actions' | 'contents';
  readonly access: 'write';
  /** What becomes possible, and why it cannot be done with less. */
  readonly why: string;
}

/** The names of the optional parts, as they stand in settings. */
export const FEATURE_IDS = ['backtest-command', 'incident-records', 'resolve-threads'] as const;
export type FeatureId = (typeof FEATURE_IDS)[number];

/** Every optional part, in the order in which a person is asked. */
export const FEATURES: readonly Feature[] = [
  {
    id: 'backtest-command',
    title: 'Backtests by command',
    permission: 'actions',
    access: 'write',
    why: 'A comment “/conclave backtest” starts your backtest workflow. GitHub lets an app start a workflow only with write access to Actions.',
  },
  {
    id: 'incident-records',
    title: 'Incident records by pull request',
    permission: 'contents',
    access: 'write',
    why: 'Conclave proposes incident records as pull requests, on a branch of its own. GitHub lets an app push a branch only with write access to contents. It never pushes to your default branch.',
  },
  {
    id: 'resolve-threads',
    title: 'Conversations resolved by Conclave',
    permission: 'contents',
    access: 'write',
    why: 'When a finding is mended or dismissed, Conclave resolves its conversation on the lines. GitHub lets an app resolve a conversation only with write access to contents; without it the first comment says so and is hidden, and the conversation stays for you to resolve.',
  },
];

/** Whether a text names an optional part. */
export function isFeatureId(text: string): text is FeatureId {
  return FEATURE_IDS.some((id) => id === text);
}
