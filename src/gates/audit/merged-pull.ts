import type { VariableReading } from '../bypass.ts';

/** A merged pull request with what its host remembers of it: plain data, never instructions. */
export interface MergedPull {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  /** Markdown as it stands now; empty when there is none. */
  readonly body: string;
  /** When the body was edited last, as an ISO time; null when never. */
  readonly editedAt: string | null;
  readonly author: string;
  /** The branch that it was merged into. */
  readonly base: string;
  readonly mergedAt: string;
  /** Null where the account is gone. */
  readonly mergedBy: string | null;
  readonly mergeCommit: string | null;
  /** Labels that stand now. */
  readonly labels: readonly string[];
  /** Oldest first, of all labels. */
  readonly labelEvents: readonly LabelEvent[];
  readonly checks: GuardChecks;
}

/** A label that was set or taken off. */
export interface LabelEvent {
  readonly kind: 'set' | 'removed';
  readonly label: string;
  readonly by: string | null;
  /** ISO time. */
  readonly at: string;
}

/** The check runs of the gates at a merged head and at the commit that was merged, whoever wrote them. */
export type GuardChecks =
  | { readonly kind: 'read'; readonly runs: readonly GuardRun[] }
  | { readonly kind: 'unreadable'; readonly why: string };

/** One such check run. */
export interface GuardRun {
  /** The app that wrote it, e.g. `github-actions`; null where the host does not tell. */
  readonly app: string | null;
  /** In GitHub's words in lower case: `success`, `neutral`, `skipped`; null while it runs. */
  readonly conclusion: string | null;
  readonly completedAt: string | null;
  /** Title, summary, text and the words of its annotations, in which a mark may stand. */
  readonly texts: readonly string[];
}

/** The days that an audit looks at, both included, as `YYYY-MM-DD` in UTC. */
export interface AuditedDays {
  readonly since: string;
  readonly until: string;
}

/** A version of the repository, with the commits since the first day that it holds. */
export interface Version {
  readonly name: string;
  readonly commits: ReadonlySet<string>;
}

/** All that the host was asked for before an audit is written. */
export interface AuditGround {
  readonly pulls: readonly MergedPull[];
  /** The kill switch as it is now. */
  readonly variable: VariableReading;
  /** Oldest first; empty unless the trend is told by version. */
  readonly versions: readonly Version[];
}
