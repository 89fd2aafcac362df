import type { AuthorAssociation } from '../change/pull-request.ts';
import type { Severity } from '../kernel/severity.ts';
import type { SessionType } from './session-type.ts';

/** A file that a change touches; a rename touches both its paths. */
export interface TouchedFile {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: 'added' | 'modified' | 'deleted' | 'renamed';
  /** Added and removed lines. */
  readonly lines: number;
}

/** What a route is decided by; null where nobody knows it here. */
export interface RouteFacts {
  readonly files: readonly TouchedFile[];
  readonly labels: readonly string[] | null;
  readonly title: string | null;
  readonly author: AuthorAssociation | null;
  readonly baseBranch: string | null;
  /** Ids of the decision records that bind the change: `adr:25`. */
  readonly adrs: readonly string[] | null;
  /** What evidence rules found. */
  readonly evidence:
    | readonly { readonly rule: string; readonly class: 'hard' | 'soft'; readonly severity: Severity }[]
    | null;
  /** Findings of earlier pull requests on the touched paths, by weight, that were confirmed and not dismissed. */
  readonly history: { readonly blockers: number; readonly majors: number; readonly all: number } | null;
  /** What a person asked for; it outweighs every row. `anyway`: for a review, whatever the rows say. */
  readonly asked: {
    readonly sessionType: SessionType | null;
    readonly experts: readonly string[] | null;
    readonly anyway?: boolean;
  };
}
